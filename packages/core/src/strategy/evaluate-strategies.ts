import { benjaminiHochberg } from '../numeric/benjamini-hochberg.ts'
import { type BlockBootstrap, blockBootstrapInterval } from '../numeric/block-bootstrap.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { normalCdf } from '../numeric/normal.ts'
import { wilsonInterval } from '../numeric/wilson-interval.ts'
import type { BetRecord } from './bet-records.ts'
import { microsOf, sumUnits, unitsOf } from './exact-units.ts'
import { shrinkYields } from './shrink-yields.ts'
import type { SettledBet, StrategyReport } from './strategy.ts'
import { MINIMUM_BETS, verdictOf } from './verdict.ts'

export interface EvaluationOptions {
  /** Of the bootstrap, an integer in [0, 2^32). */
  readonly seed: number
  /** Default 1000. */
  readonly resamples?: number
}

/** Day 0 was a Thursday: a week holds the matches from Thursday to Wednesday. */
const DAYS_PER_WEEK = 7
/** Sum of the normal quantiles of 97.5 % and 80 %. */
const DETECTION = 2.8

type Draft = Omit<StrategyReport, 'qValue' | 'verdict' | 'shrunkYield'> & { readonly pValue: number | null }

/** The mean of a value over bets, with weeks drawn together: bets of one week share results and news. */
function weeklyMean(bets: readonly SettledBet[], valueOf: (bet: SettledBet) => number, options: EvaluationOptions): BlockBootstrap {
  return blockBootstrapInterval(
    {
      numerator: bets.map(valueOf),
      denominator: bets.map(() => 1),
      block: bets.map((bet) => Math.floor(bet.day / DAYS_PER_WEEK)),
    },
    { seed: options.seed, resamples: options.resamples ?? 1000 },
  )
}

/** Largest fall of the running profit from its highest point so far, 0 included. */
function maxDrawdown(bets: readonly SettledBet[]): number {
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

/** Bets at which the yield would be told from zero with 80 % power at 5 %. */
function betsNeeded(bets: readonly SettledBet[], yieldFraction: number | null): number | null {
  if (yieldFraction === null || yieldFraction <= 0 || bets.length < 2) return null
  const squares = bets.reduce((sum, bet) => sum + (bet.profitUnits - yieldFraction) ** 2, 0)
  return Math.ceil(((DETECTION * Math.sqrt(squares / (bets.length - 1))) / yieldFraction) ** 2)
}

/** One-sided, that the yield is above 0: normal with the bootstrap's error, for resamples cannot resolve the tail that q-values need. */
function pValueOf({ ratio, standardError }: BlockBootstrap): number | null {
  if (ratio === null || standardError === null) return null
  return standardError > 0 ? normalCdf(-ratio / standardError) : ratio > 0 ? 0 : 1
}

function draftOf({ strategy, bets }: BetRecord, options: EvaluationOptions): Draft {
  const n = bets.length
  const count = (outcome: SettledBet['outcome']): number => bets.filter((bet) => bet.outcome === outcome).length
  const wins = count('won')
  const losses = count('lost')
  const decided = wins + losses
  const profit = sumUnits(bets.map((bet) => bet.profitUnits))
  const yields = weeklyMean(bets, (bet) => bet.profitUnits, options)
  const closed = bets.filter((bet) => bet.closingLineValue !== null)
  const closes = weeklyMean(closed, (bet) => bet.closingLineValue ?? 0, options)
  const estimate = (value: number | null, interval: Estimate['interval'], size: number): Estimate => ({ value, n: size, interval })
  return {
    strategy,
    bets: n,
    wins,
    losses,
    voids: count('void'),
    winRate: estimate(decided === 0 ? null : wins / decided, wilsonInterval(wins, decided), decided),
    breakEvenRate: n === 0 ? null : bets.reduce((sum, bet) => sum + 1 / bet.price, 0) / n,
    profitUnits: estimate(n === 0 ? null : profit, yields.interval && [yields.interval[0] * n, yields.interval[1] * n], n),
    yieldFraction: estimate(n === 0 ? null : profit / n, yields.interval, n),
    closingLineValue: estimate(closes.ratio, closes.interval, closed.length),
    maxDrawdownUnits: maxDrawdown(bets),
    halfWins: count('half_won'),
    halfLosses: count('half_lost'),
    priceCoverage: null,
    longestLosingRun: null,
    unluckyLosses: estimate(null, null, 0),
    badAnalysisLosses: estimate(null, null, 0),
    deflatedSharpe: null,
    permutationP: null,
    quarterKelly: null,
    trials: 1,
    betsNeeded: betsNeeded(bets, yields.ratio),
    pValue: n < MINIMUM_BETS ? null : pValueOf(yields),
  }
}

/**
 * Honest records of many rules, teams and competitions at once. All that are looked at together belong in one call: the q-values count
 * them, losers too.
 *
 * Intervals of yield and closing line value come from a bootstrap over weeks; the win rate's is Wilson's. Deterministic for a seed.
 * Cost: resamples x weeks per record, about 3 ms.
 *
 * @returns one report per record, in order
 * @throws {CoreError} INVALID_ARGUMENT  a seed that is no integer in [0, 2^32), fewer than 100 resamples
 */
export function evaluateStrategies(records: readonly BetRecord[], options: EvaluationOptions): StrategyReport[] {
  const drafts = records.map((record) => draftOf(record, options))
  const shrunk = shrinkYields(records)
  const tested = drafts.flatMap(({ pValue }, index) => (pValue === null ? [] : [{ index, pValue }]))
  const qValues = benjaminiHochberg(tested.map(({ pValue }) => pValue))
  const qOf = new Map(tested.map(({ index }, rank) => [index, qValues[rank] ?? null]))
  return drafts.map(({ pValue: _, ...draft }, index) => {
    const qValue = qOf.get(index) ?? null
    return { ...draft, shrunkYield: shrunk[index] as Estimate, qValue, verdict: verdictOf({ ...draft, qValue }) }
  })
}

/** The record of one set of bets alone: nothing to correct for, nothing to pull it towards. See {@link evaluateStrategies}. */
export function evaluateStrategy(strategy: string, bets: readonly SettledBet[], options: EvaluationOptions): StrategyReport {
  const record: BetRecord = { strategy, scope: 'overall', competition: null, teamId: null, bets }
  return evaluateStrategies([record], options)[0] as StrategyReport
}
