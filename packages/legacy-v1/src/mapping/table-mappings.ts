import type { TableMapping } from './column-mapping.ts'
import { MATCHUP_FRICTION_MAPPING } from './matchup-friction.ts'
import { TEAM_PROFILES_MAPPING } from './team-profiles.ts'
import { TEAM_STRATEGIES_MAPPING } from './team-strategies.ts'

/** The three tables of the move, in the order in which their rows refer to each other. */
export const TABLE_MAPPINGS: readonly TableMapping[] = [TEAM_PROFILES_MAPPING, MATCHUP_FRICTION_MAPPING, TEAM_STRATEGIES_MAPPING]
