import type { BetSelection, Condition, StrategyRule } from './strategy.ts'

const HOME: BetSelection = { market: '1x2', side: 'home', line: 0 }
const DRAW: BetSelection = { market: '1x2', side: 'draw', line: 0 }
const AWAY: BetSelection = { market: '1x2', side: 'away', line: 0 }
const OVER_25: BetSelection = { market: 'ou', side: 'over', line: 2.5 }
const UNDER_25: BetSelection = { market: 'ou', side: 'under', line: 2.5 }

type Labels = Pick<StrategyRule, 'name' | 'title' | 'type' | 'marketFamily'>

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

/** The rule whose record stands for a team wherever there is room for one. */
export const TEAM_REFERENCE_STRATEGY = 'VALUE_EDGE_2'

/** The goals model against the market's average: a model that knows results only selects its own errors. */
const MODEL_VALUE: StrategyRule = {
  name: TEAM_REFERENCE_STRATEGY,
  version: '1',
  title: 'Back the model where it sees more than 2 % edge',
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
  always({ name: 'BACK_HOME', title: 'Back the home side', type: 'CONTEXT', marketFamily: '1X2' }, HOME),
  always({ name: 'BACK_DRAW', title: 'Back the draw', type: 'COMPOUND', marketFamily: '1X2' }, DRAW),
  always({ name: 'BACK_AWAY', title: 'Back the away side', type: 'CONTEXT', marketFamily: '1X2' }, AWAY),
  always({ name: 'BACK_OVER_25', title: 'Back more than 2.5 goals', type: 'MARKET', marketFamily: 'OVER' }, OVER_25),
  always({ name: 'BACK_UNDER_25', title: 'Back fewer than 2.5 goals', type: 'MARKET', marketFamily: 'UNDER' }, UNDER_25),
  MODEL_VALUE,
  {
    ...MODEL_VALUE,
    name: 'SHARP_VALUE_2',
    title: 'Back the best price where Pinnacle’s opening sees more than 2 % edge',
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
    title: 'Back a side at random wherever the control bets',
    role: 'null',
    choose: 'random_side',
    source: 'The null: as many bets as VALUE_EDGE_2, in the same markets at the same source’s prices, with the side drawn at random.',
  },
]
