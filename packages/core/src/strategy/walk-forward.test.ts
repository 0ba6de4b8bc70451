import { describe, expect, test } from 'vitest'
import { demoTable } from '../../test/tables-from-records.ts'
import { createRandom, uniformInteger } from '../numeric/random.ts'
import { MATCH_COLUMNS, type MatchColumn, type MatchTable } from '../football/match-table.ts'
import type { Forecaster } from './match-knowledge.ts'
import { STRATEGIES } from './strategies.ts'
import type { SettledBet, StrategyRule } from './strategy.ts'
import { type RuleBets, walkForwardBets } from './walk-forward.ts'

const table = demoTable()
const cutRow = Math.floor(table.length * 0.7)
const cutDay = table.columns.day[cutRow] as number

/** What is known of a match only after it. */
const RESULT_COLUMNS: readonly MatchColumn[] = [
  'homeGoals',
  'awayGoals',
  'halfTimeHomeGoals',
  'halfTimeAwayGoals',
  'homeShotsOnTarget',
  'awayShotsOnTarget',
  'homeReds',
  'awayReds',
]

/** The same table with the results from a day on drawn anew: prices and fixtures stay. */
function withOtherFuture(seed: number, from = cutDay): MatchTable {
  const random = createRandom(seed)
  const columns = { ...table.columns }
  for (const name of RESULT_COLUMNS) {
    columns[name] = table.columns[name].map((result, row) =>
      (table.columns.day[row] as number) < from ? result : uniformInteger(random, 7),
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

const getRule = (name: string): StrategyRule => STRATEGIES.find((rule) => rule.name === name) as StrategyRule
const before = (groups: readonly RuleBets[]): SettledBet[][] => groups.map(({ bets }) => bets.filter(({ day }) => day < cutDay))
const betsBefore = (of: MatchTable): SettledBet[][] => before(walkForwardBets(of, STRATEGIES))

/** Cheats: reads the result of the very match from the table that it closes over. */
const createOracle =
  (all: MatchTable): Forecaster =>
  (history) =>
  (homeId, awayId) => {
    const { home, away, homeGoals, awayGoals } = all.columns
    const findTeam = (id: number): number => all.teams.findIndex((team) => team.id === id)
    const [atHome, visiting] = [findTeam(homeId), findTeam(awayId)]
    for (let row = history.length; row < all.length; row++) {
      if (home[row] !== atHome || away[row] !== visiting) continue
      const margin = (homeGoals[row] as number) - (awayGoals[row] as number)
      return { home: margin > 0 ? 1 : 0, draw: margin === 0 ? 1 : 0, away: margin < 0 ? 1 : 0, over25: 0.5, expectedGoals: 2.6 }
    }
    return { home: 1 / 3, draw: 1 / 3, away: 1 / 3, over25: 0.5, expectedGoals: 2.6 }
  }

/** Cheats more quietly: trains on the week that it forecasts, and on all that come after. */
const trainsOnFuture =
  (all: MatchTable): Forecaster =>
  () => {
    const total = all.columns.homeGoals.reduce((sum, goals) => sum + goals, 0)
    const over25 = total / all.length / 4
    return () => ({ home: 0.45, draw: 0.25, away: 0.3, over25, expectedGoals: 4 * over25 })
  }

describe('walking forward', () => {
  const groups = walkForwardBets(table, STRATEGIES)
  const listBets = (name: string): readonly SettledBet[] => groups.find(({ rule }) => rule.name === name)?.bets ?? []

  test('later results, drawn anew, leave every earlier bet and its probability as it was', () => {
    expect(betsBefore(withOtherFuture(5))).toEqual(before(groups))
  })

  test('later matches, deleted, leave every earlier bet as it was', () => {
    expect(betsBefore(withoutFuture())).toEqual(before(groups))
  })

  test('results of a week, drawn anew, change none of the bets on that week: they were made before it', () => {
    const { season, day } = table.columns
    const start = day[season.indexOf(2)] as number
    const firstDay = start + 7 * 11
    const made = (of: readonly RuleBets[]) =>
      of.map(({ bets }) =>
        bets
          .filter(({ day }) => day >= firstDay && day < firstDay + 7)
          .map(({ matchId, selection, account, price, modelProbability }) => ({ matchId, selection, account, price, modelProbability })),
      )
    const honest = made(groups)
    expect(honest.filter((bets) => bets.length > 0).length).toBeGreaterThan(10)
    expect(made(walkForwardBets(withOtherFuture(9, firstDay), STRATEGIES))).toEqual(honest)
  })

  test('a planted leak is caught by the same comparison', () => {
    const other = withOtherFuture(5)
    const cheated = (of: MatchTable) => before(walkForwardBets(of, [getRule('VALUE_EDGE_2')], { forecaster: trainsOnFuture(of) }))
    expect(cheated(other)).not.toEqual(cheated(table))
  })

  test('a forecaster that knew the results would win every value bet on 1X2: honest ones do not', () => {
    const isOutcome = ({ selection }: SettledBet): boolean => selection.market === '1x2'
    const cheated = walkForwardBets(table, [getRule('VALUE_EDGE_2')], { forecaster: createOracle(table) })[0]?.bets.filter(isOutcome) ?? []
    const honest = listBets('VALUE_EDGE_2').filter(isOutcome) ?? []
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
    const bets = listBets('VALUE_EDGE_2')
    expect(new Set(bets.map(({ matchId, selection }) => `${matchId}|${selection.market}`)).size).toBe(bets.length)
    for (const { modelProbability, price } of bets) expect((modelProbability ?? 0) * price - 1).toBeGreaterThan(0.02)
  })

  test('closing line value is the price taken against the sharp close without its margin', () => {
    const bets = groups.flatMap((group) => group.bets)
    const wrong = bets.filter(({ closingLineValue, closeProbability, price }) =>
      closeProbability === null
        ? closingLineValue !== null
        : closingLineValue === null || Math.abs(closingLineValue - Math.log(price * closeProbability)) > 1e-12,
    )
    expect(bets.length).toBeGreaterThan(1000)
    expect(wrong).toEqual([])
  })

  test('random bets are as many as the control’s, in its matches and markets at its price source, whatever the results', () => {
    const toPlace = ({ matchId, selection }: SettledBet) => `${matchId}|${selection.market}`
    const random = listBets('RANDOM_BETS')
    expect(random.map(toPlace)).toEqual(listBets('VALUE_EDGE_2').map(toPlace))
    const home = listBets('BACK_HOME')
    for (const { selection, matchId, price } of random) {
      if (selection.side === 'home') expect(price).toBe(home.find((bet) => bet.matchId === matchId)?.price)
    }
    const unmoved: Forecaster = () => () => ({ home: 0.5, draw: 0.3, away: 0.2, over25: 0.6, expectedGoals: 2.8 })
    const drawn = (of: MatchTable, seed: number) =>
      walkForwardBets(of, [getRule('RANDOM_BETS')], { forecaster: unmoved, seed })[0]?.bets.map(({ matchId, selection }) => [
        matchId,
        selection.side,
      ])
    expect(drawn(withOtherFuture(5, 0), 1)).toEqual(drawn(table, 1))
    expect(drawn(table, 2)).not.toEqual(drawn(table, 1))
    const sides = random.filter(({ selection }) => selection.market === '1x2').map(({ selection }) => selection.side)
    for (const side of ['home', 'draw', 'away'])
      expect(sides.filter((drawnSide) => drawnSide === side).length / sides.length).toBeCloseTo(1 / 3, 1)
  })

  test('a market that nobody quotes makes no bet and is counted, and a rule without a record makes neither', () => {
    const chaos = groups.find(({ rule }) => rule.name === 'TOTAL_CHAOS')
    expect(chaos?.bets.every(({ selection }) => selection.line === 2.5)).toBe(true)
    const onlyHigh: Forecaster = () => () => ({ home: 0.4, draw: 0.2, away: 0.4, over25: 0.7, expectedGoals: 3.6 })
    const [high] = walkForwardBets(table, [getRule('TOTAL_CHAOS')], { forecaster: onlyHigh })
    expect(high?.bets).toEqual([])
    expect(high?.unpriced).toBe(table.columns.season.filter((season) => season > 0).length)
    const fortress = groups.find(({ rule }) => rule.name === 'HOME_FORTRESS')
    expect(fortress).toMatchObject({ bets: [], unpriced: 0 })
    expect(fortress?.rule.unrecorded).toContain('no rule')
  })

  test('quarter Kelly stands with every forecast and nowhere else, and loss causes with lost bets only', () => {
    for (const { rule, bets } of groups) {
      const forecast = rule.forecast !== 'none' && rule.choose !== 'random_side'
      expect(
        bets.every(
          ({ kellyFraction, modelProbability }) => (kellyFraction !== null) === forecast && (modelProbability !== null) === forecast,
        ),
      ).toBe(true)
      expect(bets.every(({ outcome, lossCauses }) => lossCauses === null || outcome === 'lost')).toBe(true)
      expect(
        bets.every(
          ({ stakeUnits, profitUnits, outcome, price }) =>
            stakeUnits === rule.units &&
            (outcome === 'lost' ? profitUnits === -rule.units : Math.abs(profitUnits - rule.units * (price - 1)) < 1e-6),
        ),
      ).toBe(true)
    }
  })

  test('without prices there are no bets, and without a sharp close no closing line value', () => {
    const unmodelled = STRATEGIES.filter(({ forecast }) => forecast !== 'goals_model')
    expect(walkForwardBets({ ...table, prices: new Map() }, unmodelled).every(({ bets }) => bets.length === 0)).toBe(true)
    const softOnly = new Map([...table.prices].filter(([key]) => !key.endsWith('pinnacle')))
    const [backHome] = walkForwardBets({ ...table, prices: softOnly }, [getRule('BACK_HOME')])
    expect(backHome?.bets.length).toBeGreaterThan(0)
    expect(backHome?.bets.every(({ closeProbability }) => closeProbability === null)).toBe(true)
  })
})
