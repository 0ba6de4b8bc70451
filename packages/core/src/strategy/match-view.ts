import { edge } from '../odds/implied-probability.ts'
import type { MatchForecast } from './forecaster.ts'
import type { BetSelection, Condition, Quantity } from './strategy.ts'
import type { TeamMarket } from './team-markets.ts'

/** One match as a rule meets it before kick-off: no result. */
export interface MatchView {
  readonly matchId: number
  /** The goals model's; null for a rule that does not ask it. */
  readonly goals: MatchForecast | null
  readonly home: TeamMarket
  readonly away: TeamMarket
  /** By the rule's forecast source. */
  readonly probabilityOf: (selection: BetSelection) => number | null
  /** At the rule's price source. */
  readonly priceAt: (selection: BetSelection) => number | null
}

/** What a quantity is asked of: a selection, and the team on whose account it would be backed where that is one. */
interface Asked {
  readonly selection: BetSelection
  readonly team: TeamMarket | null
}

function edgeOf(view: MatchView, selection: BetSelection): number | null {
  const price = view.priceAt(selection)
  const probability = view.probabilityOf(selection)
  return price === null || probability === null ? null : edge(probability, price)
}

function valueOf(quantity: Quantity, view: MatchView, { selection, team }: Asked): number | string | null {
  switch (quantity) {
    case 'edge':
      return edgeOf(view, selection)
    case 'probability':
      return view.probabilityOf(selection)
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

export function isSame(a: BetSelection, b: BetSelection): boolean {
  return a.market === b.market && a.side === b.side && a.line === b.line
}

/** Whether all conditions hold; one on an unknown quantity does not. */
export function meets(conditions: readonly Condition[], view: MatchView, asked: Asked): boolean {
  return conditions.every((condition) => {
    if (condition.of !== null && !isSame(condition.of, asked.selection)) return true
    const value = valueOf(condition.quantity, view, asked)
    return value !== null && compares(value, condition)
  })
}
