import { CoreError } from '@mon-ps/core/errors'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import type { RatedMatches } from '@mon-ps/core/forecasting/tiers/rated-matches'
import type { Database } from '@mon-ps/db/client'
import { readSnapshotPart } from '@mon-ps/db/repositories/snapshots'
import type { JudgedPrediction } from '../tier-report.ts'
import type { ComputePool } from '../compute-pool.ts'
import type { CalculatedLeague } from '../league-result.ts'
import type { Answer } from '../tasks.ts'
import type { ResultStore } from './result-store.ts'
import type { SharedTask } from './shared-task.ts'

/** Ratings of so many leagues stay in memory: every season of every tier needs all of them. */
const RATINGS_IN_MEMORY = 32

export interface PerformOptions {
  readonly database: Database
  readonly store: ResultStore
  /** Threads of this process. */
  readonly pool: ComputePool
}

/**
 * Does tasks as they came out of the queue: fetches what they name, and calculates in threads.
 *
 * @returns  a function that gives the result, or what the engine refused, which is as much a result as any: it would refuse again
 */
export function taskPerformer({ database, store, pool }: PerformOptions) {
  const ratings = new Map<string, Promise<RatedMatches>>()
  const readPart = (sha256: string): Promise<MatchTable> => readSnapshotPart(database.db, sha256)
  const readRatings = (key: string): Promise<RatedMatches> => {
    const found = ratings.get(key) ?? getResult<RatedMatches>(store, key)
    ratings.delete(key)
    ratings.set(key, found)
    found.catch(() => ratings.delete(key))
    for (const oldest of ratings.keys()) if (ratings.size > RATINGS_IN_MEMORY) ratings.delete(oldest)
    return found
  }

  const calculate = async (task: SharedTask, signal: AbortSignal): Promise<unknown> => {
    switch (task.kind) {
      case 'calculateLeague':
        return pool.calculateLeague(await readPart(task.part), () => undefined, signal)
      case 'rateLeague':
        return pool.rateMatches(await readPart(task.part), signal)
      case 'forecastSeason': {
        const leagues = await Promise.all(task.leagues.map(readRatings))
        return pool.forecastSeason({ leagues, season: task.season, tier: task.tier }, signal)
      }
      case 'evaluateRecords': {
        const readBets = async ({ league, teamIds }: (typeof task.leagues)[number]) => ({
          bets: (await getResult<CalculatedLeague>(store, league)).bets,
          teamIds,
        })
        return pool.evaluateRecords({ ...task.options, leagues: await Promise.all(task.leagues.map(readBets)) }, signal)
      }
      case 'forecastLeague': {
        const [table, rated] = await Promise.all([readPart(task.part), Promise.all(task.leagues.map(readRatings))])
        return pool.forecastLeague({ table, rated }, signal)
      }
      case 'gateTier': {
        const [tables, rated] = await Promise.all([Promise.all(task.parts.map(readPart)), Promise.all(task.leagues.map(readRatings))])
        return pool.ablateTier({ ...task.options, tables, rated }, signal)
      }
      case 'reportTier':
        return pool.reportTier(await store.get<JudgedPrediction[]>(task.predictions), signal)
    }
  }

  return async (task: SharedTask, signal: AbortSignal): Promise<Answer<unknown>> => {
    try {
      return { kind: 'result', result: await calculate(task, signal) }
    } catch (error) {
      if (error instanceof CoreError) return { kind: 'refused', code: error.code, message: error.message }
      throw error
    }
  }
}

/**
 * What a task came to.
 * @throws {CoreError} what the engine refused, with its code
 */
export async function getResult<Result>(store: ResultStore, key: string): Promise<Result> {
  const answer = await store.get<Answer<Result>>(key)
  if (answer.kind === 'refused') throw new CoreError(answer.code, answer.message)
  return answer.result
}
