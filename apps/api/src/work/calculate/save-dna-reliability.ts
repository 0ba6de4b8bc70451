import { toStat } from '@mon-ps/contract/answer'
import type { LeagueMoments } from '@mon-ps/core/dna/reliability-moments'
import { type ReliabilityRow, reliabilityOfLeagues } from '@mon-ps/core/dna/reliability-table'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { findSucceededRun, startRun, finishRun } from '@mon-ps/db/repositories/runs'
import type { MetricReliability, ReliabilityReport } from '@mon-ps/contract/model'
import { reliabilityReports } from '@mon-ps/db/stored/run-results'
import { DNA_VERSION, VERSION, DNA_RELIABILITY } from '../../version.ts'
import { type Database } from '@mon-ps/db/client'
import { type Serially } from '../../jobs/long-work.ts'
import type { LeagueToCalculate } from './league-to-calculate.ts'

interface Dependencies {
  readonly database: Database
  readonly serially: Serially
}

export interface ReliabilityToSave {
  readonly snapshotId: string
  /** All that is loaded, of one source. */
  readonly leagues: readonly LeagueToCalculate[]
  readonly moments: readonly LeagueMoments[]
}

/**
 * Stores how much of each metric is a team's own as a run of its own, whole when it is made; the same data told by the same version
 * before keep that run.
 */
export async function saveDnaReliability(
  { database, serially }: Dependencies,
  { snapshotId, leagues, moments }: ReliabilityToSave,
): Promise<void> {
  const params = { report: DNA_RELIABILITY, source: leagues[0]?.source ?? 'unknown' }
  const named = { kind: 'backtest', snapshotId, params, modelVersion: DNA_VERSION } as const
  if ((await findSucceededRun(database.db, named)) !== null) return
  const report = toReliabilityReport(leagues, moments)
  await serially(() =>
    inUnitOfWork(database, async (tx) => {
      const runId = await startRun(tx, { ...named, codeVersion: VERSION })
      await finishRun(tx, runId, { status: 'succeeded', result: reliabilityReports.write(report) })
    }),
  )
}

function toReliabilityReport(leagues: readonly LeagueToCalculate[], moments: readonly LeagueMoments[]): ReliabilityReport {
  const { rows, byLeague, notMeasured } = reliabilityOfLeagues(moments)
  const leagueNames = new Map(leagues.map(({ code, name }) => [code, name]))
  return {
    rows: rows.map(toReliabilityRow),
    byLeague: byLeague.map((league) => ({
      code: league.competition,
      name: leagueNames.get(league.competition) ?? league.competition,
      seasons: [...league.seasons],
      rows: league.rows.map(toReliabilityRow),
    })),
    notMeasured: notMeasured.map((metric) => ({ ...metric })),
  }
}

const toReliabilityRow = (row: ReliabilityRow): MetricReliability => ({
  ...row,
  reliability: toStat(row.reliability),
  yearOnYear: toStat(row.yearOnYear),
  oddEven: toStat(row.oddEven),
})
