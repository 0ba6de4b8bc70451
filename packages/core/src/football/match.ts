/** Counts of one side in one match; null where the source does not give them. */
export interface SideStatistics {
  readonly shots: number | null
  readonly shotsOnTarget: number | null
  readonly fouls: number | null
  readonly corners: number | null
  readonly yellows: number | null
  readonly reds: number | null
}

export interface Score {
  readonly home: number
  readonly away: number
}

/** One row of a results file, with its meaning: names as the source writes them. */
export interface MatchRecord {
  /** Division code, for example `E0`. */
  readonly division: string
  /** Season code, for example `2022-23`. */
  readonly season: string
  /** ISO date, local to the source. */
  readonly kickoffOn: string
  /** UTC instant `YYYY-MM-DDTHH:MM:00Z`, null where the source has no hour. */
  readonly kickoffAt: string | null
  readonly home: string
  readonly away: string
  /** A fixture that has not been played yet has no score. */
  readonly status: 'played' | 'scheduled'
  readonly fullTime: Score | null
  readonly halfTime: Score | null
  readonly homeStatistics: SideStatistics
  readonly awayStatistics: SideStatistics
  readonly referee: string | null
}

/** `1x2`: home, draw, away. `ou`: goals over or under a line. `ah`: Asian handicap, the line given to the home side. */
export type QuoteMarket = '1x2' | 'ou' | 'ah'
/** `open`: as first published in the source; `close`: last before kick-off; `live`: observed at `seenAt`. */
export type QuotePhase = 'open' | 'close' | 'live'

/** One bookmaker's decimal prices for one market of one match. A price that the source lacks is null. */
export interface OddsQuote {
  readonly market: QuoteMarket
  readonly phase: QuotePhase
  /** Code from the bookmaker catalogue, for example `pinnacle`, `bet365`, `average`, `max`. */
  readonly bookmaker: string
  /** Goals line or home handicap; 0 for 1x2. */
  readonly line: number
  /** home / over / home at the handicap */
  readonly price1: number | null
  /** draw; null in two-way markets */
  readonly priceX: number | null
  /** away / under / away at the handicap */
  readonly price2: number | null
}

/** Who quotes: a bookmaker, a betting exchange, or an aggregate over many of them (never a price one can take). */
export type BookmakerKind = 'book' | 'exchange' | 'aggregate'

export interface Bookmaker {
  readonly code: string
  readonly name: string
  readonly kind: BookmakerKind
  /** Known for low margins and high limits: its closing price is taken as the market's opinion. */
  readonly sharp: boolean
}
