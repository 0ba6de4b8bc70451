import { setTimeout as delay } from 'node:timers/promises'
import type { FrictionAblation } from '@mon-ps/core/friction/ablate-friction'
import type { RatedMatches } from '@mon-ps/core/forecasting/tiers/rated-matches'
import type { SeasonForecast } from '@mon-ps/core/forecasting/tiers/tier-forecaster'
import type { Database } from '@mon-ps/db/client'
import { partHash } from '@mon-ps/db/snapshots/encode'
import { ApiError } from '../../../errors.ts'
import type { TierReport } from '../tier-report.ts'
import type { Log } from '../../../log.ts'
import { LEAGUE_PHASES } from '../calculate-league.ts'
import type { ComputePool } from '../compute-pool.ts'
import type { LeagueForecasts } from '@mon-ps/core/forecasting/tiers/forecast-fixtures'
import type { CalculatedLeague, CalculatedRecords } from '../league-result.ts'
import { engineId, keyFor, type QueuedTask, type SharedTask } from './shared-task.ts'
import { getResult } from './perform-task.ts'
import { type ResultStore, createResultStore } from './result-store.ts'
import { startTaskWorker } from './task-worker.ts'
import { openWorkQueue, type WorkQueue } from './work-queue.ts'

/** The waiting time between polls grows up to this maximum. */
const FIRST_POLL_MS = 50
const MAX_POLL_MS = 1000
/** Every fifth poll also reads the task's status: it may be lost, cancelled or failed. */
const POLLS_PER_STATUS = 5

export interface SharedPoolOptions {
  readonly database: Database
  /** Address of the same Postgres. */
  readonly url: string
  /** Threads with which this process works on the tasks, too, so that they end though no worker runs; 0 for none. */
  readonly threads: number
  readonly log: Log
  readonly leaseSeconds?: number | undefined
}

interface Asking {
  readonly queue: WorkQueue
  readonly store: ResultStore
}

/**
 * The same port as threads, worked on by any number of processes that share one Postgres. Tasks travel as hashes, results stand in the
 * database under the hash of all they depend on: what was done before, by anyone, is not done again.
 */
export async function openSharedPool(options: SharedPoolOptions): Promise<ComputePool> {
  const { database, url, threads, log, leaseSeconds } = options
  const engine = await engineId()
  const store = createResultStore(database)
  const queue = await openWorkQueue({ database, url, engine, leaseSeconds, log })
  await store.prune()
  const helper = threads > 0 ? await startTaskWorker({ database, queue, store, concurrency: threads, log }) : null
  const closing = new AbortController()
  /** Keys of what this pool handed out: it comes back as the input of later tasks. */
  const made = new WeakMap<object, string>()

  const asked = new Set<Promise<void>>()

  const makeSure = async (queued: QueuedTask, signal: AbortSignal): Promise<void> => {
    if (await store.claim(queued.key)) return
    const waiting = waitFor({ queue, store }, queued, AbortSignal.any([signal, closing.signal]))
    asked.add(waiting)
    await waiting.finally(() => asked.delete(waiting))
  }
  const ask = async <Result>(task: SharedTask, label: string, signal: AbortSignal): Promise<{ key: string; result: Result }> => {
    const key = keyFor(engine, task)
    await makeSure({ key, task, label }, signal)
    return { key, result: await getResult<Result>(store, key) }
  }
  const keyForMade = (value: object, what: string): string => {
    const key = made.get(value)
    if (key === undefined) throw new ApiError('INTERNAL', `got ${what} of another pool, expected those that this pool gave`)
    return key
  }

  return {
    atOnce: Number.POSITIVE_INFINITY,
    async calculateLeague(table, report, signal) {
      const task = { kind: 'calculateLeague', part: partHash(table) } as const
      const { key, result } = await ask<CalculatedLeague>(task, table.competition, signal)
      made.set(result.bets, key)
      for (const phase of LEAGUE_PHASES) report(phase)
      return result
    },
    async evaluateRecords({ leagues, ...rest }, signal) {
      const named = leagues.map(({ bets, teamIds }) => ({ league: keyForMade(bets, 'bets'), teamIds }))
      const task = { kind: 'evaluateRecords', leagues: named, options: rest } as const
      return (await ask<CalculatedRecords>(task, `${leagues.length} leagues`, signal)).result
    },
    async rateMatches(table, signal) {
      const { key, result } = await ask<RatedMatches>({ kind: 'rateLeague', part: partHash(table) }, table.competition, signal)
      made.set(result, key)
      return result
    },
    async forecastSeason({ leagues, season, tier }, signal) {
      const named = leagues.map((league) => keyForMade(league, 'ratings'))
      const task = { kind: 'forecastSeason', leagues: named, season, tier } as const
      return (await ask<SeasonForecast[]>(task, `${season} ${tier}`, signal)).result
    },
    async forecastLeague({ table, rated }, signal) {
      const named = rated.map((league) => keyForMade(league, 'ratings'))
      const task = { kind: 'forecastLeague', part: partHash(table), leagues: named } as const
      return (await ask<LeagueForecasts>(task, `pairs of ${table.competition}`, signal)).result
    },
    async ablateTier({ tables, rated, ...options }, signal) {
      const named = rated.map((league) => keyForMade(league, 'ratings'))
      const task = { kind: 'gateTier', parts: tables.map(partHash), leagues: named, options } as const
      return (await ask<FrictionAblation>(task, `friction gate, ${options.tier}`, signal)).result
    },
    async reportTier(predictions, signal) {
      const input = await store.putInput('predictions', predictions)
      return (await ask<TierReport>({ kind: 'reportTier', predictions: input }, `${predictions.length} matches`, signal)).result
    },
    async close() {
      closing.abort(new ApiError('CANCELLED', 'the pool was closed'))
      await Promise.allSettled(asked)
      // What it works on now is somebody else's.
      await helper?.stop(0)
      await queue.close()
    },
  }
}

/**
 * Offers a task and waits for its result, without the server's help: LISTEN would hold a connection, and some poolers refuse it.
 *
 * @throws {ApiError} INTERNAL  it failed in every worker that tried; an abort rejects with the signal's reason
 */
async function waitFor({ queue, store }: Asking, queued: QueuedTask, signal: AbortSignal): Promise<void> {
  const { key, task, label } = queued
  signal.throwIfAborted()
  await queue.offer(queued)
  try {
    for (let poll = 1; !(await store.has(key)); poll++) {
      const pause = Math.min(FIRST_POLL_MS * poll, MAX_POLL_MS)
      await delay(pause, undefined, { signal }).catch(() => signal.throwIfAborted())
      if (poll % POLLS_PER_STATUS !== 0) continue
      const status = await queue.getStatus(key)
      if (status.kind === 'failed')
        throw new ApiError('INTERNAL', `the task ${task.kind} (${label}) failed in every worker that tried: ${status.message}`)
      // It may have succeeded since the last poll.
      if (status.kind === 'over' && !(await store.has(key))) await queue.offer(queued)
    }
  } catch (error) {
    if (signal.aborted) await queue.withdraw(key)
    throw error
  }
}
