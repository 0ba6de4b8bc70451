import { estimateComponents } from '../dna/group-components.ts'
import { type BlockWeights, bootstrapRatio, poissonBlockWeights } from '../numeric/bootstrap.ts'
import { sharpeMoments } from '../numeric/deflated-sharpe.ts'
import { type Estimate, type Interval, NOT_MEASURED, wilsonInterval } from '../numeric/estimate.ts'
import { groupBy } from '../numeric/group-by.ts'
import { correctPValues } from '../numeric/multiple-testing.ts'
import { Z_95 } from '../numeric/distributions.ts'
import { type GroupMoments, shrink } from '../numeric/shrinkage.ts'
import { type BetRecord, kellyRecord, longestLosingRun, maxDrawdown } from './bet-records.ts'
import { luckZ, redrawnPValues } from './luck-against-close.ts'
import { sumUnits } from './settle-bet.ts'
import type { SettledBet, StrategyReport } from './strategy.ts'
import { countTrials, deflatedSharpeRatios, type EarlierTrials, luckSharpe, countPlaces, type WeeklyRecord } from './trials.ts'
import { MIN_BETS, judgeRecord } from './verdict.ts'
import { ratioPValue, weeklyRatio, weeklySums } from './weekly.ts'

/** Profit / turnover. */
const computeYield = (bets: readonly SettledBet[]): number =>
  sumUnits(bets.map((bet) => bet.profitUnits)) / sumUnits(bets.map((bet) => bet.stakeUnits))

/** For a record that is its own cluster. */
function toMoments({ bets }: BetRecord, cluster: number): GroupMoments & { readonly cluster: number } {
  const mean = computeYield(bets)
  const squares = bets.reduce((sum, bet) => sum + (bet.profitUnits / bet.stakeUnits - mean) ** 2, 0)
  return { mean, variance: bets.length < 2 ? null : squares / (bets.length - 1), nEff: bets.length, cluster }
}

/** Yield of a rule over all its bets; one that stands in the records of two teams is the same bet, and counts once. */
function overallYield(records: readonly BetRecord[]): number {
  return computeYield([...new Set(records.flatMap(({ bets }) => bets))])
}

/**
 * Yields pulled towards the rule's own record over all teams (or competitions), as far as chance explains their differences: kappa from
 * the variance between the records of the same rule and scope. Records of two teams share the bets on their meetings, which the
 * variance components do not know; with twenty teams that is one bet in twenty.
 *
 * @returns one estimate per record, in order; null for an overall record (there is nothing to pull it to) and where fewer than four
 *          records can be compared
 */
export function shrinkYields(records: readonly BetRecord[]): Estimate[] {
  const compared = records
    .map((record, index) => ({ ...record, index }))
    .filter(({ scope, bets }) => scope !== 'overall' && bets.length > 0)
  const shrunk = records.map(() => NOT_MEASURED)
  for (const family of groupBy(compared, ({ strategy, scope }) => `${strategy}|${scope}`).values()) {
    const moments = family.map(toMoments)
    const components = estimateComponents(moments)
    if (components === null) continue
    const centre = overallYield(family)
    family.forEach(({ index, bets }, i) => {
      const { value, interval } = shrink(moments[i] as GroupMoments, components, { centre })
      shrunk[index] = { value, n: bets.length, interval }
    })
  }
  return shrunk
}

/** Sum of the normal quantiles of 97.5 % and 80 %. */
const DETECTION_Z = 2.8
/** A yield that needs more bets than this to differ from zero is treated as zero. */
const MAX_BETS_NEEDED = 1e9

/** The part of a report that follows from its own bets; the rest corrects for the records evaluated with it. */
export interface DraftReport extends WeeklyRecord {
  readonly report: Omit<StrategyReport, 'qValue' | 'verdict' | 'shrunkYield' | 'deflatedSharpe' | 'permutationP' | 'trials'>
}

/** Bets needed to tell the yield from zero with 80 % power at 5 %. */
function betsNeeded(bets: readonly SettledBet[], yieldFraction: number | null): number | null {
  if (yieldFraction === null || yieldFraction <= 0 || bets.length < 2) return null
  const squares = bets.reduce((sum, bet) => sum + (bet.profitUnits / bet.stakeUnits - yieldFraction) ** 2, 0)
  const needed = Math.ceil(((DETECTION_Z * Math.sqrt(squares / (bets.length - 1))) / yieldFraction) ** 2)
  return needed <= MAX_BETS_NEEDED ? needed : null
}

/** A sum of probabilities: how many of so many are expected, with the interval of their count. */
function expectedCount(probabilities: readonly number[]): Estimate {
  const n = probabilities.length
  if (n === 0) return { value: null, n, interval: null }
  const value = probabilities.reduce((sum, p) => sum + p, 0)
  const half = Z_95 * Math.sqrt(probabilities.reduce((sum, p) => sum + p * (1 - p), 0))
  return { value, n, interval: [Math.max(0, value - half), Math.min(n, value + half)] }
}

const scaled = (interval: Interval | null, by: number): Interval | null => interval && [interval[0] * by, interval[1] * by]

/** Counts by outcome. A half win is a win, a half loss a loss; both are also counted on their own. */
function countOutcomes(bets: readonly SettledBet[]) {
  const count = (outcome: SettledBet['outcome']): number => bets.reduce((sum, bet) => sum + (bet.outcome === outcome ? 1 : 0), 0)
  const halfWins = count('half_won')
  const halfLosses = count('half_lost')
  return { wins: count('won') + halfWins, losses: count('lost') + halfLosses, voids: count('void'), halfWins, halfLosses }
}

/** Drafts a record's report from its own bets. `weights` resamples the weeks, alike for every record. */
export function draftReport(record: BetRecord, weights: BlockWeights): DraftReport {
  const { strategy, bets, unpriced } = record
  const n = bets.length
  const counts = countOutcomes(bets)
  const decided = counts.wins + counts.losses
  const weekly = weeklySums(bets)
  const profit = sumUnits(bets.map((bet) => bet.profitUnits))
  const turnover = sumUnits(bets.map((bet) => bet.stakeUnits))
  const yields = bootstrapRatio(weights, { blocks: weekly.weeks, numerator: weekly.profit, denominator: weekly.stake })
  const closes = bootstrapRatio(weights, { blocks: weekly.weeks, numerator: weekly.closingLineValue, denominator: weekly.closed })
  const closed = bets.reduce((sum, bet) => sum + (bet.closingLineValue === null ? 0 : 1), 0)
  const unlucky = bets.flatMap(({ lossCauses }) => lossCauses?.probabilityUnlucky ?? [])
  return {
    record,
    moments: sharpeMoments(weekly.profit),
    luckSharpe: luckSharpe(weekly),
    report: {
      strategy,
      bets: n,
      ...counts,
      winRate: { value: decided === 0 ? null : counts.wins / decided, n: decided, interval: wilsonInterval(counts.wins, decided) },
      breakEvenRate: n === 0 ? null : bets.reduce((sum, bet) => sum + 1 / bet.price, 0) / n,
      profitUnits: { value: n === 0 ? null : profit, n, interval: scaled(yields.interval, turnover) },
      yieldFraction: { value: n === 0 ? null : profit / turnover, n, interval: yields.interval },
      closingLineValue: { value: closes.ratio, n: closed, interval: closes.interval },
      maxDrawdownUnits: maxDrawdown(bets),
      priceCoverage: unpriced === null || n + unpriced === 0 ? null : n / (n + unpriced),
      longestLosingRun: longestLosingRun(bets),
      unluckyLosses: expectedCount(unlucky),
      badAnalysisLosses: expectedCount(unlucky.map((p) => 1 - p)),
      quarterKelly: kellyRecord(bets),
      luckZ: luckZ(bets),
      betsNeeded: betsNeeded(bets, yields.ratio),
      pValue: n < MIN_BETS ? null : ratioPValue(weeklyRatio(weekly.profit, weekly.stake)),
    },
  }
}

export interface EvaluationOptions {
  /** Of all draws, an integer in [0, 2^32). */
  readonly seed: number
  /** Of the bootstrap and of the redrawn outcomes; default 1000. */
  readonly resamples?: number
  /** What the ledger holds besides the rules of this call; default nothing. */
  readonly earlierTrials?: EarlierTrials
}

const NO_TRIALS: EarlierTrials = { count: 0, sharpeRatios: [] }

/** The part of a report that depends on the records evaluated with it. */
type Correction = Pick<StrategyReport, 'qValue' | 'deflatedSharpe'>

/** Corrects the records of one scope; an earlier trial that is absent counts as one with p = 1. */
function correctRecords(drafts: readonly DraftReport[], earlier: EarlierTrials): Correction[] {
  const deflated = deflatedSharpeRatios(drafts, earlier)
  const unseen = earlier.count * countPlaces(drafts.map(({ record }) => record))
  const qValues = correctPValues([...drafts.map(({ report }) => report.pValue), ...new Array<number>(unseen).fill(1)])
  return drafts.map((_, index) => ({ qValue: qValues[index] ?? null, deflatedSharpe: deflated[index] ?? null }))
}

/**
 * Honest records of many rules, teams and competitions at once. All that are looked at together belong in one call: q-values and
 * deflated Sharpe ratios count them, losers too, and what the ledger holds besides. Records over all leagues, of leagues and of teams
 * answer three questions and are corrected apart: the same bets stand in all three.
 *
 * Intervals of yield and closing line value come from a bootstrap over weeks; the win rate's is Wilson's. Deterministic for a seed.
 * Cost: resamples x (weeks + bets) per record.
 *
 * @returns one report per record, in order
 * @throws {CoreError} INVALID_ARGUMENT  a seed that is no integer in [0, 2^32), fewer than 100 resamples
 */
export function evaluateStrategies(records: readonly BetRecord[], options: EvaluationOptions): StrategyReport[] {
  const { seed, resamples = 1000, earlierTrials = NO_TRIALS } = options
  const weights = poissonBlockWeights({ seed, resamples })
  const drafts = records.map((record) => draftReport(record, weights))
  const shrunk = shrinkYields(records)
  const redrawn = redrawnPValues(records, { seed, resamples })
  const trials = countTrials(records, earlierTrials)
  const corrections = new Map<DraftReport, Correction>()
  for (const scope of ['overall', 'competition', 'team'] as const) {
    const own = drafts.filter(({ record }) => record.scope === scope)
    correctRecords(own, earlierTrials).forEach((correction, index) => corrections.set(own[index] as DraftReport, correction))
  }
  return drafts.map((draft, index): StrategyReport => {
    const report = {
      ...draft.report,
      ...(corrections.get(draft) as Correction),
      shrunkYield: shrunk[index] as Estimate,
      permutationP: redrawn[index] ?? null,
      trials,
    }
    return { ...report, verdict: judgeRecord(report) }
  })
}

/** The record of one set of bets alone: nothing to correct for, nothing to pull it towards. See {@link evaluateStrategies}. */
export function evaluateStrategy(strategy: string, bets: readonly SettledBet[], options: EvaluationOptions): StrategyReport {
  const record: BetRecord = { strategy, scope: 'overall', competition: null, teamId: null, bets, unpriced: null, leagues: [] }
  return evaluateStrategies([record], options)[0] as StrategyReport
}
