import { type MappedValue, NOTHING, plain } from './mapped-value.ts'

/** A row of `team_strategies`, as far as the best strategy of its team depends on it. */
export interface StrategyMark {
  readonly id: number
  readonly strategyName: string
  readonly isBestStrategy: boolean | null
  readonly strategyRank: number | null
}

/**
 * Rule `best-strategy@1`.
 *
 * @param rows  the strategies of one team, in any order
 * @returns     `several-best` beside the chosen one where more than one is marked
 */
export function bestStrategyOf(rows: readonly StrategyMark[]): MappedValue<string> {
  const marked = rows
    .filter((row) => row.isBestStrategy === true)
    .sort((a, b) => (a.strategyRank ?? Number.POSITIVE_INFINITY) - (b.strategyRank ?? Number.POSITIVE_INFINITY) || a.id - b.id)
  const [best] = marked
  return best ? plain(best.strategyName, marked.length > 1 ? 'several-best' : null) : NOTHING
}
