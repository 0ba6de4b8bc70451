import type { Estimate } from '../numeric/estimate.ts'
import { benjaminiHochberg } from '../numeric/multiple-testing.ts'
import type { BetRecord } from './bet-records.ts'
import { sumUnits } from './settle-bet.ts'
import type { SettledBet } from './strategy.ts'
import { FALSE_DISCOVERY_RATE, MIN_BETS } from './verdict.ts'
import { ratioInterval, ratioPValue, type WeeklyRatio, weeklyRatio, weeklySums } from './weekly.ts'

/** One part of a record. */
export interface ContextPerformance {
  readonly bets: number
  /** Half wins and half losses among them. */
  readonly wins: number
  readonly losses: number
  readonly voids: number
  readonly stakeUnits: number
  readonly profitUnits: number
  /** Profit / turnover; its interval from the spread of weeks, null below 30 bets. */
  readonly yieldFraction: Estimate
  /** Mean of ln(price x closing probability); n = bets with a close. */
  readonly closingLineValue: Estimate
  /** Two-sided, that the yield is not 0; null below 30 bets. */
  readonly pValue: number | null
}

/** Decimal odds from `low` up to but without `high`; the last band has no end. */
export interface OddsBand {
  readonly low: number
  readonly high: number | null
}

export interface PerformanceByContext {
  /** Oldest first. */
  readonly bySeason: readonly (ContextPerformance & { readonly season: string })[]
  /** Where the team played; null for a record that is not one team's. */
  readonly byVenue: { readonly home: ContextPerformance; readonly away: ContextPerformance } | null
  /** Empty where the record's competitions are not known. */
  readonly byLeague: readonly (ContextPerformance & { readonly competition: string })[]
  /** Bands in which there was a bet, shortest odds first. */
  readonly byOdds: readonly (ContextPerformance & OddsBand)[]
}

/** A context that could be asked for before a bet: the past season cannot. */
export interface BettingContext {
  readonly dimension: 'venue' | 'league' | 'odds'
  /** `home`, a competition's code, or a band such as `2-3`. */
  readonly context: string
  readonly performance: ContextPerformance
}

const BAND_ENDS: readonly number[] = [1, 1.5, 2, 3, 5, 10]

function oddsBands(): OddsBand[] {
  return BAND_ENDS.map((low, index) => ({ low, high: BAND_ENDS[index + 1] ?? null }))
}

function toEstimate(ratio: WeeklyRatio, n: number): Estimate {
  return { value: ratio.ratio, n, interval: n < MIN_BETS ? null : ratioInterval(ratio) }
}

const twoSided = (p: number | null): number | null => p && 2 * Math.min(p, 1 - p)

function measurePerformance(bets: readonly SettledBet[]): ContextPerformance {
  const count = (...outcomes: SettledBet['outcome'][]): number => bets.filter((bet) => outcomes.includes(bet.outcome)).length
  const weekly = weeklySums(bets)
  const profitUnits = sumUnits(bets.map((bet) => bet.profitUnits))
  const stakeUnits = sumUnits(bets.map((bet) => bet.stakeUnits))
  const closed = bets.filter(({ closingLineValue }) => closingLineValue !== null).length
  const yields = weeklyRatio(weekly.profit, weekly.stake)
  return {
    bets: bets.length,
    wins: count('won', 'half_won'),
    losses: count('lost', 'half_lost'),
    voids: count('void'),
    stakeUnits,
    profitUnits,
    // Exact sums: the weekly ones may carry a rounding error.
    yieldFraction: { ...toEstimate(yields, bets.length), value: bets.length === 0 ? null : profitUnits / stakeUnits },
    closingLineValue: toEstimate(weeklyRatio(weekly.closingLineValue, weekly.closed), closed),
    pValue: bets.length < MIN_BETS ? null : twoSided(ratioPValue(yields)),
  }
}

/** A record split by season, by league, by odds, and by ground where it is one team's. The parts of each split sum to the whole. */
export function performanceByContext({ bets, teamId, leagues }: Pick<BetRecord, 'bets' | 'teamId' | 'leagues'>): PerformanceByContext {
  const seasons = [...new Set(bets.map((bet) => bet.season))].sort()
  const inBand = ({ low, high }: OddsBand) => bets.filter(({ price }) => price >= low && (high === null || price < high))
  return {
    bySeason: seasons.map((season) => ({ season, ...measurePerformance(bets.filter((bet) => bet.season === season)) })),
    byVenue:
      teamId === null
        ? null
        : {
            home: measurePerformance(bets.filter((bet) => bet.homeId === teamId)),
            away: measurePerformance(bets.filter((bet) => bet.homeId !== teamId)),
          },
    byLeague: leagues.map(({ competition, bets: own }) => ({ competition, ...measurePerformance(own) })),
    byOdds: oddsBands()
      .map((band) => ({ ...band, ...measurePerformance(inBand(band)) }))
      .filter((part) => part.bets > 0),
  }
}

/** Name of a band: `2-3`, `10-`. */
export const oddsBandName = ({ low, high }: OddsBand): string => `${low}-${high ?? ''}`

/** The parts of a record that a bettor could choose beforehand. */
export function bettingContexts({ byVenue, byLeague, byOdds }: PerformanceByContext): BettingContext[] {
  return [
    ...(byVenue === null
      ? []
      : (['home', 'away'] as const).map(
          (ground): BettingContext => ({ dimension: 'venue', context: ground, performance: byVenue[ground] }),
        )),
    // One league is no choice.
    ...(byLeague.length < 2
      ? []
      : byLeague.map((part): BettingContext => ({ dimension: 'league', context: part.competition, performance: part }))),
    ...byOdds.map((part): BettingContext => ({ dimension: 'odds', context: oddsBandName(part), performance: part })),
  ]
}

/** Why there is nothing to filter by. */
export type NoFilterReason = 'no_context_with_enough_bets' | 'no_context_differs_from_zero'

/** A context whose yield differs from 0 after correction. */
export interface ContextFilter extends Pick<BettingContext, 'dimension' | 'context'> {
  readonly bets: number
  readonly yieldFraction: number
  readonly qValue: number
}

/** Contexts in which to follow a rule and contexts in which to avoid it, as far as its record shows. */
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

/** Whether the closing line contradicts a profit: known, and below 0 by its interval. */
const isContradictedByClose = ({ performance: { closingLineValue } }: BettingContext): boolean => (closingLineValue.interval?.[1] ?? 0) < 0

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
        if (value > 0 !== above || (above && isContradictedByClose(test))) return []
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
