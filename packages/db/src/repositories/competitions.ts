import { and, count, desc, eq, exists, isNull, notExists, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import { competition, season } from '../schema/competitions.ts'
import type { Source } from '../schema/columns.ts'
import { match } from '../schema/matches.ts'
import { bookmaker, oddsQuote } from '../schema/odds.ts'
import { run } from '../schema/runs.ts'
import { snapshotMember, snapshotPart } from '../schema/snapshots.ts'
import { teamDnaVersion } from '../schema/team-dna.ts'
import { teamSeason } from '../schema/teams.ts'
import { build } from './provenance.ts'
import type { Executor } from '../client.ts'

export interface CompetitionRow {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly country: string | null
  readonly source: Source
  readonly level: number | null
}

/** A competition, what is loaded of it and how far its calculation has come. */
export interface CompetitionSummary extends CompetitionRow {
  /** Oldest first. */
  readonly seasons: string[]
  readonly latestSeason: string | null
  readonly teamsInLatestSeason: number
  /** Played. */
  readonly matches: number
  readonly firstMatchOn: string | null
  readonly lastMatchOn: string | null
  /** Matches with a sharp bookmaker's closing 1x2 price. */
  readonly matchesWithClosingPrice: number
  readonly quotes: number
  readonly calculatedAt: string | null
  /** The data changed after the last calculation, or there was none. */
  readonly stale: boolean
}

const columns = {
  id: competition.id,
  code: competition.code,
  name: competition.name,
  country: competition.country,
  source: competition.source,
  level: competition.level,
}

/**
 * Finds the competition with this code, or creates it, and gives it this name, country and level.
 * @throws {DbError} CONFLICT  the code belongs to a competition of another source
 */
export async function ensureCompetition(executor: Executor, wanted: Omit<CompetitionRow, 'id'>): Promise<CompetitionRow> {
  const { code, name, country, level } = wanted
  // Raw: the builder cannot insert a row only where it is missing. Made first, so that of two processes one waits here; only where it is missing, so that no id is drawn in vain.
  await executor.execute(sql`
    insert into mon_ps.competition (code, name, country, source, level) select ${code}, ${name}, ${country}, ${wanted.source}, ${level}::int
    where not exists (select from mon_ps.competition where code = ${code}) on conflict do nothing`)
  const [row] = await executor
    .update(competition)
    .set({ name, country, level })
    .where(and(eq(competition.code, code), eq(competition.source, wanted.source)))
    .returning(columns)
  if (row !== undefined) return row
  throw new DbError('CONFLICT', `the code ${code} belongs to a competition of another source than ${wanted.source}; choose another code`, {
    code,
  })
}

/** Id of a competition's season, made where it is not there. */
export async function ensureSeason(executor: Executor, competitionId: number, code: string): Promise<number> {
  // Raw: the builder cannot insert a row only where it is missing.
  await executor.execute(sql`
    insert into mon_ps.season (competition_id, code) select ${competitionId}, ${code}
    where not exists (select from mon_ps.season where competition_id = ${competitionId} and code = ${code}) on conflict do nothing`)
  const [row] = await executor
    .select({ id: season.id })
    .from(season)
    .where(and(eq(season.competitionId, competitionId), eq(season.code, code)))
  if (row === undefined) throw new DbError('NOT_FOUND', `season ${code} was neither found nor made`, { competitionId, code })
  return row.id
}

/** By code or name, in any case; null when there is none. */
export async function findCompetition(executor: Executor, codeOrName: string): Promise<CompetitionRow | null> {
  const [row] = await executor
    .select(columns)
    .from(competition)
    .where(sql`lower(${codeOrName}) in (lower(${competition.code}), lower(${competition.name}))`)
    .orderBy(sql`${competition.code} = ${codeOrName} desc`, competition.id)
    .limit(1)
  return row ?? null
}

const seasons = build
  .select({
    codes: sql<string | null>`string_agg(${season.code}, ',' order by ${season.code})`.as('codes'),
    latest: sql<string | null>`max(${season.code})`.as('latest'),
  })
  .from(season)
  .where(eq(season.competitionId, competition.id))
  .as('s')

const sharpClose = build
  .select({ one: sql`1` })
  .from(oddsQuote)
  .innerJoin(bookmaker, eq(bookmaker.code, oddsQuote.bookmaker))
  .where(and(eq(oddsQuote.matchId, match.id), eq(oddsQuote.market, '1x2'), eq(oddsQuote.phase, 'close'), eq(bookmaker.sharp, true)))

const played = build
  .select({
    matches: sql<number>`count(*)`.as('matches'),
    firstOn: sql<string | null>`min(${match.kickoffOn})`.as('first_on'),
    lastOn: sql<string | null>`max(${match.kickoffOn})`.as('last_on'),
    withClose: sql<number>`count(*) filter (where ${exists(sharpClose)})`.as('with_close'),
  })
  .from(match)
  .where(and(eq(match.competitionId, competition.id), eq(match.status, 'played')))
  .as('m')

const calculated = build
  .select({ finishedAt: run.finishedAt, snapshotId: run.snapshotId })
  .from(teamDnaVersion)
  .innerJoin(run, eq(run.id, teamDnaVersion.runId))
  .where(and(eq(teamDnaVersion.competitionId, competition.id), eq(teamDnaVersion.origin, 'calculated'), isNull(teamDnaVersion.retiredAt)))
  .orderBy(desc(run.id))
  .limit(1)
  .as('v')

const teamsInLatest = build
  .select({ n: count() })
  .from(teamSeason)
  .innerJoin(season, eq(season.id, teamSeason.seasonId))
  .where(and(eq(season.competitionId, competition.id), eq(season.code, seasons.latest)))

const calculatedPart = build
  .select({ one: sql`1` })
  .from(snapshotMember)
  .where(and(eq(snapshotMember.snapshotId, calculated.snapshotId), eq(snapshotMember.partSha256, snapshotPart.sha256)))

/** All competitions in the order of their codes, demo ones last. */
export async function listCompetitions(executor: Executor): Promise<CompetitionSummary[]> {
  const rows = await executor
    .select({
      ...columns,
      seasons: seasons.codes,
      latestSeason: seasons.latest,
      teamsInLatestSeason: sql<number>`(${teamsInLatest})`,
      matches: played.matches,
      firstMatchOn: played.firstOn,
      lastMatchOn: played.lastOn,
      matchesWithClosingPrice: played.withClose,
      quotes: sql<number>`coalesce(${snapshotPart.quotes}, 0)`,
      calculatedAt: calculated.finishedAt,
      stale: sql<boolean>`${notExists(calculatedPart)}`,
    })
    .from(competition)
    .crossJoinLateral(seasons)
    .crossJoinLateral(played)
    .leftJoin(snapshotPart, and(eq(snapshotPart.competitionId, competition.id), eq(snapshotPart.isCurrent, true)))
    .leftJoinLateral(calculated, sql`true`)
    .orderBy(eq(competition.source, 'demo'), competition.code)
  return rows.map((row) => ({ ...row, seasons: row.seasons === null ? [] : row.seasons.split(',') }))
}
