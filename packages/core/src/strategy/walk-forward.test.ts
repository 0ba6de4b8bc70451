import { describe, expect, test } from 'vitest'
import { demoTable } from '../../test/tables-from-records.ts'
import { createRandom, uniformInteger } from '../numeric/random.ts'
import { MATCH_COLUMNS, type MatchColumn, type MatchTable } from '../football/match-table.ts'
import type { Forecaster } from './forecaster.ts'
import { REFERENCE_STRATEGIES } from './reference-strategies.ts'
import type { SettledBet } from './strategy.ts'
import { type RuleBets, type WalkForwardOptions, walkForwardBets } from './walk-forward.ts'

const table = demoTable()
const cutRow = Math.floor(table.length * 0.7)
const cutDay = table.columns.day[cutRow] as number

const RESULT_COLUMNS: readonly MatchColumn[] = ['homeGoals', 'awayGoals', 'halfTimeHomeGoals', 'halfTimeAwayGoals']

/** The same table with the results from `cutDay` on drawn anew: prices and fixtures stay. */
function withOtherFuture(seed: number): MatchTable {
  const random = createRandom(seed)
  const columns = { ...table.columns }
  for (const name of RESULT_COLUMNS) {
    columns[name] = table.columns[name].map((goals, row) =>
      (table.columns.day[row] as number) < cutDay ? goals : uniformInteger(random, 7),
    )
  }
  return { ...table, columns }
}

/** The same table without the matches from `cutDay` on. */
function withoutFuture(): MatchTable {
  const length = table.columns.day.findIndex((day) => day >= cutDay)
  const columns = { ...table.columns }
  for (const name of MATCH_COLUMNS) columns[name] = table.columns[name].subarray(0, length)
  return { ...table, length, columns }
}

const before = (groups: readonly RuleBets[]): SettledBet[][] => groups.map(({ bets }) => bets.filter(({ day }) => day < cutDay))
const betsBefore = (of: MatchTable, options?: WalkForwardOptions): SettledBet[][] =>
  before(walkForwardBets(of, REFERENCE_STRATEGIES, options))

/** Cheats: reads the result of the very match from the table that it closes over. */
const oracleOf =
  (all: MatchTable): Forecaster =>
  (history) =>
  (homeId, awayId) => {
    const { home, away, homeGoals, awayGoals } = all.columns
    const indexOf = (id: number): number => all.teams.findIndex((team) => team.id === id)
    const [atHome, visiting] = [indexOf(homeId), indexOf(awayId)]
    for (let row = history.length; row < all.length; row++) {
      if (home[row] !== atHome || away[row] !== visiting) continue
      const margin = (homeGoals[row] as number) - (awayGoals[row] as number)
      return { home: margin > 0 ? 1 : 0, draw: margin === 0 ? 1 : 0, away: margin < 0 ? 1 : 0, over25: 0.5 }
    }
    return { home: 1 / 3, draw: 1 / 3, away: 1 / 3, over25: 0.5 }
  }

/** Cheats more quietly: trains on the week that it forecasts, and on all that come after. */
const trainsOnFuture =
  (all: MatchTable): Forecaster =>
  () => {
    const total = all.columns.homeGoals.reduce((sum, goals) => sum + goals, 0)
    const over25 = total / all.length / 4
    return () => ({ home: 0.45, draw: 0.25, away: 0.3, over25 })
  }

describe('walking forward', () => {
  const groups = walkForwardBets(table, REFERENCE_STRATEGIES)

  test('later results, drawn anew, leave every earlier bet and its probability as it was', () => {
    expect(betsBefore(withOtherFuture(5))).toEqual(before(groups))
  })

  test('later matches, deleted, leave every earlier bet as it was', () => {
    expect(betsBefore(withoutFuture())).toEqual(before(groups))
  })

  test('a planted leak is caught by the same comparison', () => {
    const other = withOtherFuture(5)
    expect(betsBefore(other, { forecaster: trainsOnFuture(other) })).not.toEqual(betsBefore(table, { forecaster: trainsOnFuture(table) }))
  })

  test('a forecaster that knew the results would win every value bet on 1X2: honest ones do not', () => {
    const value = REFERENCE_STRATEGIES.filter(({ role }) => role === 'control')
    const isOutcome = ({ selection }: SettledBet): boolean => selection.market === '1x2'
    const cheated = walkForwardBets(table, value, { forecaster: oracleOf(table) })[0]?.bets.filter(isOutcome) ?? []
    const honest = groups.at(-1)?.bets.filter(isOutcome) ?? []
    expect(cheated.length).toBeGreaterThan(100)
    expect(cheated.every(({ outcome }) => outcome === 'won')).toBe(true)
    expect(honest.filter(({ outcome }) => outcome === 'won').length / honest.length).toBeLessThan(0.6)
  })

  test('the first season is for learning only', () => {
    const seasons = new Set(groups.flatMap(({ bets }) => bets.map(({ season }) => season)))
    expect(seasons.has(table.seasons[0] as string)).toBe(false)
    expect(seasons.size).toBe(table.seasons.length - 1)
  })

  test('a rule that always bets has one bet on each later match with a price', () => {
    const later = table.columns.season.filter((season) => season > 0).length
    for (const { rule, bets } of groups.filter(({ rule }) => rule.role === 'benchmark')) {
      expect(bets.length, rule.name).toBe(later)
      expect(new Set(bets.map(({ matchId }) => matchId)).size).toBe(bets.length)
    }
  })

  test('the value rule backs one selection of a market at most, above its edge', () => {
    const bets = groups.at(-1)?.bets ?? []
    expect(new Set(bets.map(({ matchId, selection }) => `${matchId}|${selection.market}`)).size).toBe(bets.length)
    for (const { modelProbability, price } of bets) expect((modelProbability ?? 0) * price - 1).toBeGreaterThan(0.02)
  })

  test('closing line value is the price taken against the sharp close without its margin', () => {
    for (const { closingLineValue, closeProbability, price } of groups[0]?.bets ?? []) {
      if (closeProbability === null) expect(closingLineValue).toBeNull()
      else expect(closingLineValue).toBeCloseTo(Math.log(price * closeProbability), 12)
    }
  })

  test('without prices there are no bets, and without a sharp close no closing line value', () => {
    expect(walkForwardBets({ ...table, prices: new Map() }, REFERENCE_STRATEGIES).every(({ bets }) => bets.length === 0)).toBe(true)
    const softOnly = new Map([...table.prices].filter(([key]) => !key.endsWith('pinnacle')))
    const [backHome] = walkForwardBets({ ...table, prices: softOnly }, REFERENCE_STRATEGIES.slice(0, 1))
    expect(backHome?.bets.every(({ closeProbability }) => closeProbability === null)).toBe(true)
  })
})
