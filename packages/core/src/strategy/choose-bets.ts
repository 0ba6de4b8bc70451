import { createRandom, type RandomState, uniformInteger } from '../numeric/random.ts'
import { edge } from '../odds/prices.ts'
import type { MatchForecast, TeamMarket } from './match-knowledge.ts'
import type { BetSelection, Condition, Quantity, SettledBet, StrategyRule } from './strategy.ts'

/** One match as a rule meets it before kick-off: no result. */
export interface MatchView {
  readonly matchId: number
  /** The goals model's; null for a rule that does not ask it. */
  readonly goals: MatchForecast | null
  readonly home: TeamMarket
  readonly away: TeamMarket
  /** By the rule's forecast source. */
  readonly getProbability: (selection: BetSelection) => number | null
  /** At the rule's price source. */
  readonly priceAt: (selection: BetSelection) => number | null
}

/** What a quantity is asked of: a selection, and the team on whose account it would be backed where that is one. */
interface Asked {
  readonly selection: BetSelection
  readonly team: TeamMarket | null
}

function computeEdge(view: MatchView, selection: BetSelection): number | null {
  const price = view.priceAt(selection)
  const probability = view.getProbability(selection)
  return price === null || probability === null ? null : edge(probability, price)
}

function getQuantity(quantity: Quantity, view: MatchView, { selection, team }: Asked): number | string | null {
  switch (quantity) {
    case 'edge':
      return computeEdge(view, selection)
    case 'probability':
      return view.getProbability(selection)
    case 'price':
      return view.priceAt(selection)
    case 'expected_goals':
      return view.goals?.expectedGoals ?? null
    case 'over25_probability':
      return view.goals?.over25 ?? null
    case 'under25_probability':
      return view.goals === null ? null : 1 - view.goals.over25
    case 'home_tendency':
      return view.home.tendency
    case 'away_tendency':
      return view.away.tendency
    case 'tendency_clash':
      return view.home.tendency === view.away.tendency ? 'no' : 'yes'
    case 'team_best_yield':
      return team?.yieldFraction ?? null
  }
}

function compares(value: number | string, { is, value: bound }: Condition): boolean {
  if (is === 'equals') return value === bound
  if (typeof value !== 'number' || typeof bound !== 'number') return false
  if (is === 'above') return value > bound
  if (is === 'at_least') return value >= bound
  return is === 'below' ? value < bound : value <= bound
}

function isSame(a: BetSelection, b: BetSelection): boolean {
  return a.market === b.market && a.side === b.side && a.line === b.line
}

/** Whether all conditions hold; one on an unknown quantity does not. */
function meets(conditions: readonly Condition[], view: MatchView, asked: Asked): boolean {
  return conditions.every((condition) => {
    if (condition.of !== null && !isSame(condition.of, asked.selection)) return true
    const value = getQuantity(condition.quantity, view, asked)
    return value !== null && compares(value, condition)
  })
}

/** A bet to be made. */
export interface ChosenBet {
  readonly selection: BetSelection
  readonly account: SettledBet['account']
  /** Decimal odds. */
  readonly price: number
  /** The forecast's; null where the rule has none, or chose without it. */
  readonly probability: number | null
}

export interface Choice {
  readonly bets: readonly ChosenBet[]
  /** Selections that the rule wanted and that have no price. */
  readonly unpriced: number
}

/** The choice of most rules in most matches. */
const NOTHING: Choice = { bets: [], unpriced: 0 }

type Wanted = Pick<ChosenBet, 'selection' | 'account'>

/** A rule that always backs one side is on that side's account; any other is on both teams'. */
function chooseAccount({ selections, conditions }: StrategyRule): SettledBet['account'] {
  const side = selections.length === 1 && conditions.length === 0 ? selections[0]?.side : undefined
  return side === 'home' || side === 'away' ? side : 'both'
}

function wantedByConditions(rule: StrategyRule, view: MatchView): Wanted[] {
  const account = chooseAccount(rule)
  return rule.selections.flatMap((selection) => (meets(rule.conditions, view, { selection, team: null }) ? [{ selection, account }] : []))
}

/** Each team's best market on its own account; one bet for both where they agree. */
function wantedByTeams({ selections, conditions }: StrategyRule, view: MatchView): Wanted[] {
  const backs = (team: MatchView['home']): boolean =>
    selections.some((selection) => isSame(selection, team.selection)) && meets(conditions, view, { selection: team.selection, team })
  const { home, away } = view
  const [byHome, byAway] = [backs(home), backs(away)]
  if (byHome && byAway && isSame(home.selection, away.selection)) return [{ selection: home.selection, account: 'both' }]
  const wanted: Wanted[] = []
  if (byHome) wanted.push({ selection: home.selection, account: 'home' })
  if (byAway) wanted.push({ selection: away.selection, account: 'away' })
  return wanted
}

const marketKey = ({ market, line }: BetSelection): string => `${market}|${line}`

/** Of each market the bet with the most edge: selections of one market are bets against each other. */
function bestOfEachMarket(bets: readonly ChosenBet[]): ChosenBet[] {
  const best = new Map<string, { bet: ChosenBet; value: number }>()
  for (const bet of bets) {
    if (bet.probability === null) continue
    const value = edge(bet.probability, bet.price)
    const market = marketKey(bet.selection)
    if (value > (best.get(market)?.value ?? Number.NEGATIVE_INFINITY)) best.set(market, { bet, value })
  }
  return [...best.values()].map(({ bet }) => bet)
}

/** In each market that has a bet, a side drawn from those that the rule may back at a price. */
function drawnSides(rule: StrategyRule, view: MatchView, bets: readonly ChosenBet[], random: RandomState): ChosenBet[] {
  const markets = new Set(bets.map(({ selection }) => marketKey(selection)))
  return [...markets].flatMap((market) => {
    const sides = rule.selections.flatMap((selection): ChosenBet[] => {
      const price = marketKey(selection) === market ? view.priceAt(selection) : null
      return price === null ? [] : [{ selection, account: 'both', price, probability: null }]
    })
    return sides[uniformInteger(random, sides.length)] ?? []
  })
}

/**
 * What a rule backs in a match, at the prices of its source; it sees no result. A draw depends on seed and match alone, so that it is
 * the same whatever was drawn before.
 *
 * @param seed  of the draws of `random_side`, an integer in [0, 2^32)
 */
export function chooseBets(rule: StrategyRule, view: MatchView, seed: number): Choice {
  const wanted = rule.choose === 'team_best_market' ? wantedByTeams(rule, view) : wantedByConditions(rule, view)
  if (wanted.length === 0) return NOTHING
  let unpriced = 0
  const bets = wanted.flatMap(({ selection, account }): ChosenBet[] => {
    const price = view.priceAt(selection)
    if (price === null) {
      unpriced++
      return []
    }
    return [{ selection, account, price, probability: view.getProbability(selection) }]
  })
  if (rule.choose === 'best_edge') return { bets: bestOfEachMarket(bets), unpriced }
  if (rule.choose === 'random_side') return { bets: drawnSides(rule, view, bets, createRandom(seed, view.matchId)), unpriced }
  return { bets, unpriced }
}
