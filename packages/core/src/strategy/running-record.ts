import { expectedLongestRun } from '../numeric/longest-run.ts'
import { microsOf, unitsOf } from './exact-units.ts'
import type { SettledBet, StrategyReport } from './strategy.ts'

/** Largest fall of the running profit from its highest point so far, 0 included, in units. `bets` oldest first. */
export function maxDrawdown(bets: readonly SettledBet[]): number {
  // In millionths, so that no rounding adds up.
  let profit = 0
  let highest = 0
  let deepest = 0
  for (const bet of bets) {
    profit += microsOf(bet.profitUnits)
    highest = Math.max(highest, profit)
    deepest = Math.max(deepest, highest - profit)
  }
  return unitsOf(deepest)
}

const isLoss = ({ outcome }: SettledBet): boolean => outcome === 'lost' || outcome === 'half_lost'

/** The closing line where it is known; else the price, whose margin makes losses look a little likelier to win than they are. */
const winProbability = ({ closeProbability, price }: SettledBet): number => closeProbability ?? 1 / price

/**
 * The longest run of lost bets, half lost ones among them, and the one that as many bets at these probabilities are expected to show.
 * A void bet neither lengthens a run nor ends it; bets of one day follow one another in the order of the record.
 *
 * @param bets  oldest first
 * @returns     null without a bet that was won or lost
 */
export function longestLosingRun(bets: readonly SettledBet[]): StrategyReport['longestLosingRun'] {
  const decided = bets.filter(({ outcome }) => outcome !== 'void')
  if (decided.length === 0) return null
  let actual = 0
  let run = 0
  for (const bet of decided) {
    run = isLoss(bet) ? run + 1 : 0
    actual = Math.max(actual, run)
  }
  return { actual, expected: expectedLongestRun(decided.map((bet) => 1 - winProbability(bet))) }
}
