import { z } from 'zod'
import { type ListWire, listShape, pageInput } from '../../wire/page.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { type TeamRefWire, teamRefWire } from '../team/schemas.ts'
import { type BetSelectionWire, strategyIdInput } from './tear-sheet-schemas.ts'

export const BET_OUTCOMES = ['won', 'half_won', 'void', 'half_lost', 'lost'] as const
const BET_RESULTS = ['won', 'lost', 'void'] as const
const BET_SORTS = ['playedOn', 'profit', 'clv', 'price', 'unlucky'] as const

/** Evidence about a lost bet; what is not known is null. */
export interface LossCausesWire {
  /** The backed side's share of the shots on target. */
  shotShare: number | null
  /** Red cards that spoke against the bet less those that spoke for it. */
  redCards: number | null
  /** Probability of bad luck; null without evidence. Never a verdict. */
  probabilityUnlucky: number | null
}

/** One settled bet. Stake and profit in units. */
export interface StrategyBetWire {
  betNo: number
  matchId: number
  playedOn: string
  season: string
  league: string
  home: TeamRefWire
  away: TeamRefWire
  homeGoals: number | null
  awayGoals: number | null
  selection: BetSelectionWire
  price: number
  stake: number
  profit: number
  outcome: (typeof BET_OUTCOMES)[number]
  /** The forecast's, before the match; null for a rule that asks none. */
  modelProbability: number | null
  /** Quarter Kelly, a fraction of the bankroll; null without a forecast. */
  kellyFraction: number | null
  /** Fair closing probability; null where the source has no sharp close. */
  closeProbability: number | null
  /** ln(price x closing probability). */
  clv: number | null
  /** Null for a bet that did not lose. */
  loss: LossCausesWire | null
}

const betWire: z.ZodType<StrategyBetWire, StrategyBetWire> = z
  .object({
    betNo: z.number().int(),
    matchId: z.number().int(),
    playedOn: z.string(),
    season: z.string(),
    league: z.string(),
    home: teamRefWire,
    away: teamRefWire,
    homeGoals: z.number().int().nullable(),
    awayGoals: z.number().int().nullable(),
    selection: z.object({ market: z.string(), side: z.string(), line: z.number() }),
    price: z.number(),
    stake: z.number(),
    profit: z.number(),
    outcome: z.enum(BET_OUTCOMES),
    modelProbability: z.number().nullable(),
    kellyFraction: z.number().nullable(),
    closeProbability: z.number().nullable(),
    clv: z.number().nullable(),
    loss: z
      .object({ shotShare: z.number().nullable(), redCards: z.number().int().nullable(), probabilityUnlucky: z.number().nullable() })
      .nullable(),
  })
  .meta({ id: 'StrategyBet' })

const { limit, cursor, order } = pageInput

export const strategyBetsInput = strategyIdInput.extend({
  limit,
  cursor,
  order,
  result: z.enum(BET_RESULTS).optional().describe('Half of a win or a loss counts as one'),
  season: z.string().max(10).optional(),
  sort: z.enum(BET_SORTS).default('playedOn'),
})

export interface StrategyBetsWire extends ListWire<StrategyBetWire> {
  /** Bets under the same filters, of all pages. */
  total: number
}

export const strategyBetsOutput: z.ZodType<StrategyBetsWire, StrategyBetsWire> = z.object({
  ...listShape(betWire),
  total: z.number().int().describe('Bets under the same filters, of all pages'),
})

/** A record that one thing is changed of: another price, a league left out. */
export interface StrategyVariationWire {
  /** A price source, a league's code, or what was left out. */
  key: string
  bets: number
  /** Of the record's bets, those that this variation still has; 1 where none is missing. */
  coverage: number
  profit: number
  roi: StatWire
}

export interface StrategyRobustnessWire {
  /** The same bets, taken at other prices. */
  prices: StrategyVariationWire[]
  /** Without one league at a time. */
  withoutLeague: StrategyVariationWire[]
  /** Without one season at a time. */
  withoutSeason: StrategyVariationWire[]
  /** Without the five bets that earned most. */
  withoutBestBets: StrategyVariationWire | null
}

const variation: z.ZodType<StrategyVariationWire, StrategyVariationWire> = z.object({
  key: z.string(),
  bets: z.number().int(),
  coverage: z.number(),
  profit: z.number(),
  roi: statWire,
})

export const strategyRobustnessOutput: z.ZodType<StrategyRobustnessWire, StrategyRobustnessWire> = z.object({
  prices: z.array(variation),
  withoutLeague: z.array(variation),
  withoutSeason: z.array(variation),
  withoutBestBets: variation.nullable(),
})
