import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, boolean, check, index, integer, numeric, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, monPs, oneOf } from './columns.ts'
import { match, sourceRow } from './matches.ts'
import { run } from './runs.ts'

const BOOKMAKER_KINDS = ['book', 'exchange', 'aggregate'] as const
const QUOTE_MARKETS = ['1x2', 'ou', 'ah'] as const
const QUOTE_PHASES = ['open', 'close', 'live'] as const

export const bookmaker = monPs.table(
  'bookmaker',
  {
    code: text().primaryKey(),
    name: text().notNull(),
    /** An aggregate over bookmakers is never a price that one can take. */
    kind: text({ enum: BOOKMAKER_KINDS }).notNull(),
    sharp: boolean().notNull(),
  },
  (t) => [check('ck_bookmaker_kind', oneOf(t.kind, BOOKMAKER_KINDS))],
)

const price = (name: string) => numeric(name, { precision: 9, scale: 4, mode: 'number' })

/** Decimal prices: home / draw / away, over / – / under, home / – / away at the handicap. */
const prices = () => ({ price1: price('price_1'), priceX: price('price_x'), price2: price('price_2') })

const quoteKey = () => ({
  matchId: integer()
    .notNull()
    .references(() => match.id),
  market: text({ enum: QUOTE_MARKETS }).notNull(),
  phase: text({ enum: QUOTE_PHASES }).notNull(),
  bookmaker: text()
    .notNull()
    .references(() => bookmaker.code),
  /** Goals line or home handicap; 0 for 1x2. */
  line: numeric({ precision: 5, scale: 2, mode: 'number' }).notNull().default(0),
  /** When a live price was seen; -infinity for opening and closing prices, which a source dates by name only. */
  seenAt: instant().notNull().default(sql`'-infinity'`),
})

const pricesAboveOne = (t: Record<'price1' | 'priceX' | 'price2', AnyPgColumn>) =>
  sql`num_nonnulls(${t.price1}, ${t.priceX}, ${t.price2}) > 0 and least(${t.price1}, ${t.priceX}, ${t.price2}) > 1`

/** One bookmaker's prices for one market of one match. A market without a price has no row. */
export const oddsQuote = monPs.table(
  'odds_quote',
  {
    ...quoteKey(),
    ...prices(),
    sourceRowId: integer()
      .notNull()
      .references(() => sourceRow.id),
  },
  (t) => [
    primaryKey({ name: 'pk_odds_quote', columns: [t.matchId, t.market, t.phase, t.bookmaker, t.line, t.seenAt] }),
    // Without it the removal of a source row would read every quote.
    index('ix_odds_quote_source_row').on(t.sourceRowId),
    check('ck_odds_quote_market', oneOf(t.market, QUOTE_MARKETS)),
    check('ck_odds_quote_phase', oneOf(t.phase, QUOTE_PHASES)),
    check('ck_odds_quote_prices', pricesAboveOne(t)),
  ],
)

/** A price that a later file changed, as it was before. */
export const oddsCorrection = monPs.table(
  'odds_correction',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ...quoteKey(),
    ...prices(),
    sourceRowId: integer()
      .notNull()
      .references(() => sourceRow.id),
    correctedByRowId: integer()
      .notNull()
      .references(() => sourceRow.id),
    runId: bigint({ mode: 'number' })
      .notNull()
      .references(() => run.id),
    correctedAt: createdAt(),
  },
  (t) => [index('ix_odds_correction_match').on(t.matchId), index('ix_odds_correction_run').on(t.runId)],
)
