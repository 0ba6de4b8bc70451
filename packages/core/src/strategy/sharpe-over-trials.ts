import { expectedMaximumSharpe, probabilisticSharpe, type SharpeMoments, sharpeMoments } from '../numeric/deflated-sharpe.ts'
import type { BetRecord } from './bet-records.ts'
import { type WeeklySums, weeklyLuck } from './weekly-sums.ts'

/** Fewer weeks than this have no Sharpe ratio worth the name. */
const MINIMUM_WEEKS = 10

/** Rules and variants that were tried before and are not among those looked at now: the ledger knows them. */
export interface EarlierTrials {
  readonly count: number
  /** Of their luck, see {@link luckSharpe}; of those that have one. */
  readonly sharpeRatios: readonly number[]
}

/** A record, the moments of its weekly profits, and the Sharpe ratio of their luck. */
export interface WeeklyRecord {
  readonly record: BetRecord
  readonly moments: SharpeMoments | null
  readonly luckSharpe: number | null
}

/**
 * Sharpe ratio of a record's weekly luck: profits less what the closing prices promised. It differs between rules by chance alone, where
 * that of the profits also differs because one rule pays more margin than another. Null with fewer than ten weeks that have a close.
 */
export function luckSharpe(weekly: WeeklySums): number | null {
  const moments = sharpeMoments(weeklyLuck(weekly))
  return moments === null || moments.observations < MINIMUM_WEEKS ? null : moments.sharpe
}

/** How many records of a scope one rule has: 1 over all, else the leagues or teams. */
export function placesOf(records: readonly BetRecord[]): number {
  return new Set(records.map(({ competition, teamId }) => `${competition}|${teamId}`)).size
}

/** Rules that were tried, now and before. A rule that wants nothing was not. */
export function countTrials(records: readonly BetRecord[], earlier: EarlierTrials): number {
  const tried = records.filter(({ bets, unpriced }) => bets.length + (unpriced ?? 0) > 0)
  return new Set(tried.map(({ strategy }) => strategy)).size + earlier.count
}

function standardDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

/**
 * Probability that a record's Sharpe ratio (weekly profits) is above what the best of all trials of its scope would show by luck: for
 * records of teams or leagues every rule counts once for each. The spread over the trials is that of their luck, of the scope's records
 * and, where they are over all leagues, of the ledger's; without two of them it is what no edge gives a single trial.
 *
 * @param weekly  all records of one scope
 * @returns       one entry per record, in order; null with fewer than ten weeks
 */
export function deflatedSharpeRatios(weekly: readonly WeeklyRecord[], earlier: EarlierTrials): (number | null)[] {
  const records = weekly.map(({ record }) => record)
  const trials = Math.max(1, countTrials(records, earlier) * placesOf(records))
  const overall = records.every(({ scope }) => scope === 'overall')
  const spread = standardDeviation([...weekly.flatMap((own) => own.luckSharpe ?? []), ...(overall ? earlier.sharpeRatios : [])])
  return weekly.map(({ moments }) => {
    if (moments === null || moments.observations < MINIMUM_WEEKS) return null
    const benchmark = expectedMaximumSharpe(trials, spread ?? 1 / Math.sqrt(moments.observations - 1))
    return probabilisticSharpe(moments, benchmark)
  })
}
