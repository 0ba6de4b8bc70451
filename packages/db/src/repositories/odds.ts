import type { Bookmaker, OddsQuote } from '@mon-ps/core/football/match'
import { sql } from 'drizzle-orm'
import { bookmaker, oddsQuote } from '../schema/odds.ts'
import type { Executor } from '../client.ts'
import { chunksOf, columnList, insertRecords, recordset } from './records.ts'

/** Makes the catalogue of bookmakers known, or brings it up to date: before the first prices. */
export async function saveBookmakers(executor: Executor, bookmakers: readonly Bookmaker[]): Promise<void> {
  const rows = bookmakers.map(({ code, name, kind, sharp }) => ({ code, name, kind, sharp }))
  await insertRecords(
    executor,
    bookmaker,
    rows,
    sql`on conflict (code) do update set name = excluded.name, kind = excluded.kind, sharp = excluded.sharp
      where (bookmaker.name, bookmaker.kind, bookmaker.sharp) is distinct from (excluded.name, excluded.kind, excluded.sharp)`,
  )
}

export interface QuoteToSave extends OddsQuote {
  readonly matchId: number
  readonly sourceRowId: number
}

const KEYS = ['matchId', 'market', 'phase', 'bookmaker', 'line', 'price1', 'priceX', 'price2', 'sourceRowId'] as const

const plain = (quote: QuoteToSave) => Object.fromEntries(KEYS.map((key) => [key, quote[key]]))

/** Prices of matches that had none. */
export async function insertQuotes(executor: Executor, quotes: readonly QuoteToSave[]): Promise<number> {
  await insertRecords(executor, oddsQuote, quotes.map(plain))
  return quotes.length
}

/**
 * Prices of matches that may have some: a price that differs replaces the one there, which is kept in
 * `odds_correction`; a price that the new line no longer has stays, for its absence corrects nothing.
 */
export async function correctQuotes(
  executor: Executor,
  runId: number,
  quotes: readonly QuoteToSave[],
): Promise<{ inserted: number; corrected: number }> {
  let inserted = 0
  let corrected = 0
  const columns = columnList(oddsQuote, KEYS)
  for (const chunk of chunksOf(quotes)) {
    // Raw: the builder cannot read a parameter as rows (jsonb_to_recordset).
    const [row] = await executor.execute<{ inserted: number; corrected: number }>(sql`
      with incoming as (select ${columns} from ${recordset(oddsQuote, chunk.map(plain))}),
      old as (
        select q.*, i.source_row_id as corrected_by_row_id
        from incoming i join mon_ps.odds_quote q
          on (q.match_id, q.market, q.phase, q.bookmaker, q.line) = (i.match_id, i.market, i.phase, i.bookmaker, i.line) and q.seen_at = '-infinity'
        where (q.price_1, q.price_x, q.price_2) is distinct from (i.price_1, i.price_x, i.price_2)),
      kept as (
        insert into mon_ps.odds_correction (match_id, market, phase, bookmaker, line, seen_at, price_1, price_x, price_2, source_row_id, corrected_by_row_id, run_id)
        select match_id, market, phase, bookmaker, line, seen_at, price_1, price_x, price_2, source_row_id, corrected_by_row_id, ${runId}::bigint from old
        returning 1),
      written as (
        insert into mon_ps.odds_quote as q (${columns}) select ${columns} from incoming
        on conflict (match_id, market, phase, bookmaker, line, seen_at) do update
          set price_1 = excluded.price_1, price_x = excluded.price_x, price_2 = excluded.price_2, source_row_id = excluded.source_row_id
          where (q.price_1, q.price_x, q.price_2) is distinct from (excluded.price_1, excluded.price_x, excluded.price_2)
        returning 1)
      select (select count(*) from kept) as corrected, (select count(*) from written) - (select count(*) from kept) as inserted`)
    inserted += row?.inserted ?? 0
    corrected += row?.corrected ?? 0
  }
  return { inserted, corrected }
}
