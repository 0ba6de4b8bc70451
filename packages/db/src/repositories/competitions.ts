import { and, eq, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import { competition, season } from '../schema/competitions.ts'
import type { Source } from '../schema/columns.ts'
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
  // Made first, so that of two processes one waits here; only where it is missing, so that no id is drawn in vain.
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

/** All competitions in the order of their codes, demo ones last. */
export async function listCompetitions(executor: Executor): Promise<CompetitionSummary[]> {
  const rows = await executor.execute<Omit<CompetitionSummary, 'seasons'> & { seasons: string | null; [column: string]: unknown }>(sql`
    select c.id, c.code, c.name, c.country, c.source, c.level, s.seasons, s.latest as "latestSeason",
      (select count(*) from mon_ps.team_season ts join mon_ps.season x on x.id = ts.season_id
        where x.competition_id = c.id and x.code = s.latest) as "teamsInLatestSeason",
      m.matches, m.first_on as "firstMatchOn", m.last_on as "lastMatchOn", m.closing as "matchesWithClosingPrice",
      coalesce(p.quotes, 0) as quotes, v.finished_at as "calculatedAt",
      not exists (select from mon_ps.snapshot_member sm where sm.snapshot_id = v.snapshot_id and sm.part_sha256 = p.sha256) as stale
    from mon_ps.competition c
    cross join lateral (select string_agg(code, ',' order by code) as seasons, max(code) as latest
      from mon_ps.season where competition_id = c.id) s
    cross join lateral (select count(*) as matches, min(kickoff_on) as first_on, max(kickoff_on) as last_on,
        count(*) filter (where exists (select from mon_ps.odds_quote q join mon_ps.bookmaker b on b.code = q.bookmaker
          where q.match_id = m.id and q.market = '1x2' and q.phase = 'close' and b.sharp)) as closing
      from mon_ps.match m where m.competition_id = c.id and m.status = 'played') m
    left join mon_ps.snapshot_part p on p.competition_id = c.id and p.is_current
    left join lateral (select r.finished_at, r.snapshot_id from mon_ps.team_dna_version d join mon_ps.run r on r.id = d.run_id
      where d.competition_id = c.id and d.origin = 'calculated' and d.retired_at is null order by r.id desc limit 1) v on true
    order by c.source = 'demo', c.code`)
  return rows.map((row) => ({ ...row, seasons: row.seasons === null ? [] : row.seasons.split(',') }))
}
