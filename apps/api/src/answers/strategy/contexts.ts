import { toStat } from '@mon-ps/contract/answer'
import { type ContextPerformance, oddsBandName, performanceByContext } from '@mon-ps/core/strategy/performance-by-context'
import type { StrategyContext } from '@mon-ps/contract/tear-sheet'
import type { BetOfLeague } from './settled-bets.ts'

/** A record split by season, league, ground (where it is one team's) and odds; a split into one part says nothing new and is left out. */
export function toContexts(bets: readonly BetOfLeague[], teamId: number | null): StrategyContext[] {
  const competitions = [...new Set(bets.map(({ competition }) => competition))].sort()
  const leagues = competitions.map((competition) => ({
    competition,
    bets: bets.filter((each) => each.competition === competition).map(({ bet }) => bet),
  }))
  const { bySeason, byVenue, byLeague, byOdds } = performanceByContext({ bets: bets.map(({ bet }) => bet), teamId, leagues })
  return [
    ...split('season', bySeason, ({ season }) => season),
    ...split('league', byLeague, ({ competition }) => competition),
    ...(byVenue === null
      ? []
      : split(
          'venue',
          (['home', 'away'] as const).map((ground) => ({ ground, ...byVenue[ground] })),
          ({ ground }) => ground,
        )),
    ...split('odds', byOdds, oddsBandName),
  ]
}

function split<Part extends ContextPerformance>(
  by: StrategyContext['by'],
  parts: readonly Part[],
  nameFor: (part: Part) => string,
): StrategyContext[] {
  const filled = parts.filter(({ bets }) => bets > 0)
  if (filled.length < 2) return []
  return filled.map((part) => ({
    by,
    part: nameFor(part),
    bets: part.bets,
    profit: part.profitUnits,
    roi: toStat(part.yieldFraction),
    avgClv: toStat(part.closingLineValue),
  }))
}
