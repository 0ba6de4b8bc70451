import { TIERS, type Tier } from '@mon-ps/core/forecasting/tiers/tier'
import { latestSucceededRun } from '@mon-ps/db/repositories/runs'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import { currentSnapshotId } from '@mon-ps/db/repositories/snapshots'
import type { DataSource } from '@mon-ps/contract/answer'
import { type FrictionGate, type StoredFrictionGate } from '@mon-ps/contract/friction'
import { ablationReports } from '@mon-ps/db/stored/run-results'
import { GATE_VERSION } from '../version.ts'
import type { App } from './app.ts'

/** The newest report of the gate per tier: of the real leagues where there are any, else of the demo. */
export async function readFrictionGate({ database, snapshot }: Pick<App, 'database' | 'snapshot'>): Promise<FrictionGate> {
  await snapshot.flush()
  const source = await sourceLoaded(database)
  const tiers = TIERS.map(async (tier) => ({ tier, report: source === null ? null : await latestGate(database, tier, source) }))
  return { tiers: await Promise.all(tiers) }
}

/** The newest report of one tier's gate on leagues of that source; null where none was made by this version. */
export async function latestGate(database: App['database'], tier: Tier, source: DataSource): Promise<StoredFrictionGate | null> {
  const found = await latestSucceededRun(database.db, {
    kind: 'backtest',
    params: { report: 'friction_gate', tier, source },
    modelVersion: GATE_VERSION,
  })
  const report = ablationReports.read(found?.result)
  if (!found || !report || found.snapshotId === null || found.finishedAt === null) return null
  const leagues = (await listCompetitions(database.db)).filter((league) => league.matches > 0 && league.source === source)
  const current = await currentSnapshotId(
    database.db,
    leagues.map(({ id }) => id),
  )
  return {
    ...report,
    runId: found.id,
    evaluatedAt: found.finishedAt,
    modelVersion: GATE_VERSION,
    snapshot: found.snapshotId,
    source,
    stale: found.snapshotId !== current,
  }
}

async function sourceLoaded(database: App['database']): Promise<DataSource | null> {
  const loaded = (await listCompetitions(database.db)).filter(({ matches }) => matches > 0)
  return (loaded.find(({ source }) => source !== 'demo') ?? loaded[0])?.source ?? null
}
