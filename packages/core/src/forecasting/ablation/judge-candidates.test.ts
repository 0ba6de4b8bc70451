import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom, normal, poisson } from '../../numeric/random.ts'
import { fitPoissonRegression } from '../../numeric/regression.ts'
import { fillMarkets } from '../tiers/outcome-forecast.ts'
import {
  emptySums,
  fitCandidate,
  goalsGain,
  measureSurpluses,
  scoreStatistics,
  sumCandidate,
  type AblationMatch,
  type AblationData,
} from './fit-candidate.ts'
import { isPassed, judgeCandidates } from './judge-candidates.ts'
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

describe('a verdict', () => {
  /** Two seasons of one league, a week a match, with one column each of S and T; `b` is judged by what `a` taught. */
  function twoSeasons(goalsOfB: (goals: number) => number): AblationData {
    const data = simulated(400, [0.2, 0.1])
    const matches = data.matches.map((one, i) => ({
      ...one,
      season: i < 200 ? 'a' : 'b',
      week: i,
      homeGoals: i < 200 ? one.homeGoals : goalsOfB(one.homeGoals),
    }))
    return { ...data, matches }
  }
  const candidates = [
    { key: 'one', kind: 'trait', columns: ['s'] },
    { key: 'both', kind: 'pairing', columns: ['s', 't'] },
  ] as const
  const judge = (data: AblationData, seasons: readonly string[]) =>
    judgeCandidates(data, { seasons, seed: 1, permutations: 9, resamples: 100, candidates })

  test('rests on coefficients that the judged season’s goals do not change', () => {
    const [honest, other] = [
      judge(
        twoSeasons((goals) => goals),
        ['b'],
      ),
      judge(
        twoSeasons((goals) => 3 * goals + 1),
        ['b'],
      ),
    ]
    for (const [t, verdict] of honest.entries())
      expect(other[t]!.columns.map(({ coefficient }) => coefficient)).toEqual(verdict.columns.map(({ coefficient }) => coefficient))
    expect(other[0]!.columns[0]!.z).not.toBe(honest[0]!.columns[0]!.z)
    // They are those of season a alone.
    const data = twoSeasons((goals) => goals)
    const onlyA = { ...data, matches: data.matches.slice(0, 200) }
    const at = Int32Array.from({ length: 200 }, (_, i) => i)
    const fitted = fitCandidate(sumCandidate(onlyA, [0], measureSurpluses(onlyA, ['a']), at)[0]!, ['S'])
    expect(honest[0]!.columns[0]!.coefficient).toBe(fitted.coefficients[0])
  })

  test('leaves the first season out, for which nothing was learned', () => {
    const data = twoSeasons((goals) => goals)
    expect(judge(data, ['a', 'b'])).toEqual(judge(data, ['b']))
    expect(judge(data, ['b'])[0]!.matches).toBe(200)
    expect(judge(data, ['a'])[0]!.matches).toBe(0)
  })

  test('counts the candidate itself among the deals that do as well', () => {
    // With one match a group nobody else can be dealt: every deal does as well.
    expect(
      judge(
        twoSeasons((goals) => goals),
        ['b'],
      )[0]!.permutationP,
    ).toBe(1)
  })

  test('passes with two scores above 0 and at most one deal in twenty that does as well', () => {
    expect(isPassed(2, 0.05)).toBe(true)
    expect(isPassed(1, 0.01)).toBe(false)
    expect(isPassed(4, 0.051)).toBe(false)
    expect(isPassed(2, null)).toBe(true)
  })
})

describe('the sums of a candidate', () => {
  test('are those counted by hand, and its coefficients one Newton step under a ridge of 2500', () => {
    const columns = [
      { name: 's', part: 'S' },
      { name: 't', part: 'T' },
    ] as const
    const rates = { homeRate: 2, awayRate: 1 }
    const matches = [
      match({ ...rates, homeGoals: 3, awayGoals: 1, group: 0 }),
      match({ ...rates, homeGoals: 1, awayGoals: 2, group: 1 }),
      match({ ...rates, homeGoals: 9, awayGoals: 9, group: 2 }),
    ]
    const values = [Float32Array.of(1, -3, Number.NaN), Float32Array.of(4, 2, 5)]
    const data: AblationData = { matches, columns, sizes: [1, 1, 1], leagues: [0, 0, 0], starts: [0, 1, 2], values }
    const [sums] = sumCandidate(data, [0, 1], measureSurpluses(data, ['a']), Int32Array.of(0, 1, 2))
    // Surpluses: 1 and 0, -1 and 1; apart 1 and -2, together 1 and 0.
    expect(sums).toMatchObject({ matches: 2, surplus: 1, rates: 6 })
    expect([...sums!.column]).toEqual([-2, 6])
    expect([...sums!.square]).toEqual([10, 20])
    // 1 x 1 + -3 x -2, then 4 x 1 + 2 x 0.
    expect([...sums!.gradient]).toEqual([7, 4])
    expect([...sums!.level]).toEqual([-2, 18])
    // 10 x 3; (4 - 6) x 1; 20 x 3.
    expect([...sums!.curvature]).toEqual([30, 0, -2, 60])
    const fitted = fitCandidate(sums!, ['S', 'T'])
    expect([...fitted.centre]).toEqual([0, 3])
    expect([...fitted.scale]).toEqual([expect.closeTo(1 / Math.sqrt(5), 12), 1])
    // Standardised: gradient 7 / √5 and 4 - 3 x 1; curvature 30 / 5, 60 - 2 x 3 x 18 + 9 x 6, (-2 - 3 x -2) / √5.
    const [g1, g2, h11, h22, h12] = [7 / Math.sqrt(5), 1, 6 + 2500, 60 - 108 + 54 + 2500, 4 / Math.sqrt(5)]
    const determinant = h11 * h22 - h12 * h12
    const [b1, b2] = [(h22 * g1 - h12 * g2) / determinant, (h11 * g2 - h12 * g1) / determinant]
    expect(fitted.coefficients[0]).toBeCloseTo(b1, 12)
    expect(fitted.coefficients[1]).toBeCloseTo(b2, 12)
    expect(goalsGain(fitted, sums!)).toBeCloseTo(b1 * g1 + b2 * g2 - (b1 * b1 * 6 + 2 * b1 * b2 * h12 + b2 * b2 * 6) / 2, 12)
    expect(scoreStatistics(fitted, sums!)[0]).toBeCloseTo(g1 / Math.sqrt(6), 12)
  })
})
