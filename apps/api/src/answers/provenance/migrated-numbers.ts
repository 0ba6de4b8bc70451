import type { TEAM_NUMBERS } from '@mon-ps/contract/provenance'
import type { RecordNumber } from '@mon-ps/core/provenance/recount-record'
import { findMigratedVersion, findV1Row, type ShownRow, type V1Row } from '@mon-ps/db/publish/migrated-rows'
import { fractionFromPercent } from '@mon-ps/db/units'
import { ApiError } from '../../errors.ts'
import type { MovedNumber } from '../shapes/moved-numbers.ts'
import type { PairNumber } from './pair-numbers.ts'
import type { TracedNumber, Tracing } from './tracing.ts'

/** The V3 column that holds a number of a team's row. */
export const TEAM_COLUMNS: Readonly<Record<(typeof TEAM_NUMBERS)[number], string>> = {
  totalMatches: 'total_matches',
  totalBets: 'total_bets',
  totalWins: 'total_wins',
  totalLosses: 'total_losses',
  winRate: 'win_rate',
  totalPnl: 'total_pnl',
  roi: 'roi',
  avgClv: 'avg_clv',
}

/** The V3 column that holds a number of a pair; null where only a calculation of ours has one. */
export const PAIR_COLUMNS: Readonly<Record<PairNumber, string | null>> = {
  frictionScore: 'friction_score',
  style_clash: null,
  tempo_friction: null,
  mental_clash: null,
  tactical_friction: null,
  risk_friction: null,
  psychologicalEdge: 'psychological_edge',
  chaosPotential: 'chaos_potential',
  home: null,
  draw: null,
  away: null,
  over25: 'predicted_over25_prob',
  btts: 'predicted_btts_prob',
  homeGoals: null,
  awayGoals: null,
  totalGoals: 'predicted_goals',
  matches: 'h2h_matches',
  homeWins: 'h2h_home_wins',
  draws: 'h2h_draws',
  awayWins: 'h2h_away_wins',
  averageGoals: 'h2h_avg_goals',
}

/** The V3 column that holds a number of a strategy's record; null where only a calculation of ours has one. */
export const RECORD_COLUMNS: Readonly<Record<RecordNumber, string | null>> = {
  totalBets: 'total_bets',
  wins: 'wins',
  losses: 'losses',
  winRate: 'win_rate',
  breakEvenRate: null,
  profit: 'profit',
  roi: 'roi',
  avgClv: 'avg_clv',
  maxDrawdown: null,
}

/** In percent there, as fractions on the wire. */
export const PERCENT_COLUMNS: ReadonlySet<string> = new Set(['win_rate', 'roi', 'avg_clv'])

/** A number of a row that the move brought, and the V3 column that holds it. */
export interface MigratedColumn {
  readonly row: ShownRow
  /** Of the V3 table; null where V3 has no such column. */
  readonly column: string | null
  /** V3 and V1 have it in percent, the API as a fraction. */
  readonly isPercent: boolean
  /** The team that is shown at home, for a pair; null for the others. */
  readonly homeId: number | null
  readonly number: Pick<TracedNumber, 'name' | 'unit' | 'shown' | 'n' | 'runId'>
}

/** The column of the other side: a pair that is read in the other order than it was written in. */
const OTHER_SIDE: Readonly<Record<string, string>> = { h2h_home_wins: 'h2h_away_wins', h2h_away_wins: 'h2h_home_wins' }

/**
 * A number that the move brought: the V1 row, the rule, and the number calculated again from the two. What V1 counted it from
 * is not known.
 *
 * @throws {ApiError} SNAPSHOT_GONE  the row of V1 is not kept any more
 */
export async function traceMigratedNumber(app: Tracing, wanted: MigratedColumn): Promise<TracedNumber> {
  const { row, homeId, number } = wanted
  const { db } = app.database
  const version = await findMigratedVersion(db, row)
  const v1 = version && (await findV1Row(db, row.table, version.v1Id))
  if (!version || !v1) {
    const message = `got a number of the old system whose row is not kept any more, expected it in the schema legacy_v1. Run the move again`
    throw new ApiError('SNAPSHOT_GONE', message, { ...row })
  }
  const isFlipped = version.firstTeamId !== null && homeId !== null && version.firstTeamId !== homeId
  const column = wanted.column !== null && isFlipped ? (OTHER_SIDE[wanted.column] ?? wanted.column) : wanted.column
  const again = column === null ? null : app.moved.recount(row.table, column, v1.columns)
  return { ...number, total: 0, rowsBetween: () => [], ...toAnswer({ ...wanted, column }, again, { v1Id: version.v1Id, v1 }) }
}

type Answer = Pick<TracedNumber, 'formula' | 'recount' | 'noRecount' | 'migrated'>

function toAnswer(
  { row, column, isPercent }: MigratedColumn,
  again: MovedNumber | null,
  { v1Id, v1 }: { readonly v1Id: number; readonly v1: V1Row },
): Answer {
  if (!again) return { formula: '', recount: null, noRecount: 'The old system has no such number.', migrated: null }
  const ruling = v1.rulings.find((one) => again.sources.some((source) => source.column === one.column) || one.column === column)
  const migrated = {
    table: row.table,
    v1Id,
    rule: again.rule,
    meaning: again.meaning,
    sources: again.sources.map((source) => ({ ...source })),
    ruling: ruling?.reason ?? null,
  }
  if (again.cannot !== null) return { formula: again.meaning, recount: null, noRecount: `Not from one row: ${again.cannot}.`, migrated }
  const plain = ruling === undefined ? again.value : ruling.value === null ? null : Number(ruling.value)
  const value = isPercent ? fractionFromPercent(plain) : plain
  return { formula: again.meaning, recount: { value, figures: [] }, noRecount: null, migrated }
}
