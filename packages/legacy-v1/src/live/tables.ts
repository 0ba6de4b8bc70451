import { boolean, integer, numeric, pgTable, serial, text, timestamp, unique, varchar } from 'drizzle-orm/pg-core'

/*
 * The legacy's live tables as it declares them. They belong to it: no migration of ours makes or alters them, so they
 * stand outside of the schema folder. Other databases have more columns, fewer, or other types; whoever reads them looks
 * at the live columns first (see read-rows.ts), and the difference to this declaration is reported as drift.
 */

/** Without a zone, as the legacy has it; read as text, never as a Date. */
const naiveTime = () => timestamp({ mode: 'string' })

/** `public.odds`: the price of one outcome at one bookmaker, overwritten when it moves. */
export const odds = pgTable(
  'odds',
  {
    id: serial().primaryKey(),
    sport: varchar({ length: 50 }),
    league: varchar({ length: 50 }),
    /** The odds provider's key, not a match of ours. */
    matchId: varchar({ length: 255 }),
    homeTeam: varchar({ length: 100 }),
    awayTeam: varchar({ length: 100 }),
    commenceTime: naiveTime(),
    bookmaker: varchar({ length: 100 }),
    marketType: varchar({ length: 50 }),
    outcomeName: varchar({ length: 50 }),
    /** Decimal; 0 where the legacy had none. */
    oddsValue: numeric({ precision: 10, scale: 3 }),
    point: numeric({ precision: 5, scale: 2 }),
    lastUpdate: naiveTime(),
  },
  // The name that Postgres gave it.
  (t) => [unique('odds_match_id_bookmaker_market_type_outcome_name_key').on(t.matchId, t.bookmaker, t.marketType, t.outcomeName)],
)

/** `public.tracking_clv_picks`: what the legacy's models picked, with the price taken and the closing price. */
export const trackingClvPicks = pgTable('tracking_clv_picks', {
  id: serial().primaryKey(),
  matchId: varchar({ length: 255 }),
  homeTeam: varchar({ length: 100 }),
  awayTeam: varchar({ length: 100 }),
  league: varchar({ length: 50 }),
  matchName: varchar({ length: 255 }),
  commenceTime: naiveTime(),
  marketType: varchar({ length: 50 }),
  prediction: varchar({ length: 50 }),
  /** Decimal; 0 where the legacy had none. */
  oddsTaken: numeric({ precision: 10, scale: 3 }),
  openingOdds: numeric({ precision: 10, scale: 3 }),
  closingOdds: numeric({ precision: 10, scale: 3 }),
  /** Percent, by formulas that changed over time. */
  clvPercentage: numeric({ precision: 8, scale: 3 }),
  probability: numeric({ precision: 6, scale: 4 }),
  edgePct: numeric({ precision: 8, scale: 3 }),
  kellyPct: numeric({ precision: 8, scale: 3 }),
  diamondScore: integer(),
  source: varchar({ length: 50 }),
  isResolved: boolean().default(false),
  isWinner: boolean(),
  /** Units, at a stake of one. */
  profitLoss: numeric({ precision: 10, scale: 3 }),
  scoreHome: integer(),
  scoreAway: integer(),
  resolvedAt: naiveTime(),
  createdAt: naiveTime().defaultNow(),
})

/** `public.manual_bets`: what a person bet. */
export const manualBets = pgTable('manual_bets', {
  id: serial().primaryKey(),
  matchId: varchar({ length: 255 }),
  matchName: varchar({ length: 255 }).notNull(),
  sport: varchar({ length: 50 }),
  kickoffTime: naiveTime(),
  marketType: varchar({ length: 50 }),
  selection: varchar({ length: 50 }),
  line: numeric({ precision: 5, scale: 2 }),
  bookmaker: varchar({ length: 100 }),
  oddsObtained: numeric({ precision: 10, scale: 3 }),
  stake: numeric({ precision: 10, scale: 2 }),
  closingOdds: numeric({ precision: 10, scale: 3 }),
  /** Percent. */
  clvPercent: numeric({ precision: 8, scale: 3 }),
  clvCalculatedAt: naiveTime(),
  result: varchar({ length: 10 }),
  /** Units, as typed by the person. */
  profitLoss: numeric({ precision: 10, scale: 2 }),
  notes: text(),
  createdAt: naiveTime().defaultNow(),
  updatedAt: naiveTime().defaultNow(),
})

/** As the drift report compares them with what stands there. */
export const LIVE_TABLE_DECLARATIONS = [odds, trackingClvPicks, manualBets]
