import { describe, expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../../test/simulated-history.ts'
import { calculatedLeague } from '../../../test/tables-from-records.ts'
import { fitGoalsModel } from '../../goals-model/fit-goals-model.ts'
import { removeOverround } from '../../odds/remove-overround.ts'
import { buildLeagueDna } from '../build-league-dna.ts'
import { classifyByStrength } from '../classify-teams.ts'
import { marketExpectation } from '../market-expectation.ts'
import { listMetrics } from './known-metric.ts'
import { type MarketCell, PROFILE_MARKETS } from './proven-findings.ts'
import { outlineTeams, profileTeams } from './team-profile.ts'

const { table, history, season, model, dna } = calculatedLeague()
const outlines = outlineTeams(history, marketExpectation(history), dna)
const getName = (id: number): string => table.teams.find((team) => team.id === id)?.name ?? ''

const cells = dna.flatMap(({ teamId }, i) =>
  PROFILE_MARKETS.map(
    (market, j): MarketCell => ({
      competition: table.competition,
      teamId,
      market,
      bets: 100,
      yieldFraction: { value: 0.01 * (i - j), n: 100, interval: [0.01 * (i - j) - 0.3, 0.01 * (i - j) + 0.3] },
      closingLineValue: { value: -0.03, n: 90, interval: [-0.05, -0.01] },
    }),
  ),
)
const classes = classifyByStrength(
  model,
  dna.map(({ teamId }) => teamId),
)
const leagueToProfile = { competition: table.competition, name: 'Demo', dna, classes, outlines, getName }
const profiles = profileTeams({ leagues: [leagueToProfile], cells, records: new Map() })

/** Rows of the season in which the team of that index plays. */
function listRows(teamId: number): { row: number; atHome: boolean }[] {
  const index = history.teams.findIndex(({ id }) => id === teamId)
  const { season: seasons, home, away } = history.columns
  return Array.from({ length: history.length }, (_, row) => row)
    .filter((row) => history.seasons[seasons[row] as number] === season && (home[row] === index || away[row] === index))
    .map((row) => ({ row, atHome: home[row] === index }))
}

describe('betting identity', () => {
  test('every number is a recount of the season’s matches and prices', () => {
    const prices = history.prices.get('1x2|close|pinnacle')
    if (prices === undefined) throw new Error('the demo has closing prices')
    for (const { teamId, identity } of outlines.slice(0, 4)) {
      const findNumber = (key: string) => identity.numbers.find((number) => number.key === key)
      const seen = listRows(teamId).map(({ row, atHome }) => {
        const fair = removeOverround([prices.price1[row] as number, prices.priceX[row] as number, prices.price2[row] as number], 'power')
        const [home, away] = [history.columns.homeGoals[row] as number, history.columns.awayGoals[row] as number]
        return {
          win: fair[atHome ? 0 : 2] as number,
          lose: fair[atHome ? 2 : 0] as number,
          draw: fair[1] as number,
          goals: home + away,
          margin: atHome ? home - away : away - home,
        }
      })
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
      expect(findNumber('favourite_share')?.value).toBeCloseTo(mean(seen.map(({ win, lose }) => Number(win > lose))), 12)
      expect(findNumber('won_share')?.value).toBeCloseTo(mean(seen.map(({ margin }) => Number(margin > 0))), 12)
      expect(findNumber('won_share')?.expected).toBeCloseTo(mean(seen.map(({ win }) => win)), 10)
      expect(findNumber('drawn_share')?.expected).toBeCloseTo(mean(seen.map(({ draw }) => draw)), 10)
      expect(findNumber('over_2_5_share')?.value).toBeCloseTo(mean(seen.map(({ goals }) => Number(goals > 2.5))), 12)
      const sorted = seen.map(({ win }) => 1 / win).sort((a, b) => a - b)
      expect(findNumber('win_price_median')?.value).toBeCloseTo(sorted[sorted.length >> 1] as number, 10)
      expect(findNumber('won_share')?.n).toBe(seen.length)
    }
  })

  test('each has n, and an interval that holds it', () => {
    for (const { value, n, interval } of outlines.flatMap(({ identity }) => identity.numbers)) {
      if (value === null || interval === null) continue
      expect(n).toBeGreaterThan(0)
      expect(interval[0]).toBeLessThanOrEqual(value)
      expect(interval[1]).toBeGreaterThanOrEqual(value)
    }
  })

  test('without odds the market’s part is null, and the results stand', () => {
    const bare = simulatedHistory({ seed: 2, seasons: [ladder([1, 2, 3, 4, 5, 6]), ladder([1, 2, 3, 4, 5, 7])] })
    const [first] = outlineTeams(bare, marketExpectation(bare), buildLeagueDna(bare, fitGoalsModel(bare), { season: '2020-21' }))
    const findNumber = (key: string) => first?.identity.numbers.find((number) => number.key === key)
    expect(findNumber('favourite_share')).toMatchObject({ value: null, n: 0, interval: null })
    expect(findNumber('win_price_median')).toMatchObject({ value: null, n: 0 })
    expect(findNumber('won_share')).toMatchObject({ n: 10, expected: null })
    expect(first?.opponents.every(({ rawResidual, couldBeChance }) => rawResidual === null && couldBeChance)).toBe(true)
  })
})

describe('opponents', () => {
  test('what one side of a pair has, the other has with its sign changed', () => {
    const findRecord = (teamId: number, opponentId: number) =>
      outlines.find((outline) => outline.teamId === teamId)?.opponents.find((record) => record.opponentId === opponentId)
    for (const { teamId, opponents } of outlines) {
      for (const own of opponents) {
        const other = findRecord(own.opponentId, teamId)
        expect([other?.won, other?.drawn, other?.lost, other?.n]).toEqual([own.lost, own.drawn, own.won, own.n])
        expect(own.rawResidual).toBeCloseTo(-(other?.rawResidual ?? Number.NaN), 10)
        expect(own.shrunkResidual).toBeCloseTo(-(other?.shrunkResidual ?? Number.NaN), 10)
        expect(Math.abs(own.shrunkResidual ?? 0)).toBeLessThanOrEqual(Math.abs(own.rawResidual ?? 0))
      }
    }
  })

  test('the first is the nemesis of the vectors', () => {
    for (const [index, team] of dna.entries()) {
      const nemesis = listMetrics(team).find(({ key }) => key === 'toughest_opponent')
      expect(outlines[index]?.opponents[0]?.opponentId).toBe(nemesis?.subjectTeamId)
      expect(outlines[index]?.opponents[0]?.shrunkResidual).toBeCloseTo(nemesis?.value ?? Number.NaN, 12)
    }
  })

  test('a record could be chance unless its interval leaves 0 out', () => {
    for (const { interval, couldBeChance } of outlines.flatMap(({ opponents }) => opponents)) {
      expect(couldBeChance).toBe(interval === null || (interval[0] <= 0 && interval[1] >= 0))
    }
  })
})

test('what the profile says of a team does not depend on the order in which teams are asked for', () => {
  const reversed = { ...leagueToProfile, dna: [...dna].reverse(), outlines: [...outlines].reverse() }
  const again = profileTeams({ leagues: [reversed], cells, records: new Map() })
  for (const [key, { facts, similar }] of profiles) {
    expect(again.get(key)?.facts).toEqual(facts)
    expect(again.get(key)?.similar.inLeague.map(({ teamId }) => teamId)).toEqual(similar.inLeague.map(({ teamId }) => teamId))
  }
})

describe('facts for sentences', () => {
  test('are told of most sides of a team, and are its own', () => {
    for (const team of dna) {
      const facts = profiles.get(`${table.competition}|${team.teamId}`)?.facts
      const getMetric = (key: string) => listMetrics(team).find((metric) => metric.key === key)
      expect(facts?.place).toMatchObject({ team: getName(team.teamId), league: 'Demo', teams: dna.length })
      expect([facts?.shots?.own.value, facts?.shots?.own.percentile]).toEqual([
        getMetric('shots_for')?.value,
        getMetric('shots_for')?.percentile,
      ])
      expect(facts?.shots?.against.value).toBe(getMetric('shots_against')?.value)
      expect(Object.values(facts ?? {}).filter((fact) => fact !== null && !Array.isArray(fact)).length).toBeGreaterThan(6)
    }
  })

  test('are null where nothing is measured', () => {
    const [first] = dna
    if (first === undefined) throw new Error('the demo has teams')
    const quiet = { ...first, style: { reason: null, metrics: [] } }
    const only = { ...leagueToProfile, dna: [quiet], outlines: outlines.slice(0, 1) }
    const profile = profileTeams({ leagues: [only], cells: [], records: new Map() }).get(`${table.competition}|${first.teamId}`)
    expect(profile?.facts).toMatchObject({ shots: null, noMarket: null, noStrategy: { code: 'no_bets' } })
    expect(profile?.markets).toBeNull()
  })
})
