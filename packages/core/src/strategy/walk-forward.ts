import { historyBefore } from '../football/history.ts'
import type { MatchTable } from '../football/match-table.ts'
import { startOfDay } from '../football/time.ts'
import { splitIntoWeeks } from '../forecasting/tiers/rated-matches.ts'
import { groupBy } from '../numeric/group-by.ts'
import { closingLineValue } from '../odds/prices.ts'
import type { Day } from '../units.ts'
import { chooseBets, type ChosenBet, type MatchView } from './choose-bets.ts'
import {
  type Forecaster,
  goalsModelForecaster,
  growingTeamMarkets,
  type MatchForecast,
  getProbability,
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
  /** Selections that the rule wanted and that had no price. Rules that depend on a price want nothing without one. */
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

/** The weeks of each season but the table's first: there is nothing to learn from yet. */
function bettingWeeks(table: MatchTable): MatchWeek[] {
  const { season } = table.columns
  const first = season.reduce((earliest, index) => Math.min(earliest, index), Number.POSITIVE_INFINITY)
  return [...splitIntoWeeks(table)].flatMap(({ start, rows }) => {
    const own = season[rows[0] as number] as number
    return own === first ? [] : [{ season: own, firstDay: start as Day, rows }]
  })
}

/** What is known about a week before it begins. */
interface WeekKnowledge {
  readonly forecastMatch: ReturnType<Forecaster> | null
  readonly getBestMarket: TeamMarkets
  readonly explainLoss: LossAutopsy
}

/** Learns week by week, from the history alone. */
function growingKnowledge(table: MatchTable, book: PriceBook, forecaster: Forecaster | null): (week: MatchWeek) => WeekKnowledge {
  const readMarkets = growingTeamMarkets(book)
  let season = Number.NaN
  let explainLoss: LossAutopsy
  return (week) => {
    const history = historyBefore(table, startOfDay(week.firstDay))
    // Fitted once a season: one more week hardly moves the coefficients.
    if (week.season !== season) explainLoss = lossAutopsy(history, table, book)
    season = week.season
    return { forecastMatch: forecaster?.(history) ?? null, getBestMarket: readMarkets(history, week.season), explainLoss }
  }
}

interface KnownMatch {
  readonly row: number
  readonly matchId: number
  readonly goals: MatchForecast | null
  readonly home: TeamMarket
  readonly away: TeamMarket
}

/** A rule and its bets so far. */
interface ActiveRule {
  readonly rule: StrategyRule
  readonly bets: SettledBet[]
  unpriced: number
}

/** Rules that share a forecast and a price source. */
interface RuleGroup extends Pick<StrategyRule, 'forecast' | 'prices'> {
  readonly active: ActiveRule[]
}

/** Groups rules by their inputs, so that each match is viewed once per group. */
function groupByInputs(active: readonly ActiveRule[]): RuleGroup[] {
  const groups = groupBy(active, ({ rule: { forecast, prices } }) => `${forecast}|${prices}`)
  return [...groups.values()].map((own) => {
    const { forecast, prices } = (own[0] as ActiveRule).rule
    return { forecast, prices, active: own }
  })
}

function getTeamIds({ columns, teams }: MatchTable, row: number): Pick<SettledBet, 'homeId' | 'awayId'> {
  const getId = (team: number | undefined): number => teams[team as number]?.id as number
  return { homeId: getId(columns.home[row]), awayId: getId(columns.away[row]) }
}

/** The match as a group of rules sees it: at the group's prices and with its forecast only. */
function toMatchView(match: KnownMatch, group: RuleGroup, book: PriceBook): MatchView {
  const { row, home, away, matchId } = match
  const goals = group.forecast === 'goals_model' ? match.goals : null
  return {
    matchId,
    home,
    away,
    goals,
    getProbability: (selection) =>
      group.forecast === 'sharp_open' ? book.sharpOpen(row, selection) : goals === null ? null : getProbability(goals, selection),
    priceAt: (selection) => book.priceAt(row, selection, group.prices),
  }
}

interface Settling {
  readonly rule: StrategyRule
  readonly book: PriceBook
  readonly explainLoss: LossAutopsy
}

function settle(table: MatchTable, row: number, bet: ChosenBet, { rule, book, explainLoss }: Settling): SettledBet {
  const { matchId, day, season, homeGoals, awayGoals } = table.columns
  const { selection, account, price, probability } = bet
  const closeProbability = book.fairClose(row, selection)
  const score = { home: homeGoals[row] as number, away: awayGoals[row] as number }
  const { outcome, profitUnits } = settleBet(selection, score, price, rule.units)
  return {
    matchId: matchId[row] as number,
    ...getTeamIds(table, row),
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
    lossCauses: outcome === 'lost' ? explainLoss(row, selection) : null,
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
  const getKnowledge = growingKnowledge(table, book, asksModel ? (options.forecaster ?? goalsModelForecaster()) : null)
  const active = rules.map((rule): ActiveRule => ({ rule, bets: [], unpriced: 0 }))
  const groups = groupByInputs(active)
  for (const week of bettingWeeks(table)) {
    const { forecastMatch, getBestMarket, explainLoss } = getKnowledge(week)
    for (const row of week.rows) {
      const { homeId, awayId } = getTeamIds(table, row)
      const goals = forecastMatch?.(homeId, awayId) ?? null
      const match = { row, matchId: table.columns.matchId[row] as number, goals, home: getBestMarket(homeId), away: getBestMarket(awayId) }
      for (const group of groups) {
        const view = toMatchView(match, group, book)
        for (const own of group.active) {
          const { bets, unpriced } = chooseBets(own.rule, view, seed)
          own.unpriced += unpriced
          for (const bet of bets) own.bets.push(settle(table, row, bet, { rule: own.rule, book, explainLoss }))
        }
      }
    }
  }
  return active.map((own) => ({ competition: table.competition, ...own }))
}
