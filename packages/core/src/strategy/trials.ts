import { expectedMaximumSharpe, probabilisticSharpe, type SharpeMoments, sharpeMoments } from '../numeric/deflated-sharpe.ts'
import type { BetRecord } from './bet-records.ts'
import { sumUnits } from './settle-bet.ts'
import type { StrategyRule } from './strategy.ts'
import { weeklyLuck, type WeeklySums, weeklySums } from './weekly.ts'

/** What a rule does, without the words about it. */
type Behaviour = Omit<StrategyRule, 'source' | 'differs' | 'unrecorded'>

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}

/**
 * One text per rule, the same whatever order its fields were written in: hash it to name a backtest. It changes when the rule bets
 * otherwise or gets another name or version, and not when a source is worded anew.
 */
export function ruleIdentity({ source: _source, differs: _differs, unrecorded: _unrecorded, ...behaviour }: StrategyRule): string {
  const told: Behaviour = behaviour
  return canonical(told)
}

/** Minimum weeks for a Sharpe ratio. */
const MIN_WEEKS = 10

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
  return moments === null || moments.observations < MIN_WEEKS ? null : moments.sharpe
}

/** How many records of a scope one rule has: 1 over all, else the leagues or teams. */
export function countPlaces(records: readonly BetRecord[]): number {
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
  const trials = Math.max(1, countTrials(records, earlier) * countPlaces(records))
  const overall = records.every(({ scope }) => scope === 'overall')
  const spread = standardDeviation([...weekly.flatMap((own) => own.luckSharpe ?? []), ...(overall ? earlier.sharpeRatios : [])])
  return weekly.map(({ moments }) => {
    if (moments === null || moments.observations < MIN_WEEKS) return null
    const benchmark = expectedMaximumSharpe(trials, spread ?? 1 / Math.sqrt(moments.observations - 1))
    return probabilisticSharpe(moments, benchmark)
  })
}

/** What the ledger notes of a rule that met data. */
export interface Trial {
  /** Its identity as JSON: name, version and all that decides its bets. */
  readonly rule: Readonly<Record<string, unknown>>
  readonly bets: number
  readonly unpriced: number
  readonly stakeUnits: number
  readonly profitUnits: number
  /** Mean / standard deviation of weekly profits less what the close promised; null with fewer than ten weeks that have a close. */
  readonly weeklySharpe: number | null
}

/** The trials of rules from their records over all leagues; a rule that wants nothing was not tried. */
export function listTrials(rules: readonly StrategyRule[], overall: readonly BetRecord[]): Trial[] {
  return rules.flatMap((rule): Trial[] => {
    const record = overall.find(({ strategy }) => strategy === rule.name)
    if (record === undefined || record.bets.length + (record.unpriced ?? 0) === 0) return []
    const { bets, unpriced } = record
    return [
      {
        rule: JSON.parse(ruleIdentity(rule)) as Trial['rule'],
        bets: bets.length,
        unpriced: unpriced ?? 0,
        stakeUnits: sumUnits(bets.map((bet) => bet.stakeUnits)),
        profitUnits: sumUnits(bets.map((bet) => bet.profitUnits)),
        weeklySharpe: luckSharpe(weeklySums(bets)),
      },
    ]
  })
}
