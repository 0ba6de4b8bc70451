import type { LiveTableName } from './read-rows.ts'

/** Some of the rows that a count is of, at most 20, in the order in which they were read. */
export interface LiveExample {
  /** The row's own id as text; null where the table has none. */
  readonly id: string | null
  readonly what: string
}

export interface LiveCount {
  readonly count: number
  readonly examples: readonly LiveExample[]
}

/** A live table as it stands; `columns` are the declared ones that are there. */
export interface LiveTableState {
  readonly table: LiveTableName
  readonly present: boolean
  /** False where it stands there and this role may not read it: its part of the report is null. */
  readonly readable: boolean
  readonly rows: number
  readonly columns: readonly string[]
  /** Declared and not there: read as null. */
  readonly missingColumns: readonly string[]
  /** There and not declared: left alone. */
  readonly extraColumns: readonly string[]
}

/** How many rows name two teams of ours, and how many a match of ours; before an import, none. */
export interface LiveResolution {
  readonly toTeams: number
  readonly toMatches: number
  /** Rows of which not both teams are known. */
  readonly withoutTeams: LiveCount
  /** Both teams known, but no match of theirs within a day. */
  readonly withoutMatch: LiveCount
}

/** One market of ours and the ways in which the table writes it. */
export interface MarketSpellings {
  /** `ou|over|2.5`. */
  readonly market: string
  readonly spellings: readonly { readonly spelling: string; readonly rows: number }[]
}

/** Prices taken, and closing prices of those that can be used. */
export interface LiveClosing {
  /** Odds of 1 or less, or none: not used for anything. */
  readonly oddsNotUsable: LiveCount
  readonly usableOdds: number
  readonly withClosingOdds: number
  /** usableOdds − withClosingOdds. */
  readonly withoutClosingOdds: LiveCount
}

/** Recorded and recomputed closing-line value, percent. */
export interface LiveClv {
  readonly recorded: { readonly n: number; readonly mean: number | null }
  /** Taken / closing − 1, both above 1, each selection once. */
  readonly recomputed: { readonly n: number; readonly mean: number | null }
  /** Rows that have both and differ by more than the rounding of the recorded one. */
  readonly different: LiveCount
}

/** Profit in units, exact decimal text. */
export interface LiveProfit {
  readonly recorded: { readonly n: number; readonly sum: string }
  /** From odds, stake and what became of it, wherever these are known. */
  readonly recomputed: { readonly n: number; readonly sum: string }
  /** The rows that have both: here the two sums compare. */
  readonly both: { readonly n: number; readonly recorded: string; readonly recomputed: string }
  readonly different: LiveCount
}

export interface LivePicksReport {
  readonly resolution: LiveResolution
  readonly prices: LiveClosing
  /** The same selection on the same match again: the first one counts. */
  readonly repeats: LiveCount
  readonly markets: readonly MarketSpellings[]
  readonly unknownMarkets: LiveCount
  /** Markets that the table writes in more than one way. */
  readonly marketsWithVariants: number
  /** The stake came back, and the row says lost. */
  readonly pushesBookedAsLosses: LiveCount
  /** Every other row whose result the score contradicts. */
  readonly resultAgainstScore: LiveCount
  readonly clv: LiveClv
  /** At a stake of one unit. */
  readonly profit: LiveProfit
}

export interface LiveBetsReport {
  readonly resolution: LiveResolution
  readonly prices: LiveClosing
  readonly unknownMarkets: LiveCount
  /** By the word in `result`; the empty text for bets without one. */
  readonly results: Readonly<Record<string, number>>
  readonly pushesBookedAsLosses: LiveCount
  /** Every other bet on a match of ours whose result the score contradicts. */
  readonly resultAgainstScore: LiveCount
  readonly clv: LiveClv
  readonly profit: LiveProfit
}

export interface LiveOddsReport {
  /** Prices of 1 or less, or none. */
  readonly notUsable: number
  readonly bookmakers: number
  readonly matches: number
}

/** What the live tables hold, read where they stand. A part is null where its table is absent or may not be read. */
export interface LiveReport {
  readonly tables: readonly LiveTableState[]
  readonly odds: LiveOddsReport | null
  readonly picks: LivePicksReport | null
  readonly bets: LiveBetsReport | null
}
