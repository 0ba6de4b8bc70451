import { expect, test } from 'vitest'
import { createMovingAverages } from './match-features.ts'
import { createRatingFilter, type FilterConstants } from './rating-filter.ts'
import { expectedStatistic, fitStatisticModel } from './market-form.ts'

const CONSTANTS: FilterConstants = {
  sign: -1,
  matchVariance: 0.01,
  earlyBoost: 3,
  boostDays: 20,
  observationVariance: 0.5,
  seasonFactor: 0.8,
  seasonVariance: 0.07,
  newcomerMean: -0.4,
  newcomerMemory: 0.5,
  newcomerVariance: 0.3,
  firstVariance: 0.2,
  constantMean: 0.35,
  constantVariance: 0.05,
  constantPerDay: 0.001,
  constantPerSeason: 0.02,
  fastVariance: 0,
  fastDays: 10,
  earlyGain: 2,
}

const begun = (changes: Partial<FilterConstants> = {}) => {
  const filter = createRatingFilter({ ...CONSTANTS, ...changes })
  filter.beginSeason(0)
  return filter
}

test('before its first match a league has its constant and equal teams', () => {
  const { value, variance } = begun().predict(1, 2, 100)
  expect(value).toBe(0.35)
  expect(variance).toBeCloseTo(0.05 + 0.2 + 0.2, 12)
})

test('one match moves constant and both levels by their shares of the surprise', () => {
  const filter = begun()
  // At the season's start a match adds 0.01 x (1 + 3) to each level's variance: 0.05 + 2 x 0.24 + 0.5 = 1.03.
  expect(filter.observe(1, 2, 100, 1.35, 0)).toBeCloseTo(1, 12)
  const same = filter.predict(1, 2, 100)
  expect(same.constant).toBeCloseTo(0.35 + 0.05 / 1.03, 12)
  expect(same.value).toBeCloseTo(0.35 + (0.05 + 0.24 + 0.24) / 1.03, 12)
  expect(same.variance).toBeCloseTo(0.53 - 0.53 ** 2 / 1.03, 12)
  expect(filter.predict(2, 1, 100).value).toBeCloseTo(0.35 + (0.05 - 0.24 - 0.24) / 1.03, 12)
})

test('the boost of a season’s start fades with the days of a team, and the constant drifts with those of the league, at most 30', () => {
  const variances = (gap: number) => {
    const filter = begun()
    for (const day of [100, 105, 100 + gap]) filter.observe(1, 2, day, Number.NaN, 0)
    return filter.predict(1, 2, 100 + gap).variance
  }
  const boosted = (days: number) => 0.01 * (1 + 3 * Math.exp(-days / 20))
  const expected = (gap: number, counted: number) => 0.05 + 0.001 * counted + 2 * (0.2 + boosted(0) + boosted(5) + boosted(gap))
  expect(variances(10)).toBeCloseTo(expected(10, 5 + 5), 12)
  expect(variances(35)).toBeCloseTo(expected(35, 5 + 30), 12)
  expect(variances(95)).toBeCloseTo(expected(95, 5 + 30), 12)
})

test('a push lifts the home level and lowers the away one, more in a team’s first matches', () => {
  const filter = begun()
  filter.observe(1, 2, 100, Number.NaN, 0.1)
  expect(filter.predict(1, 2, 100).value).toBeCloseTo(0.35 + 2 * 0.1 * 3, 12)
  filter.observe(1, 3, 107, Number.NaN, 0.1)
  // The second match of team 1, the first of team 3.
  expect(filter.predict(1, 3, 107).value).toBeCloseTo(0.35 + 0.3 + 0.1 * (1 + 2 * Math.exp(-1 / 6)) + 0.3, 12)
  // Where the sum is followed, both levels rise.
  const sum = begun({ sign: 1 })
  sum.observe(1, 2, 100, Number.NaN, 0.1)
  expect(sum.predict(1, 2, 100).value).toBeCloseTo(0.35 + 0.6, 12)
})

test('a new season takes its share of each level; newcomers come in below, and one that returns brings half of its old lead', () => {
  const filter = begun({ earlyGain: 0 })
  filter.observe(1, 2, 100, Number.NaN, 0.5)
  filter.beginSeason(1)
  const stayed = filter.predict(1, 2, 465)
  expect(stayed.value).toBeCloseTo(0.35 + 0.8 * 0.5 + 0.8 * 0.5, 12)
  expect(stayed.variance).toBeCloseTo(0.05 + 0.02 + 2 * (0.64 * 0.24 + 0.07), 12)
  const against = filter.predict(1, 9, 465)
  expect(against.value).toBeCloseTo(0.35 + 0.4 + 0.4, 12)
  expect(against.variance).toBeCloseTo(0.07 + (0.64 * 0.24 + 0.07) + 0.3, 12)
  filter.observe(1, 9, 465, Number.NaN, 0)
  // Team 2 stayed in season 1 (it was asked for); team 7 was in season 0 only and comes back in season 2.
  const other = begun({ earlyGain: 0 })
  other.observe(7, 2, 100, Number.NaN, 0.5)
  other.beginSeason(1)
  other.observe(2, 3, 465, Number.NaN, 0)
  other.beginSeason(2)
  other.predict(2, 3, 830)
  // -0.4 + 0.5 x (0.8 x 0 … the level it left with, 0.5, carried through the season it missed) + 0.4)
  const back = other.predict(7, 8, 830).value - 0.35 - 0.4
  expect(back).toBeCloseTo(-0.4 + 0.5 * (0.8 * 0.5 + 0.4), 12)
})

test('the fast part of a level is forgotten within days', () => {
  const filter = begun({ fastVariance: 0.1, matchVariance: 0, constantVariance: 0, constantPerDay: 0 })
  filter.observe(1, 2, 100, 1.35, 0)
  // Variance 2 x (0.2 + 0.1) + 0.5 = 1.1: slow 0.2 / 1.1 and fast 0.1 / 1.1 of a surprise of 1, for both sides.
  expect(filter.predict(1, 2, 100).value).toBeCloseTo(0.35 + (2 * 0.3) / 1.1, 12)
  expect(filter.predict(1, 2, 110).value).toBeCloseTo(0.35 + (2 * (0.2 + 0.1 * Math.exp(-1))) / 1.1, 12)
  // Nothing is learned ten days on: the fast variance is back on its way to 0.1, by what was forgotten.
  const quiet = begun({ fastVariance: 0.1, matchVariance: 0, constantVariance: 0, constantPerDay: 0 })
  quiet.observe(1, 2, 100, 1.35, 0)
  quiet.observe(1, 2, 110, Number.NaN, 0)
  const kept = Math.exp(-1)
  // After the match: slow variance 0.2 - 0.04 / 1.1, fast 0.1 - 0.01 / 1.1, their covariance -0.02 / 1.1; and alike across the two teams.
  const [slow, fast, shared] = [0.2 - 0.04 / 1.1, (0.1 - 0.01 / 1.1) * kept ** 2 + 0.1 * (1 - kept ** 2), (-0.02 / 1.1) * kept]
  const across = 0.04 / 1.1 + (2 * 0.02 * kept) / 1.1 + (0.01 * kept ** 2) / 1.1
  expect(quiet.predict(1, 2, 110).variance).toBeCloseTo(2 * (slow + fast + 2 * shared) - 2 * across, 12)
})

test('moving averages forget half of a match after their half-life, and skip what is not known', () => {
  const averages = createMovingAverages(2, [1, 2])
  averages.push(5, [8, Number.NaN])
  averages.push(5, [4, 2])
  const out = new Float64Array(5).fill(9)
  averages.read(5, out, 1)
  const keep = Math.SQRT1_2
  expect([...out]).toEqual([9, 4, expect.closeTo(8 * (1 - keep) * keep + 4 * (1 - keep), 12), 1, expect.closeTo(2 * (1 - keep), 12)])
  averages.read(6, out, 1)
  expect([...out]).toEqual([9, 0, 0, 0, 0])
})

test('shots follow the price from 200 sides on, and a count that is 0 everywhere follows nothing', () => {
  const sides = (n: number, count: number) => ({
    design: Array.from({ length: n }, (_, i) => [1, i % 2, i % 2 ? 0.3 : 0.1, i % 2 ? 0.1 : 0.3]).flat(),
    counts: Array.from({ length: n }, () => count),
  })
  expect(fitStatisticModel([sides(199, 4)])).toBeNull()
  expect(fitStatisticModel([sides(400, 0)])).toBeNull()
  const model = fitStatisticModel([sides(100, 4), sides(100, 4)])
  expect(expectedStatistic(model!, true, 0.3, 0.1)).toBeCloseTo(4, 9)
  expect(expectedStatistic(Float64Array.of(0.1, 0.2, 0.5, -0.25), true, 0.4, 0.8)).toBeCloseTo(Math.exp(0.1 + 0.2 + 0.2 - 0.2), 12)
  expect(expectedStatistic(Float64Array.of(0.1, 0.2, 0.5, -0.25), false, 0.4, 0.8)).toBeCloseTo(Math.exp(0.1 + 0.2 - 0.2), 12)
  // The level has no prior: what is expected of all sides is as much as they did.
  const uneven = { design: sides(300, 0).design, counts: Array.from({ length: 300 }, (_, i) => (i % 2 ? 9 : 2)) }
  const fitted = fitStatisticModel([uneven])!
  expect(150 * (expectedStatistic(fitted, true, 0.3, 0.1) + expectedStatistic(fitted, false, 0.1, 0.3))).toBeCloseTo(150 * 11, 6)
})
