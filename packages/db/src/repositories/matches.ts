import type { MatchRecord, OddsQuote } from '@mon-ps/core/football/match'
import { and, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { DbError } from '../errors.ts'
import { match, sourceRow } from '../schema/matches.ts'
import { season } from '../schema/competitions.ts'
import { bookmaker, oddsQuote } from '../schema/odds.ts'
import { team, teamSeason } from '../schema/teams.ts'
import type { Executor } from '../client.ts'
import { type QuoteToSave, correctQuotes, insertQuotes } from './odds.ts'
import { build, type RowOf } from './provenance.ts'
import { chunksOf, columnList, getColumn, insertRecords, recordset } from './records.ts'

/** A match of a file, its teams and season resolved. */
export interface MatchToSave extends Omit<MatchRecord, 'division' | 'season' | 'home' | 'away'> {
  readonly competitionId: number
  readonly seasonId: number
  readonly homeId: number
  readonly awayId: number
}

export interface ImportedMatchRow {
  /** Line of the file, 1-based with the header. */
  readonly line: number
  /** The line verbatim. */
  readonly raw: string
  readonly match: MatchToSave
  readonly quotes: readonly OddsQuote[]
}

/** added + changed + unchanged = rows given. */
export interface SavedMatches {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Prices written for the first time, in rows of `odds_quote`. */
  readonly quotes: number
  /** Rows of `odds_quote` whose prices were replaced; the old ones are kept beside. */
  readonly corrected: number
}

const matchKey = (row: { seasonId: number; homeId: number; awayId: number }) => `${row.seasonId}|${row.homeId}|${row.awayId}`

function refuseDuplicates(rows: readonly ImportedMatchRow[]): void {
  const lines = new Map<string, number>()
  for (const { line, match: saved } of rows) {
    const first = lines.get(matchKey(saved))
    if (first !== undefined)
      throw new DbError('DUPLICATE_MATCH', `lines ${first} and ${line} hold the same match; expected each match once`, {
        lines: [first, line],
      })
    lines.set(matchKey(saved), line)
  }
}

interface Known {
  readonly matchId: number
  readonly sameLine: boolean
}

/** Which of the matches are there already, and whether their current line reads the same under the same header. */
async function findKnown(executor: Executor, fileId: number, rows: readonly ImportedMatchRow[]): Promise<Map<string, Known>> {
  const wanted = rows.map(({ raw, match: { seasonId, homeId, awayId } }) => ({ s: seasonId, h: homeId, a: awayId, raw }))
  // Raw: the builder cannot read a parameter as rows (jsonb_to_recordset).
  const found = await executor.execute<Known & { seasonId: number; homeId: number; awayId: number; [column: string]: unknown }>(sql`
    select m.id as "matchId", m.season_id as "seasonId", m.home_id as "homeId", m.away_id as "awayId",
      r.raw = i.raw and f.header = (select header from mon_ps.source_file where id = ${fileId}) as "sameLine"
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as i(s int, h int, a int, raw text)
    join mon_ps.match m on m.season_id = i.s and m.home_id = i.h and m.away_id = i.a
    join mon_ps.source_row r on r.id = m.current_row_id
    join mon_ps.source_file f on f.id = r.file_id`)
  return new Map(found.map((row) => [matchKey(row), row]))
}

/** Ids to give out, so that a match and the line it comes from can name each other in one statement. */
async function drawIds(executor: Executor, table: 'match' | 'source_row', count: number): Promise<number[]> {
  if (count === 0) return []
  const rows = await executor.execute<{ id: number }>(
    sql`select nextval(${`mon_ps.${table}_id_seq`}::text::regclass)::int as id from generate_series(1, ${count}::int)`,
  )
  return rows.map((row) => row.id)
}

function toColumns(row: MatchToSave) {
  const { homeStatistics: home, awayStatistics: away } = row
  return {
    competitionId: row.competitionId,
    seasonId: row.seasonId,
    kickoffOn: row.kickoffOn,
    kickoffAt: row.kickoffAt,
    homeId: row.homeId,
    awayId: row.awayId,
    status: row.status,
    homeGoals: row.fullTime?.home ?? null,
    awayGoals: row.fullTime?.away ?? null,
    halfTimeHomeGoals: row.halfTime?.home ?? null,
    halfTimeAwayGoals: row.halfTime?.away ?? null,
    homeShots: home.shots,
    awayShots: away.shots,
    homeShotsOnTarget: home.shotsOnTarget,
    awayShotsOnTarget: away.shotsOnTarget,
    homeFouls: home.fouls,
    awayFouls: away.fouls,
    homeCorners: home.corners,
    awayCorners: away.corners,
    homeYellows: home.yellows,
    awayYellows: away.yellows,
    homeReds: home.reds,
    awayReds: away.reds,
    referee: row.referee,
  }
}

interface IdentifiedRow extends ImportedMatchRow {
  readonly matchId: number
  readonly rowId: number
}

/** Writes the lines and then what `write` does with the matches, in one statement: each refers to the other. */
async function writeRows(executor: Executor, fileId: number, rows: readonly IdentifiedRow[], isNew: boolean): Promise<void> {
  for (const chunk of chunksOf(rows, 2000)) {
    const lines = chunk.map(({ rowId, line, raw, matchId }) => ({ id: rowId, fileId, line, matchId, raw }))
    const records = chunk.map(({ matchId, rowId, match: saved }) => ({ id: matchId, ...toColumns(saved), currentRowId: rowId }))
    const lineKeys = columnList(sourceRow, ['id', 'fileId', 'line', 'matchId', 'raw'])
    const keys = Object.keys(records[0] ?? {})
    const names = columnList(match, keys)
    const assignments = keys.filter((key) => key !== 'id').map((key) => getColumn(match, key).name)
    const write = isNew
      ? sql`insert into mon_ps.match (${names}) select ${names} from ${recordset(match, records)}`
      : sql`update mon_ps.match m set ${sql.raw(assignments.map((name) => `"${name}" = incoming."${name}"`).join(', '))}
          from ${recordset(match, records)} where m.id = incoming.id`
    await executor.execute(sql`
      with lines as (insert into mon_ps.source_row (${lineKeys}) select ${lineKeys} from ${recordset(sourceRow, lines)})
      ${write}`)
  }
}

const toQuotes = (rows: readonly IdentifiedRow[]): QuoteToSave[] =>
  rows.flatMap(({ matchId, rowId, quotes }) =>
    quotes.map(({ market, phase, bookmaker, line, price1, priceX, price2 }) => ({
      matchId,
      market,
      phase,
      bookmaker,
      line,
      price1,
      priceX,
      price2,
      sourceRowId: rowId,
    })),
  )

/**
 * Saves the matches and prices of one file, inside a unit of work. A match is known by season and teams; one
 * whose current line reads the same is left alone, one whose line changed is rewritten, and every price that
 * changed with it is kept as it was. Reads and writes whole sets: a season of 380 matches takes about 0.1 s.
 *
 * @throws {DbError} DUPLICATE_MATCH  two rows hold the same match
 */
export async function saveMatches(
  executor: Executor,
  runId: number,
  fileId: number,
  rows: readonly ImportedMatchRow[],
): Promise<SavedMatches> {
  refuseDuplicates(rows)
  const known = await findKnown(executor, fileId, rows)
  const fresh = rows.filter((row) => !known.has(matchKey(row.match)))
  const altered = rows.filter((row) => known.get(matchKey(row.match))?.sameLine === false)
  const matchIds = await drawIds(executor, 'match', fresh.length)
  const rowIds = await drawIds(executor, 'source_row', fresh.length + altered.length)
  const idAt = (ids: readonly number[], at: number) => ids[at] as number
  const added = fresh.map((row, at) => ({ ...row, matchId: idAt(matchIds, at), rowId: idAt(rowIds, at) }))
  const changed = altered.map((row, at) => ({
    ...row,
    matchId: (known.get(matchKey(row.match)) as Known).matchId,
    rowId: idAt(rowIds, fresh.length + at),
  }))
  await writeRows(executor, fileId, added, true)
  await writeRows(executor, fileId, changed, false)
  const inserted = await insertQuotes(executor, toQuotes(added))
  const correction = await correctQuotes(executor, runId, toQuotes(changed))
  await saveTeamSeasons(executor, [...added, ...changed])
  return {
    added: added.length,
    changed: changed.length,
    unchanged: rows.length - added.length - changed.length,
    quotes: inserted + correction.inserted,
    corrected: correction.corrected,
  }
}

async function saveTeamSeasons(executor: Executor, rows: readonly ImportedMatchRow[]): Promise<void> {
  const pairs = new Map<string, { teamId: number; seasonId: number }>()
  for (const { match: saved } of rows) {
    for (const teamId of [saved.homeId, saved.awayId]) pairs.set(`${teamId}|${saved.seasonId}`, { teamId, seasonId: saved.seasonId })
  }
  await insertRecords(executor, teamSeason, [...pairs.values()], sql`on conflict do nothing`)
}

const home = alias(team, 'h')
const away = alias(team, 'a')

/** Closing prices of a match by a sharp bookmaker. */
const sharpClose = build
  .select({ price1: oddsQuote.price1, priceX: oddsQuote.priceX, price2: oddsQuote.price2 })
  .from(oddsQuote)
  .innerJoin(bookmaker, and(eq(bookmaker.code, oddsQuote.bookmaker), eq(bookmaker.sharp, true)))
  .where(and(eq(oddsQuote.matchId, match.id), eq(oddsQuote.market, '1x2'), eq(oddsQuote.phase, 'close')))
  .orderBy(oddsQuote.bookmaker)
  .limit(1)
  .as('q')

const rowFields = {
  id: match.id,
  playedOn: match.kickoffOn,
  season: season.code,
  homeId: match.homeId,
  homeName: home.name,
  awayId: match.awayId,
  awayName: away.name,
  // A played match has its goals: a check constraint holds it.
  homeGoals: sql<number>`${match.homeGoals}`,
  awayGoals: sql<number>`${match.awayGoals}`,
  /** Decimal; null where the source has none. */
  closeHome: sharpClose.price1,
  closeDraw: sharpClose.priceX,
  closeAway: sharpClose.price2,
}

/** A played match as a list shows it, with the closing prices of a sharp bookmaker. */
export type MatchRow = RowOf<typeof rowFields>

/** Played matches, newest first. */
const playedMatches = (executor: Executor, which: SQL | undefined) =>
  executor
    .select(rowFields)
    .from(match)
    .innerJoin(season, eq(season.id, match.seasonId))
    .innerJoin(home, eq(home.id, match.homeId))
    .innerJoin(away, eq(away.id, match.awayId))
    .leftJoinLateral(sharpClose, sql`true`)
    .where(and(eq(match.status, 'played'), which))
    .orderBy(desc(match.kickoffOn), desc(match.id))

/** Every played match between two teams at either ground, newest first. */
export async function listMatchesBetween(executor: Executor, teamId: number, otherId: number): Promise<readonly MatchRow[]> {
  const either = [teamId, otherId]
  return playedMatches(executor, and(inArray(match.homeId, either), inArray(match.awayId, either)))
}

/** A team's last played matches, newest first. */
export async function listMatchesOfTeam(executor: Executor, teamId: number, limit: number): Promise<readonly MatchRow[]> {
  return playedMatches(executor, or(eq(match.homeId, teamId), eq(match.awayId, teamId))).limit(limit)
}
