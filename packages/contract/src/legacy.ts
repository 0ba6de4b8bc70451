import { z } from 'zod'
import type { Immutable, ImmutableLists } from './answer.ts'

const legacyValueSchema = z
  .object({
    /** Dotted where it stands inside another, for example `mvp.name`. */
    key: z.string(),
    /** Lists as JSON text. */
    value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  })
  .meta({ id: 'LegacyValue' })
/** One value of a JSON object that the old system wrote, as it stands: nobody knows its sample or its error. */
export interface LegacyValue extends z.infer<typeof legacyValueSchema> {}
export const legacyValue: z.ZodType<LegacyValue, LegacyValue> = legacyValueSchema

/** Decimal odds, amounts and times of the live tables as text, as the server writes them; null also where a column is missing. */
const text = z.string().nullable()

const teams = z.object({ homeId: z.number().int(), awayId: z.number().int() }).nullable()

const legacyPickSchema = z
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
    /** Percent, as recorded. */
    clvPercentage: text,
    source: text,
    isResolved: z.boolean().nullable(),
    isWinner: z.boolean().nullable(),
    profitLoss: text,
  })
  .meta({ id: 'LegacyPick' })
/** A pick of the legacy, as it stands in its live table. */
export interface LegacyPick extends Immutable<z.infer<typeof legacyPickSchema>> {}
const legacyPick: z.ZodType<LegacyPick, LegacyPick> = legacyPickSchema

const legacyBetSchema = z
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
    /** Percent, as recorded. */
    clvPercent: text,
    result: text,
    profitLoss: text,
  })
  .meta({ id: 'LegacyBet' })
/** A bet that a person wrote down. */
export interface LegacyBet extends Immutable<z.infer<typeof legacyBetSchema>> {}
const legacyBet: z.ZodType<LegacyBet, LegacyBet> = legacyBetSchema

const legacyPriceSchema = z
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
/** A bookmaker's price. */
export interface LegacyPrice extends Immutable<z.infer<typeof legacyPriceSchema>> {}
const legacyPrice: z.ZodType<LegacyPrice, LegacyPrice> = legacyPriceSchema

const legacyListSchema = <Row>(row: z.ZodType<Row, Row>) =>
  z.object({
    /** False where the source does not have the table, which is not the same as no rows. */
    present: z.boolean(),
    data: z.array(row),
    /** The id after which the next page begins; null on the last one, and on a list that has only one. */
    next: z.string().nullable(),
  })
export type LegacyList<Row> = ImmutableLists<z.infer<ReturnType<typeof legacyListSchema<Row>>>>
const listOf = <Row>(row: z.ZodType<Row, Row>): z.ZodType<LegacyList<Row>, LegacyList<Row>> => legacyListSchema(row)

const limit = z.number().int().min(1).max(200).default(50)
const after = z.string().min(1).max(100).optional().describe('`next` of the page before')
const name = z.string().min(1).max(255)

export const legacyPicksInput = z.object({
  limit,
  after,
  source: name.optional().describe('What one model of the legacy picked, in pages'),
  team: name.optional().describe('Picks on matches of a team, under exactly the name that the table uses, newest match first'),
})
export interface LegacyPicksInput extends z.output<typeof legacyPicksInput> {}

export const legacyPicksOutput = listOf(legacyPick)

export const legacyBetsInput = z.object({ limit, after })
export interface LegacyBetsInput extends z.output<typeof legacyBetsInput> {}

const legacyFigureSchema = z.object({ n: z.number().int(), value: text })
/** A sum or a mean over the `n` bets that have the figure. */
export interface LegacyFigure extends Immutable<z.infer<typeof legacyFigureSchema>> {}
const figure: z.ZodType<LegacyFigure, LegacyFigure> = legacyFigureSchema

const legacyBetsSchema = z.object({
  /** False where the source does not have the table, which is not the same as no rows. */
  present: z.boolean(),
  data: z.array(legacyBet),
  /** The id after which the next page begins; null on the last one, and on a list that has only one. */
  next: text,
  /** All bets in figures; null where the table is absent. */
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
export interface LegacyBets extends Immutable<z.infer<typeof legacyBetsSchema>> {}
export const legacyBets: z.ZodType<LegacyBets, LegacyBets> = legacyBetsSchema

export const legacyOddsInput = z.object({
  limit,
  after,
  matchId: name.optional().describe('Every price of a match, by the key of its provider'),
  league: name.optional().describe('Prices of a league as the table names it, in pages'),
})
export interface LegacyOddsInput extends z.output<typeof legacyOddsInput> {}

export const legacyOddsOutput = listOf(legacyPrice)
