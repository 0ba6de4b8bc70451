import { sharpeMoments } from '../numeric/deflated-sharpe.ts'
import { type Estimate, type Interval, wilsonInterval } from '../numeric/estimate.ts'
import { Z_95 } from '../numeric/normal.ts'
import { type BlockWeights, bootstrapRatio } from '../numeric/bootstrap.ts'
import type { BetRecord } from './bet-records.ts'
import { sumUnits } from './exact-units.ts'
import { kellyRecord } from './kelly-record.ts'
import { luckZ } from './luck-against-close.ts'
import { longestLosingRun, maxDrawdown } from './running-record.ts'
import { luckSharpe, type WeeklyRecord } from './sharpe-over-trials.ts'
import type { SettledBet, StrategyReport } from './strategy.ts'
import { MINIMUM_BETS } from './verdict.ts'
import { ratioPValue, weeklyRatio } from './weekly-ratio.ts'
import { weeklySums } from './weekly-sums.ts'

/** Sum of the normal quantiles of 97.5 % and 80 %. */
const DETECTION = 2.8
/** A yield that would take more bets than this to be told from zero is as good as zero. */
const MOST_BETS = 1e9

/** What a report knows from its own bets alone; the rest counts what it was looked at with. */
export interface DraftReport extends WeeklyRecord {
  readonly report: Omit<StrategyReport, 'qValue' | 'verdict' | 'shrunkYield' | 'deflatedSharpe' | 'permutationP' | 'trials'>
}

/** Bets at which the yield would be told from zero with 80 % power at 5 %. */
function betsNeeded(bets: readonly SettledBet[], yieldFraction: number | null): number | null {
  if (yieldFraction === null || yieldFraction <= 0 || bets.length < 2) return null
  const squares = bets.reduce((sum, bet) => sum + (bet.profitUnits / bet.stakeUnits - yieldFraction) ** 2, 0)
  const needed = Math.ceil(((DETECTION * Math.sqrt(squares / (bets.length - 1))) / yieldFraction) ** 2)
  return needed <= MOST_BETS ? needed : null
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

/** A record's report as far as its own bets go. `weights` draw the weeks, the same for every record. */
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
      pValue: n < MINIMUM_BETS ? null : ratioPValue(weeklyRatio(weekly.profit, weekly.stake)),
    },
  }
}
