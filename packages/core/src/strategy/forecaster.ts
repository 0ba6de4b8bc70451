import type { MatchHistory } from '../football/history.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import type { FittedGoalsModel } from '../goals-model/fitted-goals-model.ts'
import { goalRates } from '../goals-model/goal-rates.ts'
import { matchOutcome, totalGoals } from '../goals-model/markets.ts'
import { scoreMatrix } from '../goals-model/score-matrix.ts'
import type { BetSelection } from './strategy.ts'

/** Probabilities of one match, before it. */
export interface MatchForecast {
  readonly home: number
  readonly draw: number
  readonly away: number
  readonly over25: number
  /** Goals of both sides. */
  readonly expectedGoals: number
}

/** Forecasts of matches from a history alone: it is handed nothing else. */
export type Forecaster = (history: MatchHistory) => (homeId: number, awayId: number) => MatchForecast

/**
 * The goals model, fitted anew on every history it is given; each search starts from the optimum before, which changes how soon it
 * arrives and not where.
 */
export function goalsModelForecaster(): Forecaster {
  let warmStart: FittedGoalsModel | undefined
  return (history) => {
    const model = fitGoalsModel(history, warmStart === undefined ? {} : { warmStart })
    warmStart = model
    return (homeId, awayId) => {
      const { home, away, rho } = goalRates(model, { home: homeId, away: awayId })
      const matrix = scoreMatrix(home, away, rho)
      return { ...matchOutcome(matrix), over25: totalGoals(matrix, 'over', 2.5).win, expectedGoals: home + away }
    }
  }
}

/** The forecast's probability of a selection; null for a line that it does not hold. */
export function probabilityOf(forecast: MatchForecast, { market, side, line }: BetSelection): number | null {
  if (side === 'home' || side === 'draw' || side === 'away') return market === '1x2' ? forecast[side] : null
  if (market !== 'ou' || line !== 2.5) return null
  return side === 'over' ? forecast.over25 : 1 - forecast.over25
}
