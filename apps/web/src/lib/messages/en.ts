import { guide, matrix, palette } from './en/explore.ts'
import { calculation, home } from './en/home.ts'
import { gate } from './en/gate.ts'
import { importing } from './en/import.ts'
import { matchup } from './en/matchup.ts'
import { migration } from './en/migration.ts'
import { models } from './en/models.ts'
import { profiles } from './en/profiles.ts'
import { provenance } from './en/provenance.ts'
import { chart, origin, panel, shell, stat, table } from './en/shell.ts'
import { strategies, tearSheet } from './en/strategy.ts'
import { team, teams } from './en/team.ts'
import { teamProfile } from './en/team-profile.ts'

/** Every text of the page, in English: the source of all other languages. Texts are ICU messages. */
export const en = {
  calculation,
  chart,
  gate,
  guide,
  home,
  importing,
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
