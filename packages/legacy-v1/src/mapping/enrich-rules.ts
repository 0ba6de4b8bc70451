import type { Interval } from '@mon-ps/core/numeric/estimate'
import type { MappingRule, RuleId } from './column-mapping.ts'
import type { V3TableName } from '@mon-ps/db/schema/publish'
import { isJsonObject } from './values.ts'

/** The rules by which a column that V1 has nothing for is filled after the move. A changed meaning is a new version. */
export const ENRICHMENT_RULES = [
  { id: 'clv-from-picks@1', meaning: 'Of the team’s own picks, as in the move.' },
  {
    id: 'mean-of-both-orders@1',
    meaning:
      'V1’s pairs have no home side: the mean of the calculated figure with one team at home and of that with the other, both of one season.',
  },
  {
    id: 'edge-of-both-orders@1',
    meaning:
      'Half of the calculated edge in the order of the row less the edge in the other order: what is left of it without a home side.',
  },
  {
    id: 'seasons-of-both-orders@1',
    meaning: 'Of each earlier season that was calculated in both orders, the mean of the two scores.',
  },
  {
    id: 'same-strategy@1',
    meaning:
      'What was calculated for the same team under the same strategy name, marked with `source`: it is about our own bets, which it counts, and not about V1’s.',
  },
] as const satisfies readonly MappingRule[]
export type EnrichmentRule = (typeof ENRICHMENT_RULES)[number]['id']

/** Why a cell stays null. */
export const UNPROVEN_REASONS = {
  'no-picks': 'no pick with both prices backs the team',
  'no-calculation': 'nothing was calculated of this team, pair or strategy',
  'one-order-only': 'the pair was calculated with one team at home only, or in different seasons',
  'not-measured': 'it was calculated, and not measured',
  'no-source': 'nothing that V1, the picks or a calculation hold can say it',
} as const
export type UnprovenReason = keyof typeof UNPROVEN_REASONS

/** A column of V3 that V1 has nothing for. */
export interface EnrichedColumn {
  readonly table: V3TableName
  readonly column: string
  /** Null where nothing can prove it; `note` says why. */
  readonly rule: EnrichmentRule | null
  readonly note: string
}

const column = (table: V3TableName, name: string, rule: EnrichmentRule | null, note: string): EnrichedColumn => ({
  table,
  column: name,
  rule,
  note,
})

/**
 * Every column that enrichment may fill: those that the move leaves to other writers, and none that has a V1 source.
 * `season` is not among them: it is part of a row's key.
 */
export const ENRICHED_COLUMNS: readonly EnrichedColumn[] = [
  column('team_quantum_dna_v3', 'avg_clv', 'clv-from-picks@1', 'percent'),
  column(
    'quantum_friction_matrix_v3',
    'tactical_friction',
    null,
    'it turns with the sides (100 less the level), and V1’s row answers both orders: in it, the two cancel out',
  ),
  column('quantum_friction_matrix_v3', 'risk_friction', 'mean-of-both-orders@1', '0–100'),
  column('quantum_friction_matrix_v3', 'psychological_edge', 'edge-of-both-orders@1', 'signed, for the first team of the row'),
  column('quantum_friction_matrix_v3', 'historical_friction', 'seasons-of-both-orders@1', 'by season'),
  column('quantum_strategies_v3', 'avg_clv', null, 'a pick of the legacy names no strategy, and our own bets are not V1’s'),
  column(
    'quantum_strategies_v3',
    'context_filters',
    'same-strategy@1',
    'V1’s `parameters.focus` is one list for every strategy: no filter',
  ),
  column('quantum_strategies_v3', 'performance_by_context', 'same-strategy@1', 'of our own bets, which it counts'),
]

export interface OrderedFigure {
  readonly value: number | null
  /** Null where nobody counted. */
  readonly n: number | null
  /** 95 %. */
  readonly interval: Interval | null
}

const fewer = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.min(a, b))

/**
 * Rule `mean-of-both-orders@1`. The ends of the interval are the means of the ends: both figures rest on the same matches, so
 * their errors go together, and a narrower interval would be too narrow.
 *
 * @returns  null where one of them was not measured
 */
export function averageOrders(there: OrderedFigure, back: OrderedFigure): (OrderedFigure & { readonly value: number }) | null {
  if (there.value === null || back.value === null) return null
  const interval: Interval | null =
    there.interval && back.interval ? [(there.interval[0] + back.interval[0]) / 2, (there.interval[1] + back.interval[1]) / 2] : null
  return { value: (there.value + back.value) / 2, n: fewer(there.n, back.n), interval }
}

/**
 * Rule `edge-of-both-orders@1`: {@link averageOrders} of a signed figure, which changes its sign with the order.
 *
 * @param there  in the order of the row
 */
export function averageEdges(there: OrderedFigure, back: OrderedFigure): (OrderedFigure & { readonly value: number }) | null {
  const turned: OrderedFigure = {
    value: back.value === null ? null : -back.value,
    n: back.n,
    interval: back.interval && [-back.interval[1], -back.interval[0]],
  }
  return averageOrders(there, turned)
}

/** Scores by season, as a calculation stores them; null for anything else. */
function seasonScores(history: unknown): ReadonlyMap<string, OrderedFigure> | null {
  const seasons = isJsonObject(history) ? history['seasons'] : null
  if (!Array.isArray(seasons)) return null
  const scores = new Map<string, OrderedFigure>()
  for (const each of seasons) {
    if (!isJsonObject(each) || !isJsonObject(each['score']) || typeof each['season'] !== 'string') return null
    const { value, n, interval } = each['score']
    const ends = Array.isArray(interval) && typeof interval[0] === 'number' && typeof interval[1] === 'number' ? interval : null
    scores.set(each['season'], {
      value: typeof value === 'number' ? value : null,
      n: typeof n === 'number' ? n : null,
      interval: ends && [ends[0], ends[1]],
    })
  }
  return scores
}

/** The friction of a pair in earlier seasons, in the shape of a calculation's own. */
interface AveragedSeasons extends Readonly<Record<string, unknown>> {
  /** Oldest first. */
  readonly seasons: readonly { readonly season: string; readonly score: OrderedFigure & { readonly value: number } }[]
  readonly reason: null
}

/**
 * Rule `seasons-of-both-orders@1`.
 *
 * @param there  `historical_friction` of the pair in one order, as it is stored
 * @returns      null where no season was measured in both
 */
export function averageSeasons(there: unknown, back: unknown): AveragedSeasons | null {
  const [first, second] = [seasonScores(there), seasonScores(back)]
  if (first === null || second === null) return null
  const seasons = [...first].flatMap(([season, score]) => {
    const other = second.get(season)
    const mean = other === undefined ? null : averageOrders(score, other)
    return mean === null ? [] : [{ season, score: mean }]
  })
  return seasons.length === 0 ? null : { seasons, reason: null }
}

export const estimateKey = (columnName: string): string => columnName.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

export const enrichmentRuleVersions = (): Readonly<Record<string, number>> =>
  Object.fromEntries(
    ENRICHMENT_RULES.map(({ id }: { readonly id: RuleId }) => id.split('@')).map(([name, version]) => [name, Number(version)]),
  )
