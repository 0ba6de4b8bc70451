import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import { latestSucceededRun } from '@mon-ps/db/repositories/runs'
import { currentSnapshotId } from '@mon-ps/db/repositories/snapshots'
import { type ModelReliability } from '@mon-ps/contract/model'
import { reliabilityReports } from '@mon-ps/db/stored/run-results'
import { DNA_VERSION, DNA_RELIABILITY } from '../../version.ts'
import { type Database } from '@mon-ps/db/client'
import { type PendingSnapshot } from '../../jobs/pending-snapshot.ts'

interface Dependencies {
  readonly database: Database
  readonly snapshot: PendingSnapshot
}

/**
 * How much of each metric is a team's own, as the last calculation of all leagues told it: of the real leagues where there are any, else
 * of the demo. Told from other data than what is loaded now it says so; told by an older version it is none.
 */
export async function readDnaReliability({ database, snapshot }: Dependencies): Promise<ModelReliability> {
  await snapshot.flush()
  const loaded = (await listCompetitions(database.db)).filter(({ matches }) => matches > 0)
  const real = loaded.filter(({ source }) => source !== 'demo')
  const leagues = real.length > 0 ? real : loaded
  const [first] = leagues
  if (!first) return { report: null }
  const { source } = first
  const params = { report: DNA_RELIABILITY, source }
  const found = await latestSucceededRun(database.db, { kind: 'backtest', params, modelVersion: DNA_VERSION })
  const report = reliabilityReports.read(found?.result)
  if (!found || !report || found.snapshotId === null || found.finishedAt === null) return { report: null }
  return {
    report: {
      ...report,
      runId: found.id,
      calculatedAt: found.finishedAt,
      modelVersion: DNA_VERSION,
      snapshot: found.snapshotId,
      source,
      stale:
        found.snapshotId !==
        (await currentSnapshotId(
          database.db,
          leagues.map(({ id }) => id),
        )),
    },
  }
}
