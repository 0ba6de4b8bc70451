import { availableParallelism } from 'node:os'
import type { Tier } from '@mon-ps/core/forecasting/tiers/tier'
import { openComputePool } from '../compute/compute-pool.ts'
import { ApiError } from '../../errors.ts'
import type { FileSource } from '../import/read-csv.ts'
import { evaluateTables } from './evaluate-tables.ts'
import type { IntervalPrediction } from '../compute/prediction.ts'
import { readLeagueTables } from './read-league-tables.ts'
import type { TierReport } from '../compute/tier-report.ts'

export interface EvaluateOptions {
  readonly tier: Tier
  /** Null for every division that the files hold. */
  readonly divisions: readonly string[] | null
  /** Season codes, `2018-19`. */
  readonly seasons: readonly string[]
  /** Threads; the result does not depend on it. */
  readonly workers?: number | undefined
  readonly signal?: AbortSignal | undefined
}

export interface EvaluationReport extends TierReport {
  readonly tier: Tier
  readonly elapsedMs: number
}

export interface Evaluation {
  readonly predictions: readonly IntervalPrediction[]
  readonly report: EvaluationReport
}

/**
 * Evaluates one tier on seasons of results files, without a database: every league is rated as a job of its own.
 *
 * @throws {ApiError} IMPORT_REJECTED, LEAGUE_NOT_FOUND  see {@link readLeagueTables}
 * @throws {ApiError} INVALID_INPUT                      a season of which the files hold no match
 */
export async function evaluateTier(files: Iterable<FileSource>, options: EvaluateOptions): Promise<Evaluation> {
  const startedAt = performance.now()
  const { tier, seasons, signal = new AbortController().signal } = options
  const tables = await readLeagueTables(files, options.divisions)
  const known = new Set(tables.flatMap((table) => table.seasons))
  const unknown = seasons.filter((season) => !known.has(season))
  if (unknown.length > 0)
    throw new ApiError(
      'INVALID_INPUT',
      `got the season ${unknown.join(', ')}, of which the files hold no match; they hold ${[...known].sort().join(', ')}`,
    )
  const pool = await openComputePool(options.workers ?? Math.min(availableParallelism(), Math.max(tables.length, seasons.length)))
  try {
    const rated = await Promise.all(tables.map((table) => pool.rateMatches(table, signal)))
    const { predictions, report } = await evaluateTables({ tables, rated }, { tier, seasons, pool, signal })
    return { predictions, report: { tier, ...report, elapsedMs: Math.round(performance.now() - startedAt) } }
  } finally {
    await pool.close()
  }
}
