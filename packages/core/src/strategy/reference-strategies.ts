import type { BetSelection, StrategyRule } from './strategy.ts'

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
  source: 'what a market costs',
  differs: null,
  unrecorded: null,
})

/** The rule whose record stands for a team wherever there is room for one. */
export const TEAM_REFERENCE_STRATEGY = 'VALUE_EDGE_2'

/**
 * Rules written down before they were evaluated. The first five ask no model: they are what a market costs. The last backs the goals
 * model against the opening average: a negative control, for a model that knows results only selects its own errors.
 */
export const REFERENCE_STRATEGIES: readonly StrategyRule[] = [
  always({ name: 'BACK_HOME', title: 'Back the home side', type: 'CONTEXT', marketFamily: '1X2' }, HOME),
  always({ name: 'BACK_DRAW', title: 'Back the draw', type: 'COMPOUND', marketFamily: '1X2' }, DRAW),
  always({ name: 'BACK_AWAY', title: 'Back the away side', type: 'CONTEXT', marketFamily: '1X2' }, AWAY),
  always({ name: 'BACK_OVER_25', title: 'Back more than 2.5 goals', type: 'MARKET', marketFamily: 'OVER' }, OVER_25),
  always({ name: 'BACK_UNDER_25', title: 'Back fewer than 2.5 goals', type: 'MARKET', marketFamily: 'UNDER' }, UNDER_25),
  {
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
    conditions: [{ quantity: 'edge', is: 'above', value: 0.02, of: null }],
    source: 'model value bets',
    differs: null,
    unrecorded: null,
  },
]
