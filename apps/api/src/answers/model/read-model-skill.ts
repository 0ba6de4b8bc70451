import { TIERS, type Tier } from '@mon-ps/core/forecasting/tiers/tier'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import { currentSnapshotId } from '@mon-ps/db/repositories/snapshots'
import { latestSucceededRun } from '@mon-ps/db/repositories/runs'
import { type ModelSkill, type StoredTierReport } from '@mon-ps/contract/model'
import { tierReports } from '@mon-ps/db/stored/run-results'
import { TIERS_VERSION } from '../../version.ts'
import { type Database } from '@mon-ps/db/client'
import { type PendingSnapshot } from '../../jobs/pending-snapshot.ts'

interface Dependencies {
  readonly database: Database
  readonly snapshot: PendingSnapshot
}

/**
 * The newest stored report of each tier: of the real leagues where there are any, else of the demo. A report on other data than what is
 * loaded now says so; one of an older version is none.
 */
export async function readModelSkill({ database, snapshot }: Dependencies): Promise<ModelSkill> {
  await snapshot.flush()
  const loaded = (await listCompetitions(database.db)).filter(({ matches }) => matches > 0)
  const real = loaded.filter(({ source }) => source !== 'demo')
  const leagues = real.length > 0 ? real : loaded
  const [first] = leagues
  if (!first) return { tiers: TIERS.map((tier) => ({ tier, report: null })) }
  const current = await currentSnapshotId(
    database.db,
    leagues.map(({ id }) => id),
  )
  const tiers = TIERS.map(async (tier) => ({ tier, report: await readReport(database, { tier, source: first.source, current }) }))
  return { tiers: await Promise.all(tiers) }
}

interface WantedReport {
  readonly tier: Tier
  readonly source: StoredTierReport['source']
  readonly current: string | null
}

async function readReport(database: Database, { tier, source, current }: WantedReport): Promise<StoredTierReport | null> {
  const found = await latestSucceededRun(database.db, {
    kind: 'backtest',
    params: { tier, source },
    modelVersion: TIERS_VERSION,
  })
  const report = tierReports.read(found?.result)
  if (!found || !report || found.snapshotId === null || found.finishedAt === null) return null
  return {
    ...report,
    runId: found.id,
    evaluatedAt: found.finishedAt,
    modelVersion: TIERS_VERSION,
    snapshot: found.snapshotId,
    source,
    stale: found.snapshotId !== current,
  }
}
