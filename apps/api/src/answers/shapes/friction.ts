import type { Tier } from '@mon-ps/core/forecasting/tiers/tier'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import type { FrictionRow } from '@mon-ps/db/repositories/frictions'
import { latestSucceededRun } from '@mon-ps/db/repositories/runs'
import { currentSnapshotId } from '@mon-ps/db/repositories/snapshots'
import type { DataSource } from '@mon-ps/contract/answer'
import { type StoredFrictionGate, WINNERS } from '@mon-ps/contract/friction'
import { ablationReports } from '@mon-ps/db/stored/run-results'
import { type Database } from '@mon-ps/db/client'
import { ABLATION_VERSION } from '../../version.ts'

/** The three outcomes as the wire names them; a migrated row may hold a team's name, which is none of them. */
export function toWinner(text: string | null): (typeof WINNERS)[number] | null {
  return WINNERS.find((winner) => winner === text) ?? null
}

/** The old system left its count of matches at the column's default of 0 everywhere: where nothing was estimated, nobody counted. */
export function countedMatches({ matchesAnalyzed }: Pick<FrictionRow, 'matchesAnalyzed'>): number | null {
  return matchesAnalyzed > 0 ? matchesAnalyzed : null
}

/** The newest ablation report of one tier on leagues of that source; null where none was made by this version. */
export async function readLatestAblation(database: Database, tier: Tier, source: DataSource): Promise<StoredFrictionGate | null> {
  const found = await latestSucceededRun(database.db, {
    kind: 'backtest',
    params: { report: 'friction_gate', tier, source },
    modelVersion: ABLATION_VERSION,
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
    modelVersion: ABLATION_VERSION,
    snapshot: found.snapshotId,
    source,
    stale: found.snapshotId !== current,
  }
}
