import { CoreError } from '@mon-ps/core/errors'
import type { FrictionAblation } from '@mon-ps/core/friction/ablate-friction'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import type { RatedMatches } from '@mon-ps/core/forecasting/tiers/rated-matches'
import type { Tier } from '@mon-ps/core/forecasting/tiers/tier'
import { ablationReports } from '@mon-ps/db/stored/run-results'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { findSucceededRun, startRun, finishRun } from '@mon-ps/db/repositories/runs'
import type { ComputePool } from '../compute/compute-pool.ts'
import { GATE_VERSION, VERSION } from '../../version.ts'
import type { Database } from '@mon-ps/db/client'
import type { Serially } from '../../jobs/serially.ts'
import { gateOnWire } from './gate-on-wire.ts'

interface Needs {
  readonly database: Database
  readonly serially: Serially
}

/** Of the bootstrap and the permutations: one number for all runs, so that equal data give equal reports. */
const SEED = 1

/** What names a stored report of the gate, beside its snapshot and the version. */
export interface GateParams {
  readonly report: 'friction_gate'
  readonly tier: Tier
  readonly source: string
  readonly seasons: readonly string[]
}

export interface GateOrder {
  readonly snapshotId: string
  readonly params: GateParams
  readonly tables: readonly MatchTable[]
  readonly rated: readonly RatedMatches[]
  readonly pool: ComputePool
  readonly signal: AbortSignal
}

/** Whether the same data were put through the same gate before. */
export async function isGated({ database }: { readonly database: Database }, snapshotId: string, params: GateParams): Promise<boolean> {
  const identity = { kind: 'backtest', snapshotId, params: { ...params }, modelVersion: GATE_VERSION } as const
  return (await findSucceededRun(database.db, identity)) !== null
}

/** Puts friction through one tier's gate and keeps the report as a run. With too few seasons to learn from there is none. */
export async function gateTier({ database, serially }: Needs, order: GateOrder): Promise<void> {
  const { params, snapshotId, tables, rated, pool, signal } = order
  const report = await judged(pool.gateTier({ tables, rated, tier: params.tier, seasons: params.seasons, seed: SEED }, signal))
  if (report === null) return
  await serially(() =>
    inUnitOfWork(database, async (tx) => {
      const identity = { kind: 'backtest', snapshotId, params: { ...params }, modelVersion: GATE_VERSION } as const
      const runId = await startRun(tx, { ...identity, codeVersion: VERSION, seed: SEED })
      await finishRun(tx, runId, { status: 'succeeded', result: ablationReports.write(gateOnWire(report)) })
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
