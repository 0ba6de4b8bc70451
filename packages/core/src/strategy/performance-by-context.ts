import { sumUnits } from './exact-units.ts'
import type { SettledBet } from './strategy.ts'

/** Plain sums of one part of a record, units of stake: too small for an interval of its own, so none is given. */
export interface ContextPerformance {
  readonly bets: number
  readonly wins: number
  readonly losses: number
  readonly profitUnits: number
  /** Profit / turnover; null without a bet. */
  readonly yieldFraction: number | null
}

export interface PerformanceByContext {
  /** Oldest first. */
  readonly bySeason: readonly (ContextPerformance & { readonly season: string })[]
  /** Where the team played; null for a record that is not one team's. */
  readonly byVenue: { readonly home: ContextPerformance; readonly away: ContextPerformance } | null
}

function performanceOf(bets: readonly SettledBet[]): ContextPerformance {
  const count = (outcome: SettledBet['outcome']): number => bets.filter((bet) => bet.outcome === outcome).length
  const profitUnits = sumUnits(bets.map((bet) => bet.profitUnits))
  return {
    bets: bets.length,
    wins: count('won'),
    losses: count('lost'),
    profitUnits,
    yieldFraction: bets.length === 0 ? null : profitUnits / bets.length,
  }
}

/** A record split by season, and by ground where it is one team's. The parts sum to the whole. */
export function performanceByContext(bets: readonly SettledBet[], teamId: number | null): PerformanceByContext {
  const seasons = [...new Set(bets.map((bet) => bet.season))].sort()
  return {
    bySeason: seasons.map((season) => ({ season, ...performanceOf(bets.filter((bet) => bet.season === season)) })),
    byVenue:
      teamId === null
        ? null
        : {
            home: performanceOf(bets.filter((bet) => bet.homeId === teamId)),
            away: performanceOf(bets.filter((bet) => bet.homeId !== teamId)),
          },
  }
}
