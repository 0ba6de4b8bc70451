import { CoreError } from '@mon-ps/core/errors'
import type { FrictionAblation } from '@mon-ps/core/friction/ablate-friction'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import type { RatedMatches } from '@mon-ps/core/forecasting/tiers/rated-matches'
import type { Tier } from '@mon-ps/core/forecasting/tiers/tier'
import { ablationReports } from '@mon-ps/db/stored/run-results'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { findSucceededRun, startRun, finishRun } from '@mon-ps/db/repositories/runs'
import type { ComputePool } from '../compute/compute-pool.ts'
import { ABLATION_VERSION, VERSION } from '../../version.ts'
import type { Database } from '@mon-ps/db/client'
import type { Serially } from '../../jobs/long-work.ts'
import { toAblationReport } from './to-report.ts'

interface Dependencies {
  readonly database: Database
  readonly serially: Serially
}

/** Seed for bootstrap and permutations; fixed for reproducibility. */
const SEED = 1

/** Identifies a stored ablation report, with its snapshot and the version. */
export interface AblationParams {
  readonly report: 'friction_gate'
  readonly tier: Tier
  readonly source: string
  readonly seasons: readonly string[]
}

export interface AblationOrder {
  readonly snapshotId: string
  readonly params: AblationParams
  readonly tables: readonly MatchTable[]
  readonly rated: readonly RatedMatches[]
  readonly pool: ComputePool
  readonly signal: AbortSignal
}

/** Whether this ablation of the same data is already stored. */
export async function isAblated(
  { database }: { readonly database: Database },
  snapshotId: string,
  params: AblationParams,
): Promise<boolean> {
  const identity = { kind: 'backtest', snapshotId, params: { ...params }, modelVersion: ABLATION_VERSION } as const
  return (await findSucceededRun(database.db, identity)) !== null
}

/** Measures what friction adds to one tier and saves the report as a run. Saves nothing with too few seasons to learn from. */
export async function ablateTier({ database, serially }: Dependencies, order: AblationOrder): Promise<void> {
  const { params, snapshotId, tables, rated, pool, signal } = order
  const report = await judged(pool.ablateTier({ tables, rated, tier: params.tier, seasons: params.seasons, seed: SEED }, signal))
  if (report === null) return
  await serially(() =>
    inUnitOfWork(database, async (tx) => {
      const identity = { kind: 'backtest', snapshotId, params: { ...params }, modelVersion: ABLATION_VERSION } as const
      const runId = await startRun(tx, { ...identity, codeVersion: VERSION, seed: SEED })
      await finishRun(tx, runId, { status: 'succeeded', result: ablationReports.write(toAblationReport(report)) })
    }),
  )
}

async function judged(report: Promise<FrictionAblation>): Promise<FrictionAblation | null> {
  try {
    return await report
  } catch (error) {
    if (error instanceof CoreError && error.code === 'TOO_FEW_MATCHES') return null
    throw error
  }
}
