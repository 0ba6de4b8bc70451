import { describe, expect, test } from 'vitest'
import { countedHistory } from '../../test/counted-league.ts'
import { mean, plainComponents, plainShrunk } from '../../test/plain-estimates.ts'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import type { MatchHistory } from '../football/history.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { toTeamDna, leagueMetrics } from './build-league-dna.ts'
import { contextMetrics } from './context.ts'
import { type MarketExpectation, marketExpectation } from './market-expectation.ts'
import { fitMarketStrengths, type MarketFitOptions } from './market-strengths.ts'
import { nemesisMetrics } from './opponents.ts'
import { leagueView } from './league-view.ts'
import type { DnaMetric } from './team-dna.ts'

const history = countedHistory()
const model = fitGoalsModel(history)
const league = leagueMetrics(history, model, { season: '2020-21' })
const dna = toTeamDna(league)
const [home, away, season, day] = (['home', 'away', 'season', 'day'] as const).map((name) => [...history.columns[name]]) as [
  number[],
  number[],
  number[],
  number[],
]

const getMetric = (teamId: number, key: string): DnaMetric => {
  const team = dna.find((one) => one.teamId === teamId)
  return Object.values(team?.vectors ?? {})
    .flatMap(({ metrics }) => metrics)
    .find((metric) => metric.key === key) as DnaMetric
}

describe('strengths of the goals model', () => {
  test.each([
    ['attack_strength', 'attack', 2],
    ['defence_strength', 'defence', 7],
  ] as const)('%s is the model’s parameter with its own error', (key, parameter, offset) => {
    // Thirteen parameters: intercept, home advantage, five attacks, five defences, rho.
    model.teams.forEach(({ id }, index) => {
      const variance = model.covariance[(offset + index) * 13 + offset + index] as number
      const found = getMetric(id, key)
      expect(found.value).toBe(model[parameter][index])
      expect(found.n).toBe(model.matchesByTeam[index])
      expect(found.nEff).toBe(model.weightByTeam[index])
      expect((found.interval![1] - found.interval![0]) / 2).toBeCloseTo(1.959963984540054 * Math.sqrt(variance), 12)
      expect(found.reliability).toBeCloseTo(1 - variance * model.prior.teamPrecision, 12)
      expect(found.evidence).toBe('predictive')
    })
  })
})

describe('opponents', () => {
  const { homeGoals, awayGoals } = history.columns
  const { homeGoals: homeRate, awayGoals: awayRate } = league.expectation
  /** Home goal differences beyond the market's, from the side of the team with the lower index. */
  const meetings = home.map((atHome, row) => {
    const beyond = homeGoals[row]! - awayGoals[row]! - (homeRate[row]! - awayRate[row]!)
    return { low: Math.min(atHome, away[row]!), high: Math.max(atHome, away[row]!), value: atHome < away[row]! ? beyond : -beyond }
  })
  const groups = [...new Set(meetings.map(({ low, high }) => `${low} ${high}`))].map((pair, cluster) => ({
    pair,
    cluster,
    values: meetings.filter(({ low, high, value }) => `${low} ${high}` === pair && !Number.isNaN(value)).map(({ value }) => value),
  }))
  const components = plainComponents(groups)

  test.each([
    ['toughest_opponent', -1],
    ['favourite_opponent', 1],
  ] as const)('%s is the one with the most extreme shrunk record', (key, sign) => {
    history.teams.forEach(({ id }, team) => {
      const records = history.teams.flatMap((opponent, other) => {
        if (other === team) return []
        const { values } = groups.find(({ pair }) => pair === `${Math.min(team, other)} ${Math.max(team, other)}`)!
        const own = team < other ? values : values.map((value) => -value)
        return [{ id: opponent.id, ...plainShrunk(own, Number.POSITIVE_INFINITY, components) }]
      })
      const extreme = records.reduce((best, one) => (sign * one.value > sign * best.value ? one : best))
      const found = getMetric(id, key)
      expect(found.subjectTeamId).toBe(extreme.id)
      expect(found.value).toBeCloseTo(extreme.value, 9)
      expect(found.n).toBe(extreme.n)
      expect(found.reliability).toBeCloseTo(extreme.reliability, 9)
      expect(found.interval?.[0]).toBeCloseTo(extreme.value - 1.959963984540054 * extreme.deviation, 8)
      expect(found.interval?.[1]).toBeCloseTo(extreme.value + 1.959963984540054 * extreme.deviation, 8)
    })
  })

  test('are not named where no match has odds', () => {
    const none = new Float64Array(history.length).fill(Number.NaN)
    const expectation = { ...league.expectation, homeGoals: none, awayGoals: none }
    const metrics = nemesisMetrics({ view: league.view, model, expectation })
    expect(metrics.map(({ reason }) => reason)).toEqual(['too_few_meetings', 'too_few_meetings'])
  })
})

describe('facts and gaps', () => {
  test('only the team that was not there the season before is promoted', () => {
    expect([11, 12, 13, 14, 15].map((id) => getMetric(id, 'promoted').value)).toEqual([0, 0, 0, 0, 1])
    expect(getMetric(15, 'promoted')).toMatchObject({ n: 9, nEff: 9, interval: [1, 1], reliability: 1, percentile: null })
    expect(getMetric(13, 'promoted').n).toBe(7)
  })

  test('each vector is headed by its first measured metric', () => {
    expect(Object.fromEntries(Object.entries(dna[0]!.vectors).map(([name, { headline }]) => [name, headline]))).toEqual({
      market: 'attack_strength',
      context: 'home_goal_difference_residual',
      risk: 'cards_per_match',
      temporal: 'second_half_goals_residual',
      nemesis: 'toughest_opponent',
      psyche: 'second_half_when_behind',
      roster: null,
      physical: 'rest_days',
      luck: 'goals_above_market',
    })
    expect(dna.map(({ teamId, matches }) => [teamId, matches])).toEqual([
      [11, 8],
      [12, 6],
      [13, 7],
      [14, 6],
      [15, 9],
    ])
  })

  test('matches without spectators are of the home side alone, and of no competition that is not recorded', () => {
    const elsewhere = { ...history, competition: 'E1' }
    const view = leagueView(elsewhere, '2020-21')
    const closed = contextMetrics({ view, model, expectation: league.expectation }).find(({ definition }) =>
      definition.key.startsWith('closed'),
    )
    expect(closed?.reason).toBe('spectators_not_recorded')
  })
})

/** The weights w solve A w = b, by elimination with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!])
  const n = rows.length
  for (let k = 0; k < n; k++) {
    const pivot = rows.slice(k).reduce((best, row, i) => (Math.abs(row[k]!) > Math.abs(rows[best]![k]!) ? k + i : best), k)
    ;[rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!]
    for (let i = 0; i < n; i++) {
      if (i === k) continue
      const factor = rows[i]![k]! / rows[k]![k]!
      rows[i] = rows[i]!.map((value, j) => value - factor * rows[k]![j]!)
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!)
}

/** The ridge fit of docs/models/dna.md with dense matrices, columns: level, home, attacks, defences. */
function strengthsAgain(of: MatchHistory, expectation: MarketExpectation, options: MarketFitOptions, promoted: readonly number[]) {
  const { xiPerDay = 0.03, precision = 0.03, teams } = options
  const { home, away, day } = of.columns
  const rows = [...home.keys()].filter((row) => expectation.homeGoals[row]! > 0 && expectation.awayGoals[row]! > 0)
  const latest = day[rows.at(-1)!]!
  const recent = rows.filter((row) => latest - day[row]! <= 300)
  const count = of.teams.length
  const size = 2 + 2 * count
  const unit = (entries: readonly (readonly [number, number])[]) => {
    const line = new Array<number>(size).fill(0)
    for (const [at, value] of entries) line[at]! += value
    return line
  }
  const equations = recent.flatMap((row) => {
    const weight = Math.exp(-xiPerDay * (latest - day[row]!))
    const [h, a] = [home[row]!, away[row]!]
    return [
      {
        weight,
        line: unit([
          [0, 1],
          [1, 1],
          [2 + h, 1],
          [2 + count + a, -1],
        ]),
        value: Math.log(expectation.homeGoals[row]!),
      },
      {
        weight,
        line: unit([
          [0, 1],
          [2 + a, 1],
          [2 + count + h, -1],
        ]),
        value: Math.log(expectation.awayGoals[row]!),
      },
    ]
  })
  const prior = unit(
    promoted.flatMap(
      (team) =>
        [
          [2 + team, -0.25],
          [2 + count + team, -0.25],
        ] as const,
    ),
  )
  const strictness = prior.map((_, k) => (k < 2 ? 1e-6 : precision))
  const matrix = prior.map((_, i) =>
    prior.map((__, j) => equations.reduce((sum, { weight, line }) => sum + weight * line[i]! * line[j]!, i === j ? strictness[i]! : 0)),
  )
  const right = prior.map((at, i) =>
    equations.reduce((sum, { weight, line, value }) => sum + weight * line[i]! * value, strictness[i]! * at),
  )
  const theta = solve(matrix, right)
  const misses = equations.reduce(
    (sum, { weight, line, value }) => sum + weight * (value - line.reduce((all, x, k) => all + x * theta[k]!, 0)) ** 2,
    0,
  )
  const pulls = theta.reduce((sum, value, k) => sum + (k < 2 ? 0 : precision * (value - prior[k]!) ** 2), 0)
  const noise = Math.sqrt((1.3 * (misses + pulls)) / (equations.reduce((sum, { weight }) => sum + weight, 0) - 2))
  const strength = (first: number, team: number) => {
    const contrast = unit(teams.map((other) => [first + other, (other === team ? 1 : 0) - 1 / teams.length] as const))
    const variance = solve(matrix, contrast).reduce((sum, value, k) => sum + value * contrast[k]!, 0)
    return {
      value: contrast.reduce((sum, weight, k) => sum + weight * theta[k]!, 0),
      standardDeviation: noise * Math.sqrt(variance),
      reliability: 1 - variance / ((1 - 1 / teams.length) / precision),
    }
  }
  const sample = (team: number) => {
    const weights = recent
      .filter((row) => home[row] === team || away[row] === team)
      .map((row) => Math.exp(-xiPerDay * (latest - day[row]!)))
    return { n: weights.length, nEff: weights.reduce((a, b) => a + b, 0) ** 2 / weights.reduce((a, b) => a + b * b, 0) }
  }
  return { noise, theta, byTeam: teams.map((team) => ({ attack: strength(2, team), defence: strength(2 + count, team), ...sample(team) })) }
}

describe('strengths in the eyes of the market', () => {
  const ids = Array.from({ length: 12 }, (_, i) => i + 1)
  const long = simulatedHistory({ seed: 5, seasons: [ladder(ids), ladder([...ids.slice(0, 11), 13])] })
  const bumpy = (values: Float64Array, other: Float64Array, level: number) =>
    values.map((team, row) => Math.exp(level + 0.05 * team - 0.03 * other[row]! + 0.1 * Math.sin(7 * row + level)))
  const { home: hosts, away: guests } = long.columns
  const none = new Float64Array(long.length).fill(Number.NaN)
  const made = {
    homeGoals: bumpy(hosts, guests, 0.35),
    awayGoals: bumpy(guests, hosts, 0.1),
    homePoints: none,
    awayPoints: none,
    drift: { home: none, away: none },
  }
  const played = leagueView(long, '2020-21').teams

  test.each([
    [
      'thirty counted matches',
      history,
      marketExpectation(history),
      { season: 1, teams: [0, 1, 2, 3, 4], xiPerDay: 0.003, precision: 0.5 },
      [1],
    ],
    ['a season, by the defaults', long, made, { season: 1, teams: played }, [12]],
  ] as const)('are the ridge fit solved again: %s', (_, of, expectation, options, promoted) => {
    const again = strengthsAgain(of, expectation, options, promoted)
    const fit = fitMarketStrengths(of, expectation, options)!
    expect(fit.noise).toBeCloseTo(again.noise, 9)
    expect(fit.homeAdvantage).toBeCloseTo(again.theta[1]!, 6)
    options.teams.forEach((team, at) => {
      const [found, own] = [fit.byTeam.get(team)!, again.byTeam[at]!]
      for (const part of ['attack', 'defence'] as const)
        for (const number of ['value', 'standardDeviation', 'reliability'] as const)
          expect(found[part][number]).toBeCloseTo(own[part][number], 6)
      expect(found.n).toBe(own.n)
      expect(found.nEff).toBeCloseTo(own.nEff, 9)
    })
    expect(mean(options.teams.map((team) => fit.byTeam.get(team)!.attack.value))).toBeCloseTo(0, 10)
  })

  test('need more weight than ten equations', () => {
    const teams = [0, 1, 2, 3, 4]
    const fitted = (xiPerDay: number) => fitMarketStrengths(history, league.expectation, { season: 1, teams, xiPerDay })
    const weights = (xi: number) =>
      day.reduce((sum, at, row) => sum + (season[row] === 1 && row !== 23 ? 2 * Math.exp(-xi * (day.at(-1)! - at)) : 0), 0)
    expect(weights(0.008) - 2).toBeGreaterThan(10)
    expect(fitted(0.008)).not.toBeNull()
    expect(weights(0.02) - 2).toBeLessThan(10)
    expect(fitted(0.02)).toBeNull()
  })
})
