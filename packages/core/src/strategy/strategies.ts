import type { BetSelection, Condition, StrategyRule } from './strategy.ts'

const HOME: BetSelection = { market: '1x2', side: 'home', line: 0 }
const DRAW: BetSelection = { market: '1x2', side: 'draw', line: 0 }
const AWAY: BetSelection = { market: '1x2', side: 'away', line: 0 }
const over = (line: number): BetSelection => ({ market: 'ou', side: 'over', line })
const under = (line: number): BetSelection => ({ market: 'ou', side: 'under', line })
const OVER_25 = over(2.5)
const UNDER_25 = under(2.5)

type Labels = Pick<StrategyRule, 'name' | 'type' | 'marketFamily'>

const always = (labels: Labels, selection: BetSelection): StrategyRule => ({
  ...labels,
  version: '1',
  role: 'benchmark',
  forecast: 'none',
  prices: 'open_average',
  units: 1,
  choose: 'every',
  selections: [selection],
  conditions: [],
  source: 'Written down for this product: what one side of a market costs who always backs it.',
  differs: null,
  unrecorded: null,
})

const EDGE_ABOVE_2: Condition = { quantity: 'edge', is: 'above', value: 0.02, of: null }

/** The rule whose record is shown for a team where only one fits. */
export const TEAM_REFERENCE_STRATEGY = 'VALUE_EDGE_2'

/** The goals model against the market's average: a model that knows results only selects its own errors. */
const MODEL_VALUE: StrategyRule = {
  name: TEAM_REFERENCE_STRATEGY,
  version: '1',
  type: 'COMPOUND',
  marketFamily: 'OTHER',
  role: 'control',
  forecast: 'goals_model',
  prices: 'open_average',
  units: 1,
  choose: 'best_edge',
  selections: [HOME, DRAW, AWAY, OVER_25, UNDER_25],
  conditions: [EDGE_ABOVE_2],
  source: 'The negative control: value bets of a model of results, which a market that knows more must beat.',
  differs: null,
  unrecorded: null,
}

/** Rules written down before they were evaluated, to hold all others against. */
export const REFERENCE_STRATEGIES: readonly StrategyRule[] = [
  always({ name: 'BACK_HOME', type: 'CONTEXT', marketFamily: '1X2' }, HOME),
  always({ name: 'BACK_DRAW', type: 'COMPOUND', marketFamily: '1X2' }, DRAW),
  always({ name: 'BACK_AWAY', type: 'CONTEXT', marketFamily: '1X2' }, AWAY),
  always({ name: 'BACK_OVER_25', type: 'MARKET', marketFamily: 'OVER' }, OVER_25),
  always({ name: 'BACK_UNDER_25', type: 'MARKET', marketFamily: 'UNDER' }, UNDER_25),
  MODEL_VALUE,
  {
    ...MODEL_VALUE,
    name: 'SHARP_VALUE_2',
    role: 'reference',
    forecast: 'sharp_open',
    choose: 'every',
    prices: 'open_best',
    selections: [HOME, DRAW, AWAY],
    conditions: [EDGE_ABOVE_2, { quantity: 'price', is: 'at_most', value: 10, of: null }],
    source:
      'Kaunitz, Zhong and Kreiner (2017), "Beating the bookies with their own numbers", arXiv:1710.02824: back outlying prices against the market’s consensus; here the consensus is the sharp book. The best price is over some forty books, not one account.',
  },
  {
    ...MODEL_VALUE,
    name: 'RANDOM_BETS',
    role: 'null',
    choose: 'random_side',
    source: 'The null: as many bets as VALUE_EDGE_2, in the same markets at the same source’s prices, with the side drawn at random.',
  },
]

const OVER_35 = over(3.5)
/** Markets that the original took for a team's best; only those at 2.5 goals have prices in the data. */
const TEAM_MARKETS: readonly BetSelection[] = [
  over(1.5),
  OVER_25,
  OVER_35,
  UNDER_25,
  under(3.5),
  { market: 'btts', side: 'yes', line: 0 },
  { market: 'btts', side: 'no', line: 0 },
]

const condition = (
  quantity: Condition['quantity'],
  is: Condition['is'],
  value: number | string,
  of: BetSelection | null = null,
): Condition => ({
  quantity,
  is,
  value,
  of,
})
const bothTend = (to: 'over' | 'under'): Condition[] => [condition('home_tendency', 'equals', to), condition('away_tendency', 'equals', to)]

const SOURCE = 'The original’s audit of 5 December 2025, conditions and stakes as recorded there.'
const PRICES =
  'Prices are the market’s opening average, not the original’s constants; a market without a price makes no bet and is counted.'
const TENDENCIES =
  'Best market and tendency come from the team’s earlier matches of the season at those prices, not from the season that is bet on.'
const RATES =
  'Expected and over-2.5 goals come from the goals model’s rates when the week began, in place of season averages of expected goals and 2,000 unseeded draws.'

const FROM_MODEL = ['goals_model', `${RATES} ${PRICES}`] as const
const FROM_BOTH = ['goals_model', `${RATES} ${TENDENCIES} ${PRICES}`] as const
const ACCOUNTS = 'A match in which both teams’ best market is the same makes one bet, not two.'
const FROM_TEAMS = ['none', `${TENDENCIES} ${ACCOUNTS} ${PRICES}`] as const

type Conditions = Pick<StrategyRule, 'name' | 'type' | 'marketFamily' | 'units' | 'selections' | 'conditions'>

const legacy = (
  rule: Conditions,
  [forecast, differs]: readonly [StrategyRule['forecast'], string],
  choose: StrategyRule['choose'] = 'every',
): StrategyRule => ({
  ...rule,
  version: '1',
  role: 'legacy',
  forecast,
  prices: 'open_average',
  choose,
  source: SOURCE,
  differs,
  unrecorded: null,
})

/** A team's best market once its earlier yield is this high. */
const bestMarket = (name: string, atLeast: number): StrategyRule =>
  legacy(
    {
      name,
      type: 'COMPOUND',
      marketFamily: 'OTHER',
      units: 2,
      selections: TEAM_MARKETS,
      conditions: [condition('team_best_yield', 'at_least', atLeast)],
    },
    FROM_TEAMS,
    'team_best_market',
  )

const convergence = (name: string, side: 'over' | 'under', units: number, last: Condition): StrategyRule =>
  legacy(
    {
      name,
      type: 'MARKET',
      marketFamily: side === 'over' ? 'OVER' : 'UNDER',
      units,
      selections: [side === 'over' ? OVER_25 : UNDER_25],
      conditions: [...bothTend(side), last],
    },
    FROM_BOTH,
  )

const HOME_FORTRESS: StrategyRule = {
  ...legacy({ name: 'HOME_FORTRESS', type: 'CONTEXT', marketFamily: '1X2', units: 1, selections: [], conditions: [] }, ['none', PRICES]),
  differs: null,
  unrecorded: 'The original kept numbers under this name and no rule: they were those of an unnamed row that was renamed later.',
}

/** The original's rules under their names, made to walk forward. The one that was never recorded is listed and makes no bets. */
const LEGACY_STRATEGIES: readonly StrategyRule[] = [
  bestMarket('QUANT_BEST_MARKET', 0.2),
  convergence('CONVERGENCE_OVER_PURE', 'over', 2, condition('expected_goals', 'at_least', 2.5)),
  convergence('CONVERGENCE_OVER_MC', 'over', 2.5, condition('over25_probability', 'at_least', 0.55)),
  convergence('CONVERGENCE_UNDER_PURE', 'under', 2, condition('expected_goals', 'at_most', 2.3)),
  convergence('CONVERGENCE_UNDER_MC', 'under', 2, condition('under25_probability', 'at_least', 0.5)),
  legacy(
    {
      name: 'MONTE_CARLO_PURE',
      type: 'COMPOUND',
      marketFamily: 'OTHER',
      units: 2,
      selections: [OVER_25, UNDER_25],
      conditions: [
        condition('over25_probability', 'at_least', 0.6, OVER_25),
        condition('under25_probability', 'at_least', 0.55, UNDER_25),
        condition('expected_goals', 'at_most', 2.5, UNDER_25),
      ],
    },
    FROM_MODEL,
  ),
  legacy(
    {
      name: 'TOTAL_CHAOS',
      type: 'COMPOUND',
      marketFamily: 'OVER',
      units: 2.5,
      selections: [OVER_25, OVER_35],
      conditions: [
        condition('expected_goals', 'at_least', 3),
        condition('over25_probability', 'at_least', 0.65),
        condition('expected_goals', 'below', 3.5, OVER_25),
        condition('expected_goals', 'at_least', 3.5, OVER_35),
      ],
    },
    FROM_MODEL,
  ),
  bestMarket('ADAPTIVE_ENGINE', 0.3),
  legacy(
    {
      name: 'MC_V2_PURE',
      type: 'COMPOUND',
      marketFamily: 'OVER',
      units: 2,
      selections: [OVER_25],
      conditions: [condition('over25_probability', 'at_least', 0.65), condition('tendency_clash', 'equals', 'no')],
    },
    FROM_BOTH,
  ),
  HOME_FORTRESS,
]

/** Every rule of the product. Corrections for multiple testing count all of them, also those that never bet. */
export const STRATEGIES: readonly StrategyRule[] = [...REFERENCE_STRATEGIES, ...LEGACY_STRATEGIES]

const BY_NAME = new Map(STRATEGIES.map((rule) => [rule.name, rule]))

/** The product's rule of that name; null where the name is not one of ours. */
export const findRule = (name: string | null): StrategyRule | null => (name === null ? null : (BY_NAME.get(name) ?? null))
