import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom, normal, poisson } from '../../numeric/random.ts'
import { fitPoissonRegression } from '../../numeric/regression.ts'
import { fillMarkets } from '../tiers/outcome-forecast.ts'
import { emptySums, fitCandidate, measureSurpluses, sumCandidate } from './fit-candidate.ts'
import type { AblationMatch, AblationData } from './candidate.ts'
import { holmIntervals } from '../../numeric/multiple-testing.ts'
import { scoreGains } from './score-gains.ts'

const match = (fields: Partial<AblationMatch>): AblationMatch => {
  const rates = { homeRate: 1.5, awayRate: 1.2, rho: -0.05, ...fields }
  const markets = new Float64Array(5)
  fillMarkets(rates.homeRate, rates.awayRate, rates.rho, markets)
  const [home = 0, draw = 0, away = 0, over25 = 0, btts = 0] = markets
  return { season: 'a', week: 0, probabilities: [home, draw, away, over25, btts], homeGoals: 1, awayGoals: 1, group: 0, place: 0, ...rates }
}

/** Matches whose goals answer to an S and a T column of given effects. */
function simulated(n: number, effects: readonly [s: number, t: number]): AblationData {
  const random = createRandom(4)
  const values = [new Float32Array(n), new Float32Array(n)]
  const matches = Array.from({ length: n }, (_, i) => {
    const s = normal(random)
    const t = normal(random, 3, 2)
    values[0]![i] = s
    values[1]![i] = t
    const shifts = [effects[1] * ((t - 3) / 2) + effects[0] * s, effects[1] * ((t - 3) / 2) - effects[0] * s]
    const goals = [1.5 * Math.exp(shifts[0]!), 1.2 * Math.exp(shifts[1]!)].map((rate) => poisson(random, rate))
    return match({ homeGoals: goals[0]!, awayGoals: goals[1]!, group: i })
  })
  const each = (of: (i: number) => number) => Array.from({ length: n }, (_, i) => of(i))
  const columns = [
    { name: 's', part: 'S' },
    { name: 't', part: 'T' },
  ] as const
  return { matches, columns, sizes: each(() => 1), leagues: each(() => 0), starts: each((i) => i), values }
}

describe('coefficients of a term', () => {
  test('are those of a Poisson regression with the same ridge, offset by the frozen rates', () => {
    const n = 4000
    const data = simulated(n, [0.06, -0.04])
    const at = Int32Array.from({ length: n }, (_, i) => i)
    const fitted = fitCandidate(sumCandidate(data, [0, 1], measureSurpluses(data, ['a']), at)[0]!, ['S', 'T'])
    const design = new Float64Array(n * 2 * 4)
    const goals = new Float64Array(n * 2)
    data.matches.forEach(({ homeGoals, awayGoals }, i) => {
      const s = data.values[0]![i]! * fitted.scale[0]!
      const t = (data.values[1]![i]! - fitted.centre[1]!) * fitted.scale[1]!
      design.set([1, 0, s, t, 0, 1, -s, t], i * 8)
      goals.set([homeGoals, awayGoals], 2 * i)
    })
    const precision = [1e8, 1e8, 2500, 2500]
    const full = fitPoissonRegression(design, goals, { mean: [Math.log(1.5), Math.log(1.2), 0, 0], precision })
    expect(fitted.coefficients[0]).toBeCloseTo(full[2]!, 2)
    expect(fitted.coefficients[1]).toBeCloseTo(full[3]!, 2)
    expect(Math.abs(fitted.coefficients[0]! - full[2]!)).toBeLessThan(0.003)
  })

  test('are 0 where there is nothing to learn from', () => {
    expect([...fitCandidate(emptySums(2), ['S', 'T']).coefficients]).toEqual([0, 0])
  })
})

describe('gains', () => {
  test('of no shift are exactly 0', () => {
    const out = new Float64Array(4).fill(9)
    scoreGains(match({}), 0, 0, out)
    expect([...out]).toEqual([0, 0, 0, 0])
  })

  test('are the log ratio of the grid’s own probabilities where the published ones are the grid’s', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.1, max: 0.1, noNaN: true }),
        fc.double({ min: -0.1, max: 0.1, noNaN: true }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        (home, away, homeGoals, awayGoals) => {
          const one = match({ homeGoals, awayGoals })
          const out = new Float64Array(4)
          scoreGains(one, home, away, out)
          const moved = new Float64Array(5)
          fillMarkets(1.5 * Math.exp(home), 1.2 * Math.exp(away), -0.05, moved)
          const k = homeGoals > awayGoals ? 0 : homeGoals === awayGoals ? 1 : 2
          const binary = (happened: boolean, j: 3 | 4) =>
            Math.log(happened ? moved[j]! / one.probabilities[j] : (1 - moved[j]!) / (1 - one.probabilities[j]))
          expect(out[1]).toBeCloseTo(Math.log(moved[k]! / one.probabilities[k]!), 10)
          expect(out[2]).toBeCloseTo(binary(homeGoals + awayGoals > 2, 3), 10)
          expect(out[3]).toBeCloseTo(binary(homeGoals > 0 && awayGoals > 0, 4), 10)
        },
      ),
    )
  })

  test('of goals average below 0 for any shift when the frozen rates are the truth', () => {
    const out = new Float64Array(4)
    let mean = 0
    for (let home = 0; home < 15; home++) {
      for (let away = 0; away < 15; away++) {
        const one = match({ homeGoals: home, awayGoals: away, rho: 0 })
        const p = (k: number, rate: number) =>
          (Math.exp(-rate) * rate ** k) / Array.from({ length: k }, (_, i) => i + 1).reduce((a, b) => a * b, 1)
        scoreGains(one, 0.1, -0.05, out)
        mean += p(home, 1.5) * p(away, 1.2) * out[0]!
      }
    }
    expect(mean).toBeLessThan(0)
    expect(mean).toBeGreaterThan(-0.02)
  })
})

describe('Holm’s intervals', () => {
  const at = (z: number, p: number) => ({ mean: z, standardError: 1, p })

  test('of one mean are the ordinary ones; of many they are wider, the smallest p-value’s most', () => {
    const [alone] = holmIntervals([at(2.5, 0.006)])
    expect(alone!.interval[0]).toBeCloseTo(2.5 - 1.96, 2)
    expect(alone!.isAboveZero).toBe(true)
    const many = holmIntervals([at(2.5, 0.006), at(0, 0.5), at(0, 0.5), at(4, 0.0001)])
    expect(many[3]!.isAboveZero).toBe(true)
    expect(many[3]!.interval[1] - many[3]!.interval[0]).toBeGreaterThan(many[0]!.interval[1] - many[0]!.interval[0])
  })

  test('after one that fails, none passes', () => {
    const wide = { mean: 2, standardError: 1, p: 0.0001 }
    expect(holmIntervals([wide, at(3, 0.001)]).map(({ isAboveZero }) => isAboveZero)).toEqual([false, false])
  })

  test('of nothing but noise pass about one time in forty', () => {
    const random = createRandom(11)
    let passed = 0
    for (let run = 0; run < 2000; run++) {
      const means = Array.from({ length: 22 }, () => normal(random)).map((mean) => ({ mean, standardError: 1, p: 1 - phi(mean) }))
      if (holmIntervals(means).some(({ isAboveZero }) => isAboveZero)) passed++
    }
    expect(passed / 2000).toBeLessThan(0.036)
    expect(passed / 2000).toBeGreaterThan(0.014)
  })
})

/** Enough of a normal distribution function to sort by. */
const phi = (z: number) => 1 / (1 + Math.exp(-1.702 * z))
