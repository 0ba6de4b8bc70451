import { historyBefore } from '../football/history.ts'
import type { MatchTable } from '../football/match-table.ts'
import { startOfDay } from '../football/time.ts'
import { closingLineValue } from '../odds/closing-line-value.ts'
import type { Day } from '../units.ts'
import { type Candidate, findValue } from './find-value.ts'
import { type Forecaster, goalsModelForecaster, type MatchForecast, probabilityOf } from './forecaster.ts'
import { openingAverageBook, type PriceBook } from './price-book.ts'
import { settleBet } from './settle-bet.ts'
import type { BetSelection, SettledBet, StrategyRule } from './strategy.ts'

/** The bets that one rule made in one competition, oldest first. */
export interface RuleBets {
  readonly competition: string
  readonly rule: StrategyRule
  readonly bets: readonly SettledBet[]
  /** Selections that the rule wanted and nobody in its price source quoted. Those that ask for a price are never wanted without one. */
  readonly unpriced: number
}

export interface WalkForwardOptions {
  /** Default: the goals model, refitted for every week. */
  readonly forecaster?: Forecaster
}

/** Matches of one week of one season, known only by who plays whom. */
interface MatchWeek {
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
  return seasons.flatMap(([, rows]) => {
    const start = rows.reduce((earliest, row) => Math.min(earliest, day[row] as number), Number.POSITIVE_INFINITY)
    const blocks = new Map<number, number[]>()
    for (const row of rows) {
      const block = Math.floor(((day[row] as number) - start) / 7)
      blocks.set(block, [...(blocks.get(block) ?? []), row])
    }
    return [...blocks].sort(([a], [b]) => a - b).map(([block, weekRows]) => ({ firstDay: (start + 7 * block) as Day, rows: weekRows }))
  })
}

/** What a rule backs at the prices of one match; it sees no result. */
function picks(rule: StrategyRule, forecast: MatchForecast, priceAt: (selection: BetSelection) => number | null): Candidate[] {
  const candidates = rule.selections.flatMap((selection) => {
    const price = priceAt(selection)
    const probability = probabilityOf(forecast, selection)
    return price === null || probability === null ? [] : [{ selection, probability, price }]
  })
  return rule.choose === 'best_edge' ? findValue(candidates, 0.02) : candidates
}

/** A rule that backs one side whoever plays is that side's; any other is about both teams. */
function accountOf({ choose, selections }: StrategyRule): SettledBet['account'] {
  const [only] = selections
  if (choose !== 'every' || selections.length !== 1) return 'both'
  return only?.side === 'home' || only?.side === 'away' ? only.side : 'both'
}

function settle(table: MatchTable, row: number, bet: { rule: StrategyRule; pick: Candidate; book: PriceBook }): SettledBet {
  const { matchId, home, away, day, season, homeGoals, awayGoals } = table.columns
  const { selection, price, probability } = bet.pick
  const closeProbability = bet.book.fairClose(row, selection)
  return {
    matchId: matchId[row] as number,
    homeId: table.teams[home[row] as number]?.id as number,
    awayId: table.teams[away[row] as number]?.id as number,
    day: day[row] as number,
    season: table.seasons[season[row] as number] as string,
    selection,
    price,
    account: accountOf(bet.rule),
    stakeUnits: bet.rule.units,
    kellyFraction: null,
    lossCauses: null,
    modelProbability: bet.rule.choose === 'best_edge' ? probability : null,
    ...settleBet(selection, { home: homeGoals[row] as number, away: awayGoals[row] as number }, price),
    closeProbability,
    closingLineValue: closeProbability === null ? null : closingLineValue(price, closeProbability),
  }
}

/**
 * The bets that rules would have made, week by week: forecasts from what was known when the week began, one unit at the opening
 * average, settled by the score. A match without a price makes no bet.
 *
 * A result enters through the history of later weeks and through settlement, nowhere else. Cost: one model fit a week, about 2 ms.
 *
 * @throws {CoreError} whatever the forecaster throws
 */
export function walkForwardBets(table: MatchTable, rules: readonly StrategyRule[], options: WalkForwardOptions = {}): RuleBets[] {
  const forecaster = options.forecaster ?? goalsModelForecaster()
  const book = openingAverageBook(table)
  const { home, away } = table.columns
  const bets = rules.map((): SettledBet[] => [])
  for (const week of bettingWeeks(table)) {
    const forecastOf = forecaster(historyBefore(table, startOfDay(week.firstDay)))
    for (const row of week.rows) {
      const forecast = forecastOf(table.teams[home[row] as number]?.id as number, table.teams[away[row] as number]?.id as number)
      rules.forEach((rule, i) => {
        for (const pick of picks(rule, forecast, (selection) => book.taken(row, selection)))
          bets[i]?.push(settle(table, row, { rule, pick, book }))
      })
    }
  }
  return rules.map((rule, i) => ({ competition: table.competition, rule, bets: bets[i] ?? [], unpriced: 0 }))
}
