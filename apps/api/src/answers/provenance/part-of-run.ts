import { findCurrentPart, listSnapshotParts, type StoredPart } from '@mon-ps/db/repositories/snapshots'
import { type RunRow, findRun } from '@mon-ps/db/repositories/runs'
import { ApiError } from '../../errors.ts'
import type { LeagueTrace } from '../shapes/league-traces.ts'
import type { Tracing } from './traced-number.ts'

/** The run that made a number; null where its record is gone. */
export function readRun({ database }: Pick<Tracing, 'database'>, runId: number): Promise<RunRow | null> {
  return findRun(database.db, runId)
}

/**
 * The leagues that a run read, as it read them.
 *
 * @throws {ApiError} SNAPSHOT_GONE  the run or its data are not stored any more
 */
export async function partsOfRun(app: Pick<Tracing, 'database'>, runId: number): Promise<readonly StoredPart[]> {
  const run = await readRun(app, runId)
  const parts = run?.snapshotId == null ? [] : await listSnapshotParts(app.database.db, run.snapshotId)
  if (parts.length > 0) return parts
  throw new ApiError(
    'SNAPSHOT_GONE',
    `got a number of run ${runId}, whose data are not stored any more, expected the snapshot that it was calculated from. Calculate again: the new number rests on what is loaded now`,
    { runId },
  )
}

/**
 * One league as a run saw it.
 *
 * @throws {ApiError} SNAPSHOT_GONE  the run's data are not stored any more, or hold no such league
 */
export async function leagueOfRun(app: Tracing, runId: number, leagueCode: string | null): Promise<LeagueTrace> {
  const parts = await partsOfRun(app, runId)
  const part = parts.find((one) => one.leagueCode === leagueCode)
  if (part) return app.traces.traceFor(part.sha256)
  throw new ApiError(
    'SNAPSHOT_GONE',
    `got a number of league ${leagueCode ?? 'unknown'}, which the data of run ${runId} do not hold, expected one of ${parts.map((one) => one.leagueCode).join(', ')}. Calculate again`,
    { runId },
  )
}

/**
 * A league as it is loaded now.
 *
 * @throws {ApiError} LEAGUE_NOT_FOUND  no match of it is loaded
 */
export async function currentLeague(app: Tracing, leagueCode: string): Promise<LeagueTrace> {
  const part = await findCurrentPart(app.database.db, leagueCode)
  if (part) return app.traces.traceFor(part.sha256)
  throw new ApiError('LEAGUE_NOT_FOUND', `got league "${leagueCode}", which holds no match; league.list names those that do`)
}
