import { calculation, home, importing, job, provenance } from './en/data.ts'
import { matchup } from './en/matchup.ts'
import { migration } from './en/migration.ts'
import { gate, models } from './en/models.ts'
import { chart, guide, matrix, origin, palette, panel, shell, stat, table } from './en/shell.ts'
import { strategies, tearSheet } from './en/strategy.ts'
import { profiles, team, teamProfile, teams } from './en/team.ts'

/** Every text of the page, in English: the source of all other languages. Texts are ICU messages. */
export const en = {
  calculation,
  chart,
  gate,
  guide,
  home,
  importing,
  job,
  matchup,
  matrix,
  migration,
  models,
  origin,
  palette,
  panel,
  profiles,
  provenance,
  shell,
  stat,
  strategies,
  table,
  team,
  teamProfile,
  tearSheet,
  teams,
}
