import type { MatchHistory } from '../football/history.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { type FittedGoalsModel, goalRates } from '../goals-model/goal-rates.ts'
import { matchOutcome, totalGoals } from '../goals-model/markets.ts'
import { scoreMatrix } from '../goals-model/score-matrix.ts'
import type { PriceBook } from './price-book.ts'
import { toMicros, settleBet, toUnits } from './settle-bet.ts'
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

/** Forecasts matches from a history alone. */
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
export function getProbability(forecast: MatchForecast, { market, side, line }: BetSelection): number | null {
  if (side === 'home' || side === 'draw' || side === 'away') return market === '1x2' ? forecast[side] : null
  if (market !== 'ou' || line !== 2.5) return null
  return side === 'over' ? forecast.over25 : 1 - forecast.over25
}

/** The goals market that would have earned most on a team's earlier matches of the season. */
export interface TeamMarket {
  readonly selection: BetSelection
  /** Profit / turnover at the opening average; null below three matches with prices: then the selection is the default, over 2.5. */
  readonly yieldFraction: number | null
  readonly tendency: 'over' | 'under'
}

/** Best goals markets of teams before a season's next matches. */
export type TeamMarkets = (teamId: number) => TeamMarket

/** Goals markets that the data price: one without prices has no yield, so it is never a team's best. */
const GOALS_MARKETS: readonly BetSelection[] = [
  { market: 'ou', side: 'over', line: 2.5 },
  { market: 'ou', side: 'under', line: 2.5 },
]
/** The original's: fewer matches give no best market. */
const MIN_MATCHES = 3

interface TeamSeason {
  readonly season: number
  /** Per market: bets, and their profit in millionths. */
  readonly bets: number[]
  readonly profit: number[]
}

function chooseBestMarket(record: TeamSeason | undefined, season: number): TeamMarket {
  const [byDefault] = GOALS_MARKETS as [BetSelection, BetSelection]
  let best: TeamMarket = { selection: byDefault, yieldFraction: null, tendency: 'over' }
  if (record?.season !== season) return best
  GOALS_MARKETS.forEach((selection, i) => {
    const bets = record.bets[i] ?? 0
    const yieldFraction = bets < MIN_MATCHES ? null : toUnits(record.profit[i] ?? 0) / bets
    if (yieldFraction === null || yieldFraction <= (best.yieldFraction ?? Number.NEGATIVE_INFINITY)) return
    best = { selection, yieldFraction, tendency: selection.side === 'under' ? 'under' : 'over' }
  })
  return best
}

/**
 * Reads the best goals market of each team from a history that grows: every match is settled once, when it first is known, so that a
 * season of weekly looks costs one pass. Of the book it reads rows of the history and no later ones.
 *
 * Only matches of the season in question count, as in the original; a tie is over's.
 *
 * @param book  of the table that the histories are of
 * @returns     the reader; give it histories of one table, each at least as long as the one before
 */
export function growingTeamMarkets(book: PriceBook): (history: MatchHistory, season: number) => TeamMarkets {
  const records = new Map<number, TeamSeason>()
  let read = 0

  const add = (teamId: number, season: number, market: number, profit: number): void => {
    let record = records.get(teamId)
    if (record?.season !== season) {
      record = { season, bets: GOALS_MARKETS.map(() => 0), profit: GOALS_MARKETS.map(() => 0) }
      records.set(teamId, record)
    }
    record.bets[market] = (record.bets[market] ?? 0) + 1
    record.profit[market] = (record.profit[market] ?? 0) + profit
  }

  return (history, season) => {
    const { columns, teams } = history
    for (; read < history.length; read++) {
      const score = { home: columns.homeGoals[read] as number, away: columns.awayGoals[read] as number }
      const played = columns.season[read] as number
      GOALS_MARKETS.forEach((selection, market) => {
        const price = book.priceAt(read, selection, 'open_average')
        if (price === null) return
        const profit = toMicros(settleBet(selection, score, price).profitUnits)
        for (const team of [columns.home[read], columns.away[read]]) add(teams[team as number]?.id as number, played, market, profit)
      })
    }
    return (teamId) => chooseBestMarket(records.get(teamId), season)
  }
}
