import { frictions, leaders, leagues, matchup, profiles, provenance, team, teams } from './cli-reading.ts'
import { ask, connection, exits, failure, find, flags, help, job, lists, numbers, root } from './cli-shell.ts'
import { sheet, strategies, strategy, verdicts } from './cli-strategy.ts'
import { audit, doctor, enrich, publication, serve, status } from './cli-upkeep.ts'
import { bench, calculate, compare, demo, evaluate, gate, importing, models, reliability, skill, worker } from './cli-work.ts'

/** Every text of the command line, in English: a room for each command, and what they share. */
export const cli = {
  ask,
  audit,
  bench,
  calculate,
  compare,
  connection,
  demo,
  doctor,
  enrich,
  evaluate,
  exits,
  failure,
  find,
  flags,
  frictions,
  gate,
  help,
  importing,
  job,
  leaders,
  leagues,
  lists,
  matchup,
  models,
  numbers,
  profiles,
  provenance,
  publication,
  reliability,
  root,
  serve,
  sheet,
  skill,
  status,
  strategies,
  strategy,
  team,
  teams,
  verdicts,
  worker,
}
