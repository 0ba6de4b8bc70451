import {
  MATCH_COLUMNS,
  type MatchColumn,
  type MatchTable,
  type PriceColumns,
  type PriceKey,
  type TeamRef,
} from '@mon-ps/core/football/match-table'
import { MATCH_LENGTH_MINUTES, MINUTES_PER_DAY } from '@mon-ps/core/football/time'
import { eq, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import type { Executor } from '../client.ts'
import { competition } from '../schema/competitions.ts'

/** Totals are kept at the one line that every source quotes; other lines stay in `odds_quote`. */
const TOTALS_LINE = 2.5

/** `array_agg` as text: far quicker to read than a row per match. */
function numbers(text: string | null | undefined): Float64Array {
  if (text === null || text === undefined || text === '{}') return new Float64Array(0)
  const items = text.slice(1, -1).split(',')
  return Float64Array.from(items, (item) => (item === 'NULL' ? Number.NaN : Number(item)))
}

/** Columns that are read as they are stored; the others are worked out. */
const STORED = MATCH_COLUMNS.filter((name) => !['matchId', 'season', 'day', 'knownAt', 'home', 'away'].includes(name))
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

async function readMatches(executor: Executor, competitionId: number): Promise<Map<string, Float64Array>> {
  const stored = STORED.map((name) => `array_agg(m.${snake(name)} order by m.id) as "${name}"`).join(', ')
  // Raw: arrays stay the text that the wire carries, which the builder would read value by value.
  const [row] = await executor.execute<Record<string, string | null>>(sql`
    select array_agg(m.id order by m.id) as "matchId", array_agg(m.home_id order by m.id) as "home", array_agg(m.away_id order by m.id) as "away",
      array_agg(m.season_id order by m.id) as "season", array_agg(m.kickoff_on - date '1970-01-01' order by m.id) as "day",
      array_agg(floor(extract(epoch from m.kickoff_at) / 60)::int order by m.id) as "kickoff", ${sql.raw(stored)}
    from mon_ps.match m where m.competition_id = ${competitionId} and m.status = 'played'`)
  return new Map(Object.entries(row ?? {}).map(([name, text]) => [name, numbers(text)]))
}

/** Order of the rows: when a score was known, as core's `knownAt` says it, then by id. */
function sortedRows(raw: (name: string) => Float64Array): { order: number[]; known: Float64Array } {
  const days = raw('day')
  const kickoffs = raw('kickoff')
  const ids = raw('matchId')
  const known = Float64Array.from(days, (day, at) => {
    const kickoff = kickoffs[at] as number
    return Number.isNaN(kickoff) ? (day + 1) * MINUTES_PER_DAY : kickoff + MATCH_LENGTH_MINUTES
  })
  const order = Array.from(days, (_, at) => at)
  order.sort((a, b) => (known[a] as number) - (known[b] as number) || (ids[a] as number) - (ids[b] as number))
  return { order, known }
}

interface Named {
  readonly id: number
  readonly name: string
}

const positions = (items: readonly Named[]) => new Map(items.map(({ id }, at) => [id, at]))

/** Widest apart first, so that of several lines the most even one, the main line, is written last. */
function mainLineLast(first: Float64Array, second: Float64Array): number[] {
  const apart = (at: number) => {
    const distance = Math.abs((first[at] as number) - (second[at] as number))
    return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance
  }
  return Array.from(first, (_, at) => at).sort((a, b) => apart(b) - apart(a) || 0)
}

async function readPrices(
  executor: Executor,
  competitionId: number,
  rowOfMatch: ReadonlyMap<number, number>,
): Promise<Map<PriceKey, PriceColumns>> {
  // Raw, for the same reason.
  const rows = await executor.execute<
    Record<'market' | 'phase' | 'bookmaker' | 'ids' | 'price1' | 'priceX' | 'price2' | 'lines', string>
  >(sql`
    select q.market, q.phase, q.bookmaker, array_agg(q.match_id) as ids, array_agg(q.price_1) as price1, array_agg(q.price_x) as "priceX",
      array_agg(q.price_2) as price2, array_agg(q.line) as lines
    from mon_ps.match m join mon_ps.odds_quote q on q.match_id = m.id
    where m.competition_id = ${competitionId} and m.status = 'played' and q.phase in ('open', 'close')
      and (q.market in ('1x2', 'ah') or (q.market = 'ou' and q.line = ${TOTALS_LINE}))
    group by 1, 2, 3 order by 1, 2, 3`)
  const prices = new Map<PriceKey, PriceColumns>()
  for (const row of rows) {
    const empty = () => new Float64Array(rowOfMatch.size).fill(Number.NaN)
    const columns = { price1: empty(), priceX: empty(), price2: empty(), line: empty() }
    const [ids, price1, priceX, price2, lines] = [row.ids, row.price1, row.priceX, row.price2, row.lines].map(numbers)
    if (!ids || !price1 || !priceX || !price2 || !lines) continue
    for (const at of mainLineLast(price1, price2)) {
      const target = rowOfMatch.get(ids[at] as number) as number
      columns.price1[target] = price1[at] as number
      columns.priceX[target] = priceX[at] as number
      columns.price2[target] = price2[at] as number
      columns.line[target] = lines[at] as number
    }
    prices.set(`${row.market}|${row.phase}|${row.bookmaker}`, columns)
  }
  return prices
}

/**
 * A competition's played matches as the engine reads them, straight from the tables. For calculations read the
 * stored part, which has a hash; this is what the part is made from.
 *
 * @throws {DbError} NOT_FOUND  no such competition
 */
export async function loadMatchTable(executor: Executor, competitionId: number): Promise<MatchTable> {
  const [found] = await executor.select({ code: competition.code }).from(competition).where(eq(competition.id, competitionId))
  if (found === undefined) throw new DbError('NOT_FOUND', `no competition has the id ${competitionId}`, { competitionId })
  const matches = await readMatches(executor, competitionId)
  const raw = (name: string) => matches.get(name) ?? new Float64Array(0)
  const teams = await executor.execute<Named & Record<string, unknown>>(sql`
    select id, name from mon_ps.team where id in (select home_id from mon_ps.match where competition_id = ${competitionId} and status = 'played'
      union select away_id from mon_ps.match where competition_id = ${competitionId} and status = 'played') order by id`)
  const seasons = await executor.execute<Named & Record<string, unknown>>(sql`
    select id, code as name from mon_ps.season s where competition_id = ${competitionId}
      and exists (select from mon_ps.match m where m.season_id = s.id and m.status = 'played') order by code`)
  const { order, known } = sortedRows(raw)
  const [teamAt, seasonAt] = [positions(teams), positions(seasons)]
  const columns = {} as Record<MatchColumn, Float64Array>
  const pick = (source: Float64Array) => Float64Array.from(order, (at) => source[at] as number)
  const pickIndex = (source: Float64Array, index: ReadonlyMap<number, number>) =>
    Float64Array.from(order, (at) => index.get(source[at] as number) as number)
  for (const name of STORED) columns[name] = pick(raw(name))
  columns.matchId = pick(raw('matchId'))
  columns.day = pick(raw('day'))
  columns.knownAt = pick(known)
  columns.season = pickIndex(raw('season'), seasonAt)
  columns.home = pickIndex(raw('home'), teamAt)
  columns.away = pickIndex(raw('away'), teamAt)
  const rowOfMatch = new Map(Array.from(columns.matchId, (id, row) => [id, row]))
  return {
    competition: found.code,
    length: order.length,
    teams: teams.map(({ id, name }): TeamRef => ({ id, name })),
    seasons: seasons.map(({ name }) => name),
    columns,
    prices: await readPrices(executor, competitionId, rowOfMatch),
  }
}
