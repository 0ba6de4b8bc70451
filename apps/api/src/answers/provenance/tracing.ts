import { metricWords } from '@mon-ps/messages/reasons'
import type { TeamRef } from '@mon-ps/contract/answer'
import type { ProvenanceMatch, ProvenanceMigrated } from '@mon-ps/contract/provenance'
import { METRIC_CATALOGUE, STYLE_CATALOGUE } from '@mon-ps/core/dna/metric-catalogue'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import type { MatchContribution, Recount, RecountFigure } from '@mon-ps/core/provenance/contribution'
import { type Day, isoFromDay } from '@mon-ps/core/units'
import type { Database } from '@mon-ps/db/client'
import { findRun, type RunRow } from '@mon-ps/db/repositories/runs'
import { findCurrentPart, listSnapshotParts, type StoredPart } from '@mon-ps/db/repositories/snapshots'
import { ApiError } from '../../errors.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import type { LeagueTrace, LeagueTraces } from '../shapes/league-traces.ts'
import type { MovedNumbers } from '../shapes/moved-numbers.ts'

/** What following a number needs. */
export type Tracing = {
  readonly database: Database
  readonly snapshot: PendingSnapshot
  readonly traces: LeagueTraces
  readonly moved: MovedNumbers
}

/** A number with everything that made it, before a page of it is shown. */
export interface TracedNumber {
  /** In words. */
  readonly name: string
  readonly unit: string
  readonly shown: number | null
  readonly n: number | null
  readonly formula: string
  /** Null for a count of what is loaded: no run made it. */
  readonly runId: number | null
  /** Null where it cannot be calculated again. */
  readonly recount: { readonly value: number | null; readonly figures: readonly RecountFigure[] } | null
  readonly noRecount: string | null
  readonly migrated: ProvenanceMigrated | null
  /** Newest first; made only for the page that is shown. */
  readonly total: number
  readonly rowsBetween: (start: number, end: number) => ProvenanceMatch[]
}

/** The run that made a number; null where its record is gone. */
export function readRun({ database }: Pick<Tracing, 'database'>, runId: number): Promise<RunRow | null> {
  return findRun(database.db, runId)
}

/**
 * The leagues that a run read, as it read them.
 *
 * @throws {ApiError} SNAPSHOT_GONE  the run or its data are not stored any more
 */
export async function readPartsOfRun(app: Pick<Tracing, 'database'>, runId: number): Promise<readonly StoredPart[]> {
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
export async function readLeagueOfRun(app: Tracing, runId: number, leagueCode: string | null): Promise<LeagueTrace> {
  const parts = await readPartsOfRun(app, runId)
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
export async function readCurrentLeague(app: Tracing, leagueCode: string): Promise<LeagueTrace> {
  const part = await findCurrentPart(app.database.db, leagueCode)
  if (part) return app.traces.traceFor(part.sha256)
  throw new ApiError('LEAGUE_NOT_FOUND', `got league "${leagueCode}", which holds no match; league.list names those that do`)
}

const DEFINITIONS = new Map([...Object.values(METRIC_CATALOGUE), ...Object.values(STYLE_CATALOGUE)].map((metric) => [metric.key, metric]))

/** What the catalogue says of a metric, DNA's or style's; undefined for one that it does not know. */
export const findDefinition = (key: string) => DEFINITIONS.get(key)

/** The teams of a table by their ids. */
export function createTeamFinder(table: MatchTable): (id: number) => TeamRef {
  const names = new Map(table.teams.map(({ id, name }) => [id, name]))
  return (id) => ({ id, name: names.get(id) ?? `team ${id}` })
}

/** A recount by core as the rest of a traced number. */
export function toTracedNumber(recount: Recount, table: MatchTable): Pick<TracedNumber, 'formula' | 'recount' | 'total' | 'rowsBetween'> {
  const findTeam = createTeamFinder(table)
  return {
    formula: recount.formula,
    recount: { value: recount.value, figures: recount.figures },
    total: recount.contributions.length,
    rowsBetween: (start, end) => recount.contributions.slice(start, end).map((match) => matchRow(match, findTeam)),
  }
}

function matchRow(match: MatchContribution, findTeam: (id: number) => TeamRef): ProvenanceMatch {
  const { day, homeId, awayId, teamId, part, ...plain } = match
  return {
    ...plain,
    playedOn: isoFromDay(day as Day),
    home: findTeam(homeId),
    away: findTeam(awayId),
    side: teamId === null ? null : findTeam(teamId),
    part: part === null ? null : metricWords(part).name,
    bet: null,
  }
}
