import { TIERS, type Tier } from '@mon-ps/core/forecasting/tiers/tier'
import { repositoriesOf } from '@mon-ps/db/repositories/index'
import { tierReportWire } from '../routers/model/report-wire.ts'
import type { ModelSkillWire, StoredTierReportWire } from '../routers/model/schemas.ts'
import { TIERS_VERSION } from '../version.ts'
import type { App } from './app.ts'

/**
 * The newest stored report of each tier: of the real leagues where there are any, else of the demo. A report on other data than what is
 * loaded now says so; one of an older version is none.
 */
export async function readModelSkill({ database, snapshot }: Pick<App, 'database' | 'snapshot'>): Promise<ModelSkillWire> {
  await snapshot.flush()
  const { competitions, snapshots } = repositoriesOf(database.db)
  const loaded = (await competitions.listCompetitions()).filter(({ matches }) => matches > 0)
  const real = loaded.filter(({ source }) => source !== 'demo')
  const leagues = real.length > 0 ? real : loaded
  const [first] = leagues
  if (!first) return { tiers: TIERS.map((tier) => ({ tier, report: null })) }
  const current = await snapshots.currentSnapshotId(leagues.map(({ id }) => id))
  const tiers = TIERS.map(async (tier) => ({ tier, report: await readReport(database, { tier, source: first.source, current }) }))
  return { tiers: await Promise.all(tiers) }
}

interface WantedReport {
  readonly tier: Tier
  readonly source: StoredTierReportWire['source']
  readonly current: string | null
}

async function readReport(database: App['database'], { tier, source, current }: WantedReport): Promise<StoredTierReportWire | null> {
  const found = await repositoriesOf(database.db).runs.latestSucceededRun({
    kind: 'backtest',
    params: { tier, source },
    modelVersion: TIERS_VERSION,
  })
  const report = tierReportWire.safeParse(found?.result).data
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
