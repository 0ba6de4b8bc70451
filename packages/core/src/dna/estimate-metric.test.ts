import { describe, expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { createRandom, normal, type RandomState } from '../numeric/random.ts'
import { estimateMetric, type LeagueMetric } from './estimate-metric.ts'
import { leagueView, observe } from './league-view.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
import type { DnaMetric } from './team-dna.ts'

const TEAMS = Array.from({ length: 16 }, (_, i) => i + 1)
const SEASONS = 5
const history = simulatedHistory({ seed: 11, seasons: Array.from({ length: SEASONS }, () => ladder(TEAMS)) })
const view = leagueView(history, history.seasons.at(-1) as string)

/** Fouls whose true team levels are known: spread 0 means that teams do not differ. */
function simulateFouls(random: RandomState, spread: number): { metric: LeagueMetric; truth: number[] } {
  const truth = history.teams.map(() => 11 + spread * normal(random))
  const observations = observe(history, (row, atHome) => {
    const team = history.columns[atHome ? 'home' : 'away'][row] as number
    // Away sides foul more everywhere: a league's habit, no team's.
    return (truth[team] as number) + (atHome ? 0 : 1.5) + 3 * normal(random)
  })
  return { metric: estimateMetric(view, { definition: METRIC_CATALOGUE.fouls, observations, against: 'league' }), truth }
}

const measuredTeams = (metric: LeagueMetric): [number, DnaMetric][] => [...metric.byTeam].filter(([, team]) => team.status === 'measured')

describe('estimating a metric over a league', () => {
  test('intervals cover the true team levels about as often as they say', () => {
    const random = createRandom(3)
    let covered = 0
    let all = 0
    for (let run = 0; run < 30; run++) {
      const { metric, truth } = simulateFouls(random, 1.2)
      // The league's own level is 0.75 above the home truth: half of the away habit.
      for (const [team, { interval }] of measuredTeams(metric)) {
        const level = (truth[team] as number) + 0.75
        covered += interval !== null && interval[0] <= level && level <= interval[1] ? 1 : 0
        all += 1
      }
    }
    expect(covered / all).toBeGreaterThan(0.92)
    expect(covered / all).toBeLessThan(0.98)
  })

  test('teams that do not differ come out as no signal, whatever the catalogue hopes for', () => {
    const random = createRandom(4)
    const statuses = Array.from({ length: 40 }, () =>
      measuredTeams(simulateFouls(random, 0).metric).every(([, team]) => team.evidence === 'no_signal'),
    )
    expect(statuses.filter(Boolean).length).toBeGreaterThanOrEqual(38)
  })

  test('teams that differ are ordered as they are, with a reliability that says so', () => {
    const { metric, truth } = simulateFouls(createRandom(5), 3)
    const teams = measuredTeams(metric)
    const highest = teams.reduce((a, b) => ((a[1].value ?? 0) > (b[1].value ?? 0) ? a : b))
    expect(truth.indexOf(Math.max(...truth))).toBe(highest[0])
    expect(highest[1].reliability).toBeGreaterThan(0.8)
    expect(highest[1].percentile).toBe(100 * (15.5 / 16))
    expect(highest[1].evidence).toBe('stable_style')
  })

  test('weights halve every ten matches, over eighty at most', () => {
    const { metric } = simulateFouls(createRandom(6), 1)
    const [, team] = measuredTeams(metric)[0] as [number, DnaMetric]
    expect(team.n).toBe(80)
    expect(team.nEff).toBeCloseTo(28.6, 1)
  })

  test('without a single observation the metric is not measured and says what is missing', () => {
    const nothing = observe(history, () => Number.NaN)
    const metric = estimateMetric(view, { definition: METRIC_CATALOGUE.fouls, observations: nothing, against: 'league' })
    expect(metric.reason).toBe('data_lack_it')
    expect([...metric.byTeam.values()].every((team) => team.value === null && team.interval === null && team.n === 0)).toBe(true)
  })

  test('a column that is constant cannot tell teams apart and is not measured', () => {
    const constant = observe(history, () => 7)
    const metric = estimateMetric(view, { definition: METRIC_CATALOGUE.fouls, observations: constant, against: 'league' })
    expect(measuredTeams(metric)).toEqual([])
    expect(metric.reason).toBe('teams_not_told_apart')
  })
})
