import { benjaminiHochberg } from '../numeric/multiple-testing.ts'
import { type BettingContext, bettingContexts, type PerformanceByContext } from './performance-by-context.ts'
import { FALSE_DISCOVERY_RATE } from './verdict.ts'

/** Why there is nothing to filter by. */
export type NoFilterReason = 'no_context_with_enough_bets' | 'no_context_differs_from_zero'

/** A context whose yield is told from 0 after correction. */
export interface ContextFilter extends Pick<BettingContext, 'dimension' | 'context'> {
  readonly bets: number
  readonly yieldFraction: number
  readonly qValue: number
}

/** Where a rule should be followed and where not, as far as its record can tell. */
export interface ContextFilters {
  /** Yield above 0, and the close does not contradict it. */
  readonly keep: readonly ContextFilter[]
  /** Yield below 0. */
  readonly avoid: readonly ContextFilter[]
  /** Contexts of this record that were looked at, and of all records together: the correction counts these. */
  readonly looked: number
  readonly lookedTogether: number
  /** Null where there is a filter. */
  readonly reason: NoFilterReason | null
}

interface Tested extends BettingContext {
  readonly record: number
  readonly pValue: number
}

/** Whether the closing line speaks against a profit: known, and below 0 by its interval. */
const contradicted = ({ performance: { closingLineValue } }: BettingContext): boolean => (closingLineValue.interval?.[1] ?? 0) < 0

/**
 * Filters of many records at once: the contexts (ground, league, odds band) of 30 bets or more whose yield differs from 0 with a q-value
 * of 5 % over all contexts of all records. Seasons are no contexts: none of them comes again.
 *
 * @returns  one entry per record, in order
 */
export function contextFilters(performances: readonly PerformanceByContext[]): ContextFilters[] {
  const tested = performances.flatMap((performance, record) =>
    bettingContexts(performance).flatMap((context): Tested[] => {
      const { pValue } = context.performance
      return pValue === null ? [] : [{ ...context, record, pValue }]
    }),
  )
  const qValues = benjaminiHochberg(tested.map(({ pValue }) => pValue))
  const byRecord = performances.map((): { test: Tested; qValue: number }[] => [])
  tested.forEach((test, index) => byRecord[test.record]?.push({ test, qValue: qValues[index] ?? 1 }))
  return byRecord.map((own): ContextFilters => {
    const found = own.filter(({ qValue }) => qValue <= FALSE_DISCOVERY_RATE)
    const side = (above: boolean): ContextFilter[] =>
      found.flatMap(({ test, qValue }) => {
        const { bets, yieldFraction } = test.performance
        const value = yieldFraction.value as number
        if (value > 0 !== above || (above && contradicted(test))) return []
        return [{ dimension: test.dimension, context: test.context, bets, yieldFraction: value, qValue }]
      })
    const keep = side(true)
    const avoid = side(false)
    const none = own.length === 0 ? 'no_context_with_enough_bets' : 'no_context_differs_from_zero'
    return {
      keep,
      avoid,
      looked: own.length,
      lookedTogether: tested.length,
      reason: keep.length + avoid.length > 0 ? null : none,
    }
  })
}
