import { describe, expect, test } from 'vitest'
import { betRecord, betsWith, settledBet } from '../../test/settled-bet.ts'
import { type BetRecord, recordsByCompetition, recordsByTeam, recordsOverall } from './bet-records.ts'
import { contextFilters, type ContextPerformance, performanceByContext } from './performance-by-context.ts'
import { REFERENCE_STRATEGIES } from './strategies.ts'
import type { SettledBet, StrategyRule } from './strategy.ts'

const getRule = (name: string): StrategyRule => REFERENCE_STRATEGIES.find((rule) => rule.name === name) as StrategyRule
const total = (parts: readonly ContextPerformance[], of: 'bets' | 'profitUnits' | 'stakeUnits' | 'wins') =>
  parts.reduce((sum, part) => sum + part[of], 0)

describe('records', () => {
  const bets = [settledBet(1), settledBet(2, { homeId: 2, awayId: 3 }), settledBet(3, { homeId: 3, awayId: 1 })]
  const listMatchIds = (records: readonly BetRecord[]): [number | null, number[]][] =>
    records.map((record) => [record.teamId, record.bets.map(({ matchId }) => matchId)])

  test('a bet stands in the record of the team that it is about, or of both', () => {
    const of = (name: string, account: SettledBet['account']) =>
      listMatchIds(recordsByTeam([{ competition: 'E0', rule: getRule(name), bets: bets.map((bet) => ({ ...bet, account })), unpriced: 0 }]))
    expect(of('BACK_HOME', 'home')).toEqual([
      [1, [1]],
      [2, [2]],
      [3, [3]],
    ])
    expect(of('BACK_AWAY', 'away')).toEqual([
      [1, [3]],
      [2, [1]],
      [3, [2]],
    ])
    expect(of('VALUE_EDGE_2', 'both')).toEqual([
      [1, [1, 3]],
      [2, [1, 2]],
      [3, [2, 3]],
    ])
  })

  test('overall joins the competitions by day, keeps each bet once, and adds up what had no price', () => {
    const rule = getRule('BACK_HOME')
    const groups = [
      { competition: 'E0', rule, bets, unpriced: 2 },
      { competition: 'D1', rule, bets: [settledBet(9, { day: 10 })], unpriced: 3 },
    ]
    expect(recordsByCompetition(groups).map(({ competition, bets: own, unpriced }) => [competition, own.length, unpriced])).toEqual([
      ['E0', 3, 2],
      ['D1', 1, 3],
    ])
    const [overall] = recordsOverall(groups)
    expect(listMatchIds([overall as BetRecord])).toEqual([[null, [1, 9, 2, 3]]])
    expect(overall?.unpriced).toBe(5)
    expect(overall?.leagues.map(({ competition }) => competition)).toEqual(['E0', 'D1'])
  })
})

describe('performance by context', () => {
  const own = betsWith(0.5, 90, 2).map((bet, i) => ({
    ...bet,
    season: i < 40 ? '2021-22' : '2022-23',
    homeId: i % 3 === 0 ? 1 : 5,
    awayId: 2,
    price: [1.2, 1.5, 4, 12][i % 4] as number,
  }))
  const leagues = [
    { competition: 'E0', bets: own.slice(0, 50) },
    { competition: 'D1', bets: own.slice(50) },
  ]

  test('the parts of every split sum to the record', () => {
    const { bySeason, byVenue, byLeague, byOdds } = performanceByContext({ bets: own, teamId: 1, leagues })
    const profit = own.reduce((sum, bet) => sum + bet.profitUnits, 0)
    expect(bySeason.map(({ season, bets }) => [season, bets])).toEqual([
      ['2021-22', 40],
      ['2022-23', 50],
    ])
    expect(byOdds.map(({ low, high, bets }) => [low, high, bets])).toEqual([
      [1, 1.5, 23],
      [1.5, 2, 23],
      [3, 5, 22],
      [10, null, 22],
    ])
    expect(byVenue?.home.bets).toBe(30)
    for (const parts of [bySeason, byOdds, byLeague, [byVenue?.home as ContextPerformance, byVenue?.away as ContextPerformance]]) {
      expect([total(parts, 'bets'), total(parts, 'profitUnits'), total(parts, 'stakeUnits')]).toEqual([90, profit, 90])
      expect(total(parts, 'wins')).toBe(own.filter(({ outcome }) => outcome === 'won').length)
    }
    expect(performanceByContext({ bets: own, teamId: null, leagues: [] })).toMatchObject({ byVenue: null, byLeague: [] })
  })

  test('a context that loses is avoided, one that wins is kept unless the close contradicts it; luck is neither', () => {
    const venue = (chance: number, homeId: number, seed: number, closingLineValue: number) =>
      betsWith(chance, 900, seed, { homeId, awayId: homeId === 1 ? 5 : 1, closeProbability: 0.5, closingLineValue })
    const listFilters = (home: SettledBet[], away: SettledBet[]) =>
      contextFilters([performanceByContext(betRecord([...home, ...away], { teamId: 1 }))])[0]
    const split = listFilters(venue(0.62, 1, 1, 0.02), venue(0.38, 5, 2, 0.02))
    expect(split?.keep).toMatchObject([{ dimension: 'venue', context: 'home', bets: 900 }])
    expect(split?.avoid).toMatchObject([{ dimension: 'venue', context: 'away' }])
    expect(split?.reason).toBeNull()
    expect(listFilters(venue(0.62, 1, 1, -0.02), venue(0.5, 5, 3, -0.02))?.keep.map(({ dimension }) => dimension)).toEqual([])
    expect(listFilters(venue(0.5, 1, 4, 0), venue(0.5, 5, 5, 0))).toMatchObject({
      keep: [],
      avoid: [],
      looked: 3,
      reason: 'no_context_differs_from_zero',
    })
    expect(contextFilters([performanceByContext(betRecord([]))])[0]?.reason).toBe('no_context_with_enough_bets')
  })
})
