import { z } from 'zod'

/** Decimal odds, amounts and times of the live tables as text, as the server writes them; null also where a column is missing. */
type Text = string | null
const text = z.string().nullable()

/** The teams of ours that a row names; null where its names are not known. */
export interface LegacyTeamsWire {
  readonly homeId: number
  readonly awayId: number
}

const teams: z.ZodType<LegacyTeamsWire | null, LegacyTeamsWire | null> = z
  .object({ homeId: z.number().int(), awayId: z.number().int() })
  .nullable()

/** A pick of the legacy, as it stands in its live table. */
export interface LegacyPickWire {
  readonly id: Text
  readonly matchId: Text
  readonly matchName: Text
  readonly homeTeam: Text
  readonly awayTeam: Text
  readonly teams: LegacyTeamsWire | null
  readonly league: Text
  readonly commenceTime: Text
  readonly marketType: Text
  readonly prediction: Text
  readonly oddsTaken: Text
  readonly closingOdds: Text
  /** Percent, as recorded. */
  readonly clvPercentage: Text
  readonly source: Text
  readonly isResolved: boolean | null
  readonly isWinner: boolean | null
  readonly profitLoss: Text
}

const pickWire: z.ZodType<LegacyPickWire, LegacyPickWire> = z
  .object({
    id: text,
    matchId: text,
    matchName: text,
    homeTeam: text,
    awayTeam: text,
    teams,
    league: text,
    commenceTime: text,
    marketType: text,
    prediction: text,
    oddsTaken: text,
    closingOdds: text,
    clvPercentage: text,
    source: text,
    isResolved: z.boolean().nullable(),
    isWinner: z.boolean().nullable(),
    profitLoss: text,
  })
  .meta({ id: 'LegacyPick' })

/** A bet that a person wrote down. */
export interface LegacyBetWire {
  readonly id: Text
  readonly matchId: Text
  readonly matchName: Text
  readonly teams: LegacyTeamsWire | null
  readonly kickoffTime: Text
  readonly marketType: Text
  readonly selection: Text
  readonly line: Text
  readonly bookmaker: Text
  readonly oddsObtained: Text
  readonly stake: Text
  readonly closingOdds: Text
  /** Percent, as recorded. */
  readonly clvPercent: Text
  readonly result: Text
  readonly profitLoss: Text
}

const betWire: z.ZodType<LegacyBetWire, LegacyBetWire> = z
  .object({
    id: text,
    matchId: text,
    matchName: text,
    teams,
    kickoffTime: text,
    marketType: text,
    selection: text,
    line: text,
    bookmaker: text,
    oddsObtained: text,
    stake: text,
    closingOdds: text,
    clvPercent: text,
    result: text,
    profitLoss: text,
  })
  .meta({ id: 'LegacyBet' })

/** A bookmaker's price. */
export interface LegacyPriceWire {
  readonly id: Text
  readonly matchId: Text
  readonly league: Text
  readonly homeTeam: Text
  readonly awayTeam: Text
  readonly bookmaker: Text
  readonly marketType: Text
  readonly outcomeName: Text
  readonly oddsValue: Text
  readonly point: Text
}

const priceWire: z.ZodType<LegacyPriceWire, LegacyPriceWire> = z
  .object({
    id: text,
    matchId: text,
    league: text,
    homeTeam: text,
    awayTeam: text,
    bookmaker: text,
    marketType: text,
    outcomeName: text,
    oddsValue: text,
    point: text,
  })
  .meta({ id: 'LegacyPrice' })

/** Rows of a live table. */
export interface LegacyListWire<Row> {
  /** False where the source does not have the table, which is not the same as no rows. */
  readonly present: boolean
  readonly data: readonly Row[]
  /** The id after which the next page begins; null on the last one, and on a list that has only one. */
  readonly next: string | null
}

const listOf = <Row>(row: z.ZodType<Row, Row>): z.ZodType<LegacyListWire<Row>, LegacyListWire<Row>> =>
  z.object({ present: z.boolean(), data: z.array(row), next: z.string().nullable() })

const limit = z.number().int().min(1).max(200).default(50)
const after = z.string().min(1).max(100).optional().describe('`next` of the page before')
const name = z.string().min(1).max(255)

export const legacyPicksInput = z.object({
  limit,
  after,
  source: name.optional().describe('What one model of the legacy picked, in pages'),
  team: name.optional().describe('Picks on matches of a team, under exactly the name that the table uses, newest match first'),
})

export const legacyPicksOutput = listOf(pickWire)

export const legacyBetsInput = z.object({ limit, after })

/** A sum or a mean over the `n` bets that have the figure. */
export interface LegacyFigureWire {
  readonly n: number
  readonly value: Text
}

export interface LegacyBetsWire extends LegacyListWire<LegacyBetWire> {
  /** All bets in figures; null where the table is absent. */
  readonly stats: {
    readonly n: number
    readonly results: Readonly<Record<string, number>>
    readonly staked: LegacyFigureWire
    readonly recordedProfit: LegacyFigureWire
    readonly recordedClv: LegacyFigureWire
    readonly withClosingOdds: number
  } | null
}

const figure = z.object({ n: z.number().int(), value: text })

export const legacyBetsOutput: z.ZodType<LegacyBetsWire, LegacyBetsWire> = z.object({
  present: z.boolean(),
  data: z.array(betWire),
  next: text,
  stats: z
    .object({
      n: z.number().int(),
      results: z.record(z.string(), z.number().int()),
      staked: figure,
      recordedProfit: figure,
      recordedClv: figure,
      withClosingOdds: z.number().int(),
    })
    .nullable(),
})

export const legacyOddsInput = z.object({
  limit,
  after,
  matchId: name.optional().describe('Every price of a match, by the key of its provider'),
  league: name.optional().describe('Prices of a league as the table names it, in pages'),
})

export const legacyOddsOutput = listOf(priceWire)
