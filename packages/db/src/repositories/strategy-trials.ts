import { and, count, countDistinct, desc, eq, notInArray, sql } from 'drizzle-orm'
import { sha256OfJson } from '../canonical-json.ts'
import type { Source } from '../schema/columns.ts'
import { strategyTrial } from '../schema/strategy-trials.ts'
import type { Executor } from '../client.ts'
import { insertRecords } from './records.ts'

/** A rule that met data: what it is, and what came of it over all leagues. */
export interface NewTrial {
  /** All that decides its bets. Its canonical JSON is hashed: another threshold is another rule. */
  readonly rule: Readonly<Record<string, unknown>>
  readonly strategyName: string
  readonly strategyVersion: string | null
  readonly bets: number
  /** Selections that nobody quoted. */
  readonly unpriced: number
  readonly stakeMicro: number
  readonly profitMicro: number
  /** Mean / standard deviation of weekly profits less what the closing prices promised; null where there is none. */
  readonly weeklySharpe: number | null
}

/** Where trials were made. */
export interface TrialPlace {
  readonly runId: number
  /** Id of the snapshot, or a hash of the data. */
  readonly dataSha256: string
  /** `demo` only when all data was the demo's. */
  readonly source: Source
}

/** How much was tried. */
export interface TrialCounts {
  /** Different rules and variants. */
  readonly rules: number
  /** Pairs of a rule and the data it met. */
  readonly looks: number
}

/** Rules that were tried, besides those that are looked at now. */
export interface EarlierTrials {
  readonly count: number
  /** The latest of each rule that has one. */
  readonly sharpeRatios: readonly number[]
}

/**
 * Enters trials into the ledger. A rule that met the same data before stays as it was entered then.
 *
 * @returns  how many were new
 */
export async function recordTrials(executor: Executor, place: TrialPlace, trials: readonly NewTrial[]): Promise<number> {
  if (trials.length === 0) return 0
  const { runId, dataSha256, source } = place
  const rows = trials.map((trial) => ({ ...trial, ruleSha256: sha256OfJson(trial.rule), dataSha256, source, firstRunId: runId }))
  const before = await countTrials(executor, source)
  await insertRecords(executor, strategyTrial, rows, sql`on conflict on constraint uq_strategy_trial do nothing`)
  return (await countTrials(executor, source)).looks - before.looks
}

/** How many rules and variants were ever tried on data of a source. */
export async function countTrials(executor: Executor, source: Source): Promise<TrialCounts> {
  const [row] = await executor
    .select({ rules: countDistinct(strategyTrial.ruleSha256), looks: count() })
    .from(strategyTrial)
    .where(eq(strategyTrial.source, source))
  return { rules: row?.rules ?? 0, looks: row?.looks ?? 0 }
}

/**
 * What the ledger holds besides `rules`, for whoever corrects for everything that was ever tried on data of a source.
 *
 * @param rules  those that are looked at now, as they are or would be entered
 */
export async function earlierTrials(executor: Executor, source: Source, rules: readonly NewTrial['rule'][]): Promise<EarlierTrials> {
  const { ruleSha256, trialNo, weeklySharpe } = strategyTrial
  const rows = await executor
    .selectDistinctOn([ruleSha256], { sharpe: weeklySharpe })
    .from(strategyTrial)
    .where(and(eq(strategyTrial.source, source), notInArray(ruleSha256, rules.map(sha256OfJson))))
    .orderBy(ruleSha256, desc(trialNo))
  return { count: rows.length, sharpeRatios: rows.flatMap(({ sharpe }) => (sharpe === null ? [] : [sharpe])) }
}
