import { expectedMaximumSharpe, probabilisticSharpe, type SharpeMoments } from '../numeric/deflated-sharpe.ts'
import type { BetRecord } from './bet-records.ts'

/** Fewer weeks than this have no Sharpe ratio worth the name. */
const MINIMUM_WEEKS = 10

/** Rules and variants that were tried before and are not among those looked at now: the ledger knows them. */
export interface EarlierTrials {
  readonly count: number
  /** Weekly, of those that have one. */
  readonly sharpeRatios: readonly number[]
}

/** A record and the moments of its weekly profits. */
export interface WeeklyRecord {
  readonly record: BetRecord
  readonly moments: SharpeMoments | null
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
 * records of teams or leagues every rule counts once for each. The spread over the trials is that of the scope's records, and of the
 * ledger's where they are over all leagues; a single trial is held against the spread that no edge gives it.
 *
 * @param weekly  all records of one scope
 * @returns       one entry per record, in order; null with fewer than ten weeks
 */
export function deflatedSharpeRatios(weekly: readonly WeeklyRecord[], earlier: EarlierTrials): (number | null)[] {
  const records = weekly.map(({ record }) => record)
  const trials = Math.max(1, countTrials(records, earlier) * placesOf(records))
  const overall = records.every(({ scope }) => scope === 'overall')
  const known = weekly.flatMap(({ moments }) => (moments === null || moments.observations < MINIMUM_WEEKS ? [] : [moments.sharpe]))
  const spread = standardDeviation([...known, ...(overall ? earlier.sharpeRatios : [])])
  return weekly.map(({ moments }) => {
    if (moments === null || moments.observations < MINIMUM_WEEKS) return null
    const benchmark = expectedMaximumSharpe(trials, spread ?? 1 / Math.sqrt(moments.observations - 1))
    return probabilisticSharpe(moments, benchmark)
  })
}
