import { describe, expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { asLeague, type SimulatedMetric, simulatedView, simulateMetrics, WITHIN_SD } from '../../test/simulated-metrics.ts'
import { type MatchHistory, historyBefore } from '../football/history.ts'
import type { Minute } from '../football/time.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { createRandom, normal, type RandomState } from '../numeric/random.ts'
import { leagueMetrics } from './build-league-dna.ts'
import { FULL_WINDOW } from './estimate-metric.ts'
import { leagueMoments } from './reliability-moments.ts'
import { reliabilityOfLeagues } from './reliability-table.ts'
import type { DnaMetric } from './team-dna.ts'

interface Coverage {
  readonly share: number
  /** Of the share, by how much the metrics' own shares differ: teams of one metric share its kappa and are no trials apart. */
  readonly error: number
}

/** How often something holds, metric by metric. */
function measureCoverage(metrics: readonly SimulatedMetric[], holds: (metric: DnaMetric, truth: number) => boolean): Coverage {
  const shares = metrics.map(({ metric, truth }) => {
    const teams = [...metric.byTeam]
    return teams.filter(([team, own]) => holds(own, truth[team] as number)).length / teams.length
  })
  const share = shares.reduce((sum, one) => sum + one, 0) / shares.length
  const squares = shares.reduce((sum, one) => sum + (one - share) ** 2, 0)
  return { share, error: Math.sqrt(squares / (shares.length - 1) / shares.length) }
}

const within = ([low, high]: readonly [number, number], value: number): boolean => low <= value && value <= high

describe('what does not differ', () => {
  test('is no signal in every metric at once in at least 95 % of 120 leagues of 16 teams over 6 seasons', () => {
    const view = simulatedView({ teams: 16, seasons: 6 })
    const random = createRandom(31)
    const clean = Array.from({ length: 120 }, () => {
      const { rows } = reliabilityOfLeagues([leagueMoments(asLeague(view, simulateMetrics(view, random, 0)))])
      return rows.every(({ verdict }) => verdict === 'no_signal')
    })
    expect(clean.filter(Boolean).length / clean.length).toBeGreaterThanOrEqual(0.95)
  })

  test('is no signal when the goals themselves come from teams of one strength', () => {
    const equals = ladder(
      Array.from({ length: 18 }, (_, i) => i + 1),
      0,
    )
    const clean = Array.from({ length: 60 }, (_, seed) => {
      const history: MatchHistory = simulatedHistory({ seed: seed + 1, seasons: [equals, equals, equals, equals] })
      const metrics = leagueMetrics(history, fitGoalsModel(history), { season: history.seasons.at(-1) as string })
      return reliabilityOfLeagues([leagueMoments(metrics)]).rows.every(({ verdict }) => verdict === 'no_signal')
    })
    expect(clean.filter(Boolean).length / clean.length).toBeGreaterThanOrEqual(0.95)
  })
})

describe('what differs by a known amount', () => {
  const view = simulatedView({ teams: 20, seasons: 5 })

  /** Metrics of leagues whose teams differ by so much, until there are enough. */
  const simulateLeagues = (random: RandomState, spread: number, count: number): SimulatedMetric[][] =>
    Array.from({ length: count }, () => simulateMetrics(view, random, spread))

  test.each([0.3, 0.6, 1.5])(
    'is covered by a team’s interval as often as it says, 95 in 100: teams that differ by %d, matches by 3',
    (spread) => {
      const metrics = simulateLeagues(createRandom(Math.round(100 * spread)), spread, 16).flat()
      const { share, error } = measureCoverage(metrics, ({ interval }, truth) => interval !== null && within(interval, truth))
      expect(Math.abs(share - 0.95)).toBeLessThan(3 * error)
      expect(error).toBeLessThan(0.006)
    },
    120_000,
  )

  test('is covered by the interval of its reliability in most leagues: twenty teams say little of how far teams differ', () => {
    const spread = 0.6
    const truth = FULL_WINDOW / (FULL_WINDOW + (WITHIN_SD / spread) ** 2)
    const rows = simulateLeagues(createRandom(41), spread, 12).flatMap(
      (metrics) => reliabilityOfLeagues([leagueMoments(asLeague(view, metrics))]).rows,
    )
    const inside = rows.filter(({ reliability: { interval } }) => interval !== null && interval[0] <= truth && truth <= interval[1])
    expect(inside.length / rows.length).toBeGreaterThan(0.85)
  })

  test('comes in the next ten matches where the forecast of the regression said, nineteen times in twenty', () => {
    const random = createRandom(42)
    const { share, error } = measureCoverage(simulateLeagues(random, 0.6, 16).flat(), ({ outlook }, truth) => {
      if (outlook === undefined) throw new Error('luck has an outlook')
      return within(outlook.interval, normal(random, truth, WITHIN_SD / Math.sqrt(outlook.nextMatches)))
    })
    expect(Math.abs(share - 0.95)).toBeLessThan(3 * error)
  })

  test('is estimated from the past alone', () => {
    const early = historyBefore(view.history, (view.history.asOf - 300 * 1440) as Minute)
    expect(early.length).toBeLessThan(view.history.length)
    const metrics = leagueMetrics(early, fitGoalsModel(early), { season: early.seasons.at(-2) as string })
    const moments = leagueMoments(metrics)
    expect(moments.metrics.flatMap(({ groups }) => groups).every(({ nEff }) => nEff <= 38)).toBe(true)
  })
})
