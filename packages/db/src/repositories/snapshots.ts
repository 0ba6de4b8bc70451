import { createHash } from 'node:crypto'
import { isoFromDay, type Day } from '@mon-ps/core/units'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import { and, count, desc, eq, gt, inArray, isNotNull, ne, notExists, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import { competition, season } from '../schema/competitions.ts'
import { match } from '../schema/matches.ts'
import { oddsQuote } from '../schema/odds.ts'
import { snapshot, snapshotMember, snapshotPart } from '../schema/snapshots.ts'
import { team, teamSeason } from '../schema/teams.ts'
import { decodePart, encodePart } from '../snapshots/encode.ts'
import { loadMatchTable } from '../snapshots/load-match-table.ts'
import type { Executor } from '../client.ts'
import { insertRecords } from './records.ts'

export interface PartRef {
  readonly sha256: string
  readonly competitionId: number
  readonly competition: string
  readonly matches: number
}

/** The data that a calculation rests on. */
export interface SnapshotRef {
  /** SHA-256 of the parts' hashes in the order of the competitions' codes. */
  readonly id: string
  /** ISO day of the last match in it. */
  readonly asOf: string
  readonly matches: number
  readonly quotes: number
  readonly parts: readonly PartRef[]
}

/**
 * Stores a competition's matches as they stand as its current part: after an import, in its unit of work.
 * Equal data have one part, whenever they are stored.
 *
 * @returns  the part's hash
 */
export async function rebuildPart(executor: Executor, competitionId: number): Promise<string> {
  const table = await loadMatchTable(executor, competitionId)
  const part = await encodePart(table)
  const [counted] = await executor
    .select({ quotes: count() })
    .from(oddsQuote)
    .innerJoin(match, eq(match.id, oddsQuote.matchId))
    .where(eq(match.competitionId, competitionId))
  const lastDay = table.columns.day.reduce((latest, day) => Math.max(latest, day), Number.NEGATIVE_INFINITY)
  const values = {
    sha256: part.sha256,
    competitionId,
    rows: table.length,
    quotes: counted?.quotes ?? 0,
    lastMatchOn: table.length === 0 ? null : isoFromDay(lastDay as Day),
    layout: part.layout,
    data: part.data,
    isCurrent: true,
  }
  await executor
    .update(snapshotPart)
    .set({ isCurrent: false })
    .where(and(eq(snapshotPart.competitionId, competitionId), eq(snapshotPart.isCurrent, true), ne(snapshotPart.sha256, part.sha256)))
  await executor
    .insert(snapshotPart)
    .values(values)
    .onConflictDoUpdate({ target: snapshotPart.sha256, set: { isCurrent: true, quotes: values.quotes } })
  // A part that no snapshot names and that is no longer current can never be asked for.
  const named = executor.select({ one: sql`1` }).from(snapshotMember).where(eq(snapshotMember.partSha256, snapshotPart.sha256))
  await executor
    .delete(snapshotPart)
    .where(and(eq(snapshotPart.competitionId, competitionId), eq(snapshotPart.isCurrent, false), notExists(named)))
  return part.sha256
}

/**
 * The match table of a part: a league's whole history with its prices in a few tens of milliseconds.
 * @throws {DbError} NOT_FOUND  no such part
 */
export async function readSnapshotPart(executor: Executor, sha256: string): Promise<MatchTable> {
  const [row] = await executor
    .select({ layout: snapshotPart.layout, data: snapshotPart.data })
    .from(snapshotPart)
    .where(eq(snapshotPart.sha256, sha256))
  if (row === undefined) throw new DbError('NOT_FOUND', `no snapshot part has the hash ${sha256}`, { sha256 })
  return decodePart(row.layout, row.data)
}

/** The current parts of these competitions, in the order of their codes; those without a match have none. */
function currentParts(executor: Executor, competitionIds: readonly number[]) {
  return executor
    .select({
      sha256: snapshotPart.sha256,
      competitionId: snapshotPart.competitionId,
      competition: competition.code,
      matches: snapshotPart.rows,
      quotes: snapshotPart.quotes,
      lastMatchOn: snapshotPart.lastMatchOn,
    })
    .from(snapshotPart)
    .innerJoin(competition, eq(competition.id, snapshotPart.competitionId))
    .where(and(inArray(snapshotPart.competitionId, [...competitionIds]), eq(snapshotPart.isCurrent, true), gt(snapshotPart.rows, 0)))
    .orderBy(sql`${competition.code} collate "C"`)
}

const hashParts = (parts: readonly Pick<PartRef, 'sha256'>[]): string =>
  createHash('sha256')
    .update(parts.map((part) => part.sha256).join('\n'))
    .digest('hex')

/** The id that a snapshot of what these competitions hold now would have, recorded or not; null when none of them holds a match. */
export async function currentSnapshotId(executor: Executor, competitionIds: readonly number[]): Promise<string | null> {
  const parts = competitionIds.length === 0 ? [] : await currentParts(executor, competitionIds)
  return parts.length === 0 ? null : hashParts(parts)
}

/**
 * The snapshot of what these competitions hold now, recorded if it is new; null when none of them holds a match.
 * The order of the ids does not matter.
 */
export async function currentSnapshot(executor: Executor, competitionIds: readonly number[]): Promise<SnapshotRef | null> {
  if (competitionIds.length === 0) return null
  const parts = await currentParts(executor, competitionIds)
  const days = parts.flatMap(({ lastMatchOn }) => (lastMatchOn === null ? [] : [lastMatchOn])).sort()
  const asOf = days.at(-1)
  if (asOf === undefined) return null
  const id = hashParts(parts)
  const matches = parts.reduce((sum, part) => sum + part.matches, 0)
  const quotes = parts.reduce((sum, part) => sum + part.quotes, 0)
  await executor.insert(snapshot).values({ id, asOf, matches, quotes }).onConflictDoNothing()
  const members = parts.map((part) => ({ snapshotId: id, partSha256: part.sha256 }))
  await insertRecords(executor, snapshotMember, members, sql`on conflict do nothing`)
  const refs = parts.map(({ sha256, competitionId, competition: code, matches: played }) => ({
    sha256,
    competitionId,
    competition: code,
    matches: played,
  }))
  return { id, asOf, matches, quotes, parts: refs }
}

/** A league's stored matches, as a run read them or as they stand now. */
export type StoredPart = {
  readonly sha256: string
  readonly competitionId: number
  readonly leagueCode: string
  readonly league: string
  readonly matches: number
}

const STORED_PART = {
  sha256: snapshotPart.sha256,
  competitionId: snapshotPart.competitionId,
  leagueCode: competition.code,
  league: competition.name,
  matches: snapshotPart.rows,
}

/** The leagues that a snapshot holds, in the order of their codes; none when it is gone. */
export async function listSnapshotParts(executor: Executor, snapshotId: string): Promise<readonly StoredPart[]> {
  return executor
    .select(STORED_PART)
    .from(snapshotMember)
    .innerJoin(snapshotPart, eq(snapshotPart.sha256, snapshotMember.partSha256))
    .innerJoin(competition, eq(competition.id, snapshotPart.competitionId))
    .where(eq(snapshotMember.snapshotId, snapshotId))
    .orderBy(sql`${competition.code} collate "C"`)
}

/** A league's matches as they stand now; null when none are stored. */
export async function findCurrentPart(executor: Executor, leagueCode: string): Promise<StoredPart | null> {
  const [row] = await executor
    .select(STORED_PART)
    .from(snapshotPart)
    .innerJoin(competition, eq(competition.id, snapshotPart.competitionId))
    .where(and(eq(snapshotPart.isCurrent, true), gt(snapshotPart.rows, 0), eq(competition.code, leagueCode)))
  return row ?? null
}

/** The stored matches of a league in which two teams both play. */
export type SharedPartRow = {
  readonly sha256: string
  readonly league: string
  readonly leagueCode: string
  readonly source: 'football-data' | 'demo'
}

/** The current part of the league that a team was in most recently, and the team's name; null when it never played in one. */
export async function findPartOfTeam(executor: Executor, teamId: number): Promise<(SharedPartRow & { readonly teamName: string }) | null> {
  const [row] = await executor
    .select({
      sha256: snapshotPart.sha256,
      league: competition.name,
      leagueCode: competition.code,
      source: competition.source,
      teamName: team.name,
    })
    .from(team)
    .innerJoin(teamSeason, eq(teamSeason.teamId, team.id))
    .innerJoin(season, eq(season.id, teamSeason.seasonId))
    .innerJoin(competition, eq(competition.id, season.competitionId))
    .innerJoin(snapshotPart, eq(snapshotPart.competitionId, competition.id))
    .where(and(eq(team.id, teamId), eq(snapshotPart.isCurrent, true), gt(snapshotPart.rows, 0)))
    .orderBy(desc(season.code), competition.id)
    .limit(1)
  return row ?? null
}

/** The current part of the league that both teams were in most recently; null when they never shared one. */
export async function findSharedPart(executor: Executor, homeId: number, awayId: number): Promise<SharedPartRow | null> {
  const latestFor = (id: number) => sql<string | null>`max(${season.code}) filter (where ${teamSeason.teamId} = ${id})`
  const latest = executor
    .select({ home: latestFor(homeId).as('home'), away: latestFor(awayId).as('away') })
    .from(teamSeason)
    .innerJoin(season, eq(season.id, teamSeason.seasonId))
    .where(eq(season.competitionId, competition.id))
    .as('latest')
  const [row] = await executor
    .select({ sha256: snapshotPart.sha256, league: competition.name, leagueCode: competition.code, source: competition.source })
    .from(snapshotPart)
    .innerJoin(competition, eq(competition.id, snapshotPart.competitionId))
    .crossJoinLateral(latest)
    .where(and(eq(snapshotPart.isCurrent, true), gt(snapshotPart.rows, 0), isNotNull(latest.home), isNotNull(latest.away)))
    .orderBy(desc(sql`least(${latest.home}, ${latest.away})`), competition.id)
    .limit(1)
  return row ?? null
}
