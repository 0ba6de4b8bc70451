import { expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { fitGoalsModel } from './fit-goals-model.ts'
import { goalRates } from './goal-rates.ts'

const tenTeams = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const refused = (code: string) => expect.objectContaining({ code })

test('known strengths are recovered within their standard errors', () => {
  const truth = ladder(tenTeams)
  const history = simulatedHistory({ seed: 7, seasons: Array.from({ length: 4 }, () => truth) })
  const prior = { teamPrecision: 0, homeAdvantagePrecision: 0, rhoPrecision: 0 }
  const model = fitGoalsModel(history, { xiPerDay: 0, prior })
  const size = 3 + 2 * tenTeams.length
  let squares = 0
  model.teams.forEach((team, i) => {
    const own = truth.find((t) => t.id === team.id)!
    for (const [at, found, expected] of [
      [2 + i, model.attack[i]!, own.attack],
      [2 + tenTeams.length + i, model.defence[i]!, own.defence],
    ] as const) {
      const z = (found - expected) / Math.sqrt(model.covariance[at * size + at]!)
      squares += z * z
    }
  })
  // Twenty squared z-scores under two constraints: their mean is 0.9, and beyond 2 once in a few hundred leagues.
  expect(squares / 20).toBeLessThan(2)
  expect(squares / 20).toBeGreaterThan(0.3)
  expect(model.homeAdvantage).toBeCloseTo(0.25, 0.5)
})

test('a side that stays up is not promoted, a side that comes up is, and nobody is in the first season', () => {
  const seasons = [ladder([1, 2, 3, 4]), ladder([1, 2, 3, 5]), ladder([1, 2, 4, 5])]
  const history = simulatedHistory({ seed: 3, seasons })
  const { teams, promoted } = fitGoalsModel(history)
  const byId = Object.fromEntries(teams.map((team, i) => [team.id, promoted[i]]))
  // 5 came up in the second season and stayed; 4 went down and came back; 3 went down.
  expect(byId).toEqual({ 1: 0, 2: 0, 3: 0, 4: 1, 5: 0 })
  const first = fitGoalsModel(simulatedHistory({ seed: 3, seasons: seasons.slice(0, 1) }))
  expect([...first.promoted]).toEqual([0, 0, 0, 0])
})

test('with the season before not loaded nobody is promoted, and a season that is long over has no say', () => {
  const seasons = [ladder([1, 2, 3, 4]), ladder([1, 2, 3, 5]), ladder([1, 2, 3, 6])]
  const promotedBy = (years: readonly number[]) => {
    const { teams, promoted } = fitGoalsModel(simulatedHistory({ seed: 3, seasons, years }), { previousSeasons: 5 })
    return teams.filter((_, i) => promoted[i] === 1).map(({ id }) => id)
  }
  // 5 came up in the second season and went down again: in the third it is no newcomer.
  expect(promotedBy([2019, 2020, 2021])).toEqual([6])
  expect(promotedBy([2018, 2020, 2021])).toEqual([6])
  expect(promotedBy([2018, 2019, 2021])).toEqual([])
})

test('only the latest season and three before it count, and their old matches less', () => {
  const seasons = Array.from({ length: 6 }, () => ladder([1, 2, 3, 4]))
  const model = fitGoalsModel(simulatedHistory({ seed: 1, seasons }))
  expect(model.diagnostics.matches).toBe(4 * 12)
  expect([...model.matchesByTeam]).toEqual([24, 24, 24, 24])
  expect(model.diagnostics.effectiveMatches).toBeLessThan(48)
  expect(model.diagnostics.effectiveMatches).toBeGreaterThan(20)
  const latest = fitGoalsModel(simulatedHistory({ seed: 1, seasons }), { previousSeasons: 0 })
  expect(latest.diagnostics.matches).toBe(12)
})

test('matches after the date asked for change nothing', () => {
  const short = simulatedHistory({ seed: 5, seasons: [ladder(tenTeams)] }, '2020-01-01')
  const long = simulatedHistory({ seed: 5, seasons: [ladder(tenTeams), ladder([...tenTeams.slice(0, 9), 77])] }, '2020-01-01')
  const one = fitGoalsModel(short)
  const other = fitGoalsModel(long)
  expect(other.teams).toEqual(one.teams)
  expect(other.attack).toEqual(one.attack)
  expect(other.covariance).toEqual(one.covariance)
})

test('a warm start ends at the same optimum in fewer iterations', () => {
  const seasons = Array.from({ length: 3 }, () => ladder(tenTeams))
  const before = fitGoalsModel(simulatedHistory({ seed: 9, seasons }, '2022-03-01'))
  const history = simulatedHistory({ seed: 9, seasons }, '2022-03-08')
  const cold = fitGoalsModel(history)
  const warm = fitGoalsModel(history, { warmStart: before })
  expect(warm.diagnostics.iterations).toBeLessThan(cold.diagnostics.iterations)
  warm.attack.forEach((value, i) => {
    expect(value).toBeCloseTo(cold.attack[i]!, 6)
  })
})

test('a warm start from other teams is still a start', () => {
  const before = fitGoalsModel(simulatedHistory({ seed: 2, seasons: [ladder([50, 51, 52])] }))
  const model = fitGoalsModel(simulatedHistory({ seed: 2, seasons: [ladder(tenTeams)] }), { warmStart: before })
  expect(model.diagnostics.converged).toBe(true)
})

test('one match is enough under the prior, even a goalless one, and then the prior speaks', () => {
  for (let seed = 0; seed < 20; seed++) {
    const history = simulatedHistory({ seed, seasons: [ladder([1, 2], 0)] }, '2019-08-12')
    expect(history.length).toBe(1)
    const model = fitGoalsModel(history)
    const { homeGoalRate, home } = goalRates(model, { home: 1, away: 2 })
    expect(home).toBeGreaterThan(0.3)
    expect(home).toBeLessThan(6)
    expect(homeGoalRate.n).toBe(1)
    const [low, high] = homeGoalRate.interval as [number, number]
    expect(high / low).toBeGreaterThan(5)
  }
})

test('no match at all is refused, and so is maximum likelihood where it has no maximum', () => {
  const history = simulatedHistory({ seed: 1, seasons: [ladder([1, 2, 3])] }, '2019-08-12')
  const none = simulatedHistory({ seed: 1, seasons: [ladder([1, 2, 3])] }, '2019-01-01')
  expect(() => fitGoalsModel(none)).toThrowError(refused('TOO_FEW_MATCHES'))
  const flat = { teamPrecision: 0, homeAdvantagePrecision: 0, rhoPrecision: 0 }
  expect(() => fitGoalsModel(history, { prior: flat })).toThrowError(refused('DID_NOT_CONVERGE'))
  expect(() => fitGoalsModel(history, { xiPerDay: -1 })).toThrowError(refused('INVALID_ARGUMENT'))
  expect(() => fitGoalsModel(history, { prior: { teamPrecision: -6 } })).toThrowError(refused('INVALID_ARGUMENT'))
})

test('a fit that ran out of iterations is an error unless it is asked for', () => {
  const history = simulatedHistory({ seed: 4, seasons: [ladder(tenTeams)] })
  expect(() => fitGoalsModel(history, { maxIterations: 1 })).toThrowError(refused('DID_NOT_CONVERGE'))
  const model = fitGoalsModel(history, { maxIterations: 1, allowUnconverged: true })
  expect(model.diagnostics).toMatchObject({ converged: false, iterations: 1 })
})
