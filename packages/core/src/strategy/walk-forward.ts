import { historyBefore } from '../football/history.ts'
import type { MatchTable } from '../football/match-table.ts'
import { startOfDay } from '../football/time.ts'
import { closingLineValue } from '../odds/closing-line-value.ts'
import type { Day } from '../units.ts'
import { chooseBets, type ChosenBet, type MatchView } from './choose-bets.ts'
import {
  type Forecaster,
  goalsModelForecaster,
  growingTeamMarkets,
  type MatchForecast,
  probabilityOf,
  type TeamMarket,
  type TeamMarkets,
} from './match-knowledge.ts'
import { type LossAutopsy, lossAutopsy } from './loss-causes.ts'
import { type PriceBook, priceBook } from './price-book.ts'
import { quarterKelly, settleBet } from './settle-bet.ts'
import type { SettledBet, StrategyRule } from './strategy.ts'

/** The bets that one rule made in one competition, oldest first. */
export interface RuleBets {
  readonly competition: string
  readonly rule: StrategyRule
  readonly bets: readonly SettledBet[]
  /** Selections that the rule wanted and nobody in its price source quoted. Those that ask for a price are never wanted without one. */
  readonly unpriced: number
}

export interface WalkForwardOptions {
  /** In place of the goals model, which is refitted for every week. */
  readonly forecaster?: Forecaster
  /** Of random sides, an integer in [0, 2^32); default 1. */
  readonly seed?: number
}

/** Matches of one week of one season, known only by who plays whom. */
interface MatchWeek {
  /** Index of the season. */
  readonly season: number
  /** Nothing known later than the start of this day may be looked at. */
  readonly firstDay: Day
  readonly rows: readonly number[]
}

/** Weeks of seven days from the first day of each season; the table's first season is left out: there is nothing to learn from yet. */
function bettingWeeks(table: MatchTable): MatchWeek[] {
  const { season, day } = table.columns
  const rowsBySeason = new Map<number, number[]>()
  for (let row = 0; row < table.length; row++) {
    const rows = rowsBySeason.get(season[row] as number)
    if (rows === undefined) rowsBySeason.set(season[row] as number, [row])
    else rows.push(row)
  }
  const seasons = [...rowsBySeason].sort(([a], [b]) => a - b).slice(1)
  return seasons.flatMap(([season, rows]) => {
    const start = rows.reduce((earliest, row) => Math.min(earliest, day[row] as number), Number.POSITIVE_INFINITY)
    const blocks = new Map<number, number[]>()
    for (const row of rows) {
      const block = Math.floor(((day[row] as number) - start) / 7)
      blocks.set(block, [...(blocks.get(block) ?? []), row])
    }
    return [...blocks]
      .sort(([a], [b]) => a - b)
      .map(([block, weekRows]) => ({ season, firstDay: (start + 7 * block) as Day, rows: weekRows }))
  })
}

/** What is known about a week before it begins. */
interface WeekKnowledge {
  readonly forecastOf: ReturnType<Forecaster> | null
  readonly marketOf: TeamMarkets
  readonly causesOf: LossAutopsy
}

/** Learns week by week; each piece is asked of the history and of nothing else. */
function growingKnowledge(table: MatchTable, book: PriceBook, forecaster: Forecaster | null): (week: MatchWeek) => WeekKnowledge {
  const marketsOf = growingTeamMarkets(book)
  let season = Number.NaN
  let causesOf: LossAutopsy
  return (week) => {
    const history = historyBefore(table, startOfDay(week.firstDay))
    // Its coefficients stand for a season: a week more or less does not move them.
    if (week.season !== season) causesOf = lossAutopsy(history, table, book)
    season = week.season
    return { forecastOf: forecaster?.(history) ?? null, marketOf: marketsOf(history, week.season), causesOf }
  }
}

interface KnownMatch {
  readonly row: number
  readonly matchId: number
  readonly goals: MatchForecast | null
  readonly home: TeamMarket
  readonly away: TeamMarket
}

/** A rule with what it did so far. */
interface ActiveRule {
  readonly rule: StrategyRule
  readonly bets: SettledBet[]
  unpriced: number
}

/** Forecast and prices, and the rules that look through them. */
interface Sight extends Pick<StrategyRule, 'forecast' | 'prices'> {
  readonly active: ActiveRule[]
}

/** Rules that see the same of a match, so that a match is looked at once for all of them. */
function sightsOf(active: readonly ActiveRule[]): Sight[] {
  const sights = new Map<string, Sight>()
  for (const own of active) {
    const { forecast, prices } = own.rule
    const key = `${forecast}|${prices}`
    const sight = sights.get(key) ?? { forecast, prices, active: [] }
    sight.active.push(own)
    sights.set(key, sight)
  }
  return [...sights.values()]
}

function sidesOf({ columns, teams }: MatchTable, row: number): Pick<SettledBet, 'homeId' | 'awayId'> {
  const idOf = (team: number | undefined): number => teams[team as number]?.id as number
  return { homeId: idOf(columns.home[row]), awayId: idOf(columns.away[row]) }
}

/** What rules with the same forecast and prices see of a match: those prices, and no other forecast. */
function viewOf(match: KnownMatch, sight: Sight, book: PriceBook): MatchView {
  const { row, home, away, matchId } = match
  const goals = sight.forecast === 'goals_model' ? match.goals : null
  return {
    matchId,
    home,
    away,
    goals,
    probabilityOf: (selection) =>
      sight.forecast === 'sharp_open' ? book.sharpOpen(row, selection) : goals === null ? null : probabilityOf(goals, selection),
    priceAt: (selection) => book.priceAt(row, selection, sight.prices),
  }
}

interface Settling {
  readonly rule: StrategyRule
  readonly book: PriceBook
  readonly causesOf: LossAutopsy
}

function settle(table: MatchTable, row: number, bet: ChosenBet, { rule, book, causesOf }: Settling): SettledBet {
  const { matchId, day, season, homeGoals, awayGoals } = table.columns
  const { selection, account, price, probability } = bet
  const closeProbability = book.fairClose(row, selection)
  const score = { home: homeGoals[row] as number, away: awayGoals[row] as number }
  const { outcome, profitUnits } = settleBet(selection, score, price, rule.units)
  return {
    matchId: matchId[row] as number,
    ...sidesOf(table, row),
    day: day[row] as number,
    season: table.seasons[season[row] as number] as string,
    selection,
    account,
    price,
    stakeUnits: rule.units,
    modelProbability: probability,
    outcome,
    profitUnits,
    kellyFraction: probability === null ? null : quarterKelly(probability, price),
    closeProbability,
    closingLineValue: closeProbability === null ? null : closingLineValue(price, closeProbability),
    lossCauses: outcome === 'lost' ? causesOf(row, selection) : null,
  }
}

/**
 * The bets that rules would have made, week by week: forecasts and team markets from what was known when the week began, prices of
 * each rule's own source, settled by the score. A selection without a price is counted and makes no bet.
 *
 * A result enters through the history of later weeks and through settlement, nowhere else. Cost: one model fit a week, about 2 ms,
 * when a rule asks the goals model.
 *
 * @returns one entry per rule, in order
 * @throws {CoreError} whatever the forecaster throws
 */
export function walkForwardBets(table: MatchTable, rules: readonly StrategyRule[], options: WalkForwardOptions = {}): RuleBets[] {
  const asksModel = rules.some(({ forecast }) => forecast === 'goals_model')
  const { seed = 1 } = options
  const book = priceBook(table)
  const knowledgeOf = growingKnowledge(table, book, asksModel ? (options.forecaster ?? goalsModelForecaster()) : null)
  const active = rules.map((rule): ActiveRule => ({ rule, bets: [], unpriced: 0 }))
  const sights = sightsOf(active)
  for (const week of bettingWeeks(table)) {
    const { forecastOf, marketOf, causesOf } = knowledgeOf(week)
    for (const row of week.rows) {
      const { homeId, awayId } = sidesOf(table, row)
      const goals = forecastOf?.(homeId, awayId) ?? null
      const match = { row, matchId: table.columns.matchId[row] as number, goals, home: marketOf(homeId), away: marketOf(awayId) }
      for (const sight of sights) {
        const view = viewOf(match, sight, book)
        for (const own of sight.active) {
          const { bets, unpriced } = chooseBets(own.rule, view, seed)
          own.unpriced += unpriced
          for (const bet of bets) own.bets.push(settle(table, row, bet, { rule: own.rule, book, causesOf }))
        }
      }
    }
  }
  return active.map((own) => ({ competition: table.competition, ...own }))
}
