import { TABLE_MAPPINGS } from '../mapping/table-mappings.ts'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { getTableColumns } from 'drizzle-orm'
import { columnOf } from '@mon-ps/db/repositories/records'
import { quantumFrictionMatrixV3 } from '@mon-ps/db/schema/friction'
import { quantumStrategiesV3 } from '@mon-ps/db/schema/strategies'
import { teamQuantumDnaV3 } from '@mon-ps/db/schema/team-dna'

/** Closed; null where V3 sets no bound. */
export interface NumberLimit {
  readonly low: number | null
  readonly high: number | null
}

const PERCENT: NumberLimit = { low: 0, high: 100 }
const PROBABILITY: NumberLimit = { low: 0, high: 1 }
const COUNT: NumberLimit = { low: 0, high: null }

/** The CHECKs of V3 and its versions, by the V1 column that they would refuse. What is not named must only be a finite number. */
export const NUMBER_LIMITS: Readonly<Record<V1TableName, Readonly<Record<string, NumberLimit>>>> = {
  team_profiles: {
    tier_rank: COUNT,
    style_confidence: PERCENT,
    total_matches: COUNT,
    total_bets: COUNT,
    total_wins: COUNT,
    total_losses: COUNT,
    win_rate: PERCENT,
    unlucky_losses: COUNT,
    bad_analysis_losses: COUNT,
    unlucky_pct: PERCENT,
  },
  matchup_friction: {
    friction_score: PERCENT,
    style_clash_score: PERCENT,
    tempo_clash_score: PERCENT,
    mental_clash_score: PERCENT,
    predicted_goals: COUNT,
    predicted_btts_prob: PROBABILITY,
    predicted_over25_prob: PROBABILITY,
    chaos_potential: PERCENT,
    h2h_matches: COUNT,
    h2h_team_a_wins: COUNT,
    h2h_team_b_wins: COUNT,
    h2h_draws: COUNT,
    h2h_avg_goals: COUNT,
    sample_size: COUNT,
  },
  team_strategies: {
    bets: COUNT,
    wins: COUNT,
    losses: COUNT,
    win_rate: PERCENT,
    unlucky_count: COUNT,
    bad_analysis_count: COUNT,
  },
}

/** Columns that say which row or team is meant: judged as keys, not as values. */
export const KEY_COLUMNS: readonly string[] = ['id', 'team_a_id', 'team_b_id', 'team_profile_id']

const V3 = {
  team_profiles: teamQuantumDnaV3,
  matchup_friction: quantumFrictionMatrixV3,
  team_strategies: quantumStrategiesV3,
} as const

/** How many characters V3 has for the text of a V1 column; null where it has no bound, or no column. */
export function textLimit(table: V1TableName, column: string): number | null {
  const targets = TABLE_MAPPINGS.find(({ v1 }) => v1 === table)?.columns.filter(
    ({ rule, sources }) => rule === 'copy@1' && sources[0] === column,
  )
  const types = Object.keys(getTableColumns(V3[table])).map((key) => columnOf(V3[table], key))
  for (const { target } of targets ?? []) {
    const length = /^varchar\((\d+)\)$/.exec(types.find(({ name }) => name === target)?.type ?? '')?.[1]
    if (length !== undefined) return Number(length)
  }
  return null
}
