import { describe, expect, test } from 'vitest'
import { asLeague, simulatedView, simulateMetrics, WITHIN_SD } from '../../test/simulated-metrics.ts'
import { createRandom } from '../numeric/random.ts'
import { FULL_WINDOW } from './estimate-metric.ts'
import { leagueMoments } from './reliability-moments.ts'
import { reliabilityOfLeagues, reliabilityTable } from './reliability-table.ts'

const view = simulatedView({ teams: 10, seasons: 4 })

describe('how much of a metric is a team’s own', () => {
  test('teams that do not differ are no signal in every metric at once, in at least 95 % of leagues', () => {
    const random = createRandom(21)
    const clean = Array.from({ length: 20 }, () => {
      const { rows } = reliabilityOfLeagues([leagueMoments(asLeague(view, simulateMetrics(view, random, 0)))])
      expect(rows.length).toBeGreaterThan(25)
      return rows.every(({ verdict }) => verdict === 'no_signal')
    })
    expect(clean.filter(Boolean).length).toBeGreaterThanOrEqual(19)
  })

  test('teams that differ are told with the reliability that they have, and repeat from season to season', () => {
    const spread = 3
    const { rows } = reliabilityOfLeagues([leagueMoments(asLeague(view, simulateMetrics(view, createRandom(22), spread)))])
    const truth = FULL_WINDOW / (FULL_WINDOW + (WITHIN_SD / spread) ** 2)
    const holding = rows.filter(({ reliability }) => {
      const [low, high] = reliability.interval ?? [Number.NaN, Number.NaN]
      return low <= truth && truth <= high
    })
    expect(rows.every(({ verdict }) => verdict === 'stable_style')).toBe(true)
    expect(holding.length / rows.length).toBeGreaterThan(0.8)
    for (const { yearOnYear, oddEven, withinSd, groups } of rows) {
      expect(yearOnYear.value).toBeGreaterThan(0.5)
      expect(oddEven.value).toBeGreaterThan(0.5)
      expect(Math.abs(withinSd - WITHIN_SD)).toBeLessThan(0.4)
      expect(groups).toBe(40)
    }
  })

  test('a league whose teams all differ from another league’s is no team’s doing', () => {
    const shifted = (by: number) => {
      const metrics = simulateMetrics(view, createRandom(23 + by), 0)
      return leagueMoments(
        asLeague(
          view,
          metrics.map(({ metric, truth }) => {
            const { trace } = metric
            if (trace === undefined) throw new Error('it was averaged')
            const { home, away } = trace.deviations
            return {
              truth,
              metric: { ...metric, trace: { ...trace, deviations: { home: home.map((x) => x + by), away: away.map((x) => x + by) } } },
            }
          }),
        ),
      )
    }
    const { rows } = reliabilityOfLeagues([shifted(0), shifted(9)])
    expect(rows.every(({ verdict, groups }) => verdict === 'no_signal' && groups === 80)).toBe(true)
    for (const { yearOnYear } of rows) expect(Math.abs(yearOnYear.value ?? 1)).toBeLessThan(0.5)
  })

  test('of nothing it has no row', () => {
    expect(reliabilityTable([])).toEqual({ rows: [], byLeague: [], notMeasured: [] })
  })
})
