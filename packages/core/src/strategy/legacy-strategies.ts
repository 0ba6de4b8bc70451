import type { BetSelection, Condition, StrategyRule } from './strategy.ts'

const over = (line: number): BetSelection => ({ market: 'ou', side: 'over', line })
const under = (line: number): BetSelection => ({ market: 'ou', side: 'under', line })

const OVER_25 = over(2.5)
const OVER_35 = over(3.5)
const UNDER_25 = under(2.5)
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

type Conditions = Pick<StrategyRule, 'name' | 'title' | 'type' | 'marketFamily' | 'units' | 'selections' | 'conditions'>

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
const bestMarket = (name: string, title: string, atLeast: number): StrategyRule =>
  legacy(
    {
      name,
      title,
      type: 'COMPOUND',
      marketFamily: 'OTHER',
      units: 2,
      selections: TEAM_MARKETS,
      conditions: [condition('team_best_yield', 'at_least', atLeast)],
    },
    FROM_TEAMS,
    'team_best_market',
  )

const convergence = (name: string, title: string, side: 'over' | 'under', units: number, last: Condition): StrategyRule =>
  legacy(
    {
      name,
      title,
      type: 'MARKET',
      marketFamily: side === 'over' ? 'OVER' : 'UNDER',
      units,
      selections: [side === 'over' ? OVER_25 : UNDER_25],
      conditions: [...bothTend(side), last],
    },
    FROM_BOTH,
  )

const HOME_FORTRESS: StrategyRule = {
  ...legacy(
    { name: 'HOME_FORTRESS', title: 'Home fortress', type: 'CONTEXT', marketFamily: '1X2', units: 1, selections: [], conditions: [] },
    ['none', PRICES],
  ),
  differs: null,
  unrecorded: 'The original kept numbers under this name and no rule: they were those of an unnamed row that was renamed later.',
}

/** The original's rules under their names, made to walk forward. The one that was never recorded is listed and makes no bets. */
export const LEGACY_STRATEGIES: readonly StrategyRule[] = [
  bestMarket('QUANT_BEST_MARKET', 'Back a team’s best goals market where it earned 20 % before', 0.2),
  convergence(
    'CONVERGENCE_OVER_PURE',
    'Both teams tend to over, 2.5 goals expected',
    'over',
    2,
    condition('expected_goals', 'at_least', 2.5),
  ),
  convergence(
    'CONVERGENCE_OVER_MC',
    'Both teams tend to over, 55 % for over 2.5',
    'over',
    2.5,
    condition('over25_probability', 'at_least', 0.55),
  ),
  convergence(
    'CONVERGENCE_UNDER_PURE',
    'Both teams tend to under, 2.3 goals expected at most',
    'under',
    2,
    condition('expected_goals', 'at_most', 2.3),
  ),
  convergence(
    'CONVERGENCE_UNDER_MC',
    'Both teams tend to under, 50 % for under 2.5',
    'under',
    2,
    condition('under25_probability', 'at_least', 0.5),
  ),
  legacy(
    {
      name: 'MONTE_CARLO_PURE',
      title: 'Over 2.5 at 60 %, else under 2.5 at 55 % and 2.5 goals expected at most',
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
      title: 'Three goals expected and 65 % for over 2.5: over 3.5 from 3.5 goals expected, else over 2.5',
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
  bestMarket('ADAPTIVE_ENGINE', 'Back a team’s best goals market where it earned 30 % before', 0.3),
  legacy(
    {
      name: 'MC_V2_PURE',
      title: 'Over 2.5 at 65 %, unless the teams’ tendencies clash',
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
