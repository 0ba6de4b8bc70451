import { expect, test } from 'vitest'
import { createRandom, normal } from '../numeric/random.ts'
import { estimateComponents, groupMoments } from './group-components.ts'

const draw = (seed: number, spread: number) => {
  const random = createRandom(seed)
  const values: number[] = []
  const groups: number[] = []
  for (let group = 0; group < 200; group++) {
    const own = spread * normal(random)
    for (let i = 0; i < 38; i++) {
      values.push(own + 2 * normal(random))
      groups.push(group)
    }
  }
  return estimateComponents(groupMoments(values, groups))
}

test('finds the variances that the observations were drawn with', () => {
  const components = draw(1, 1)
  expect(components?.withinVariance).toBeCloseTo(4, 0)
  expect(components?.kappa).toBeGreaterThan(3)
  expect(components?.kappa).toBeLessThan(5.2)
})

test('groups without a difference keep a finite kappa that leaves almost nothing of them', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const kappa = draw(seed, 0)?.kappa ?? 0
    expect(kappa).toBeGreaterThan(150)
    expect(Number.isFinite(kappa)).toBe(true)
  }
})

test('says nothing from fewer than four groups, without repeats, or without variation', () => {
  expect(estimateComponents(groupMoments([1, 2, 3, 4, 5, 6], [0, 0, 1, 1, 2, 2]))).toBeNull()
  expect(estimateComponents(groupMoments([1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5]))).toBeNull()
  expect(
    estimateComponents(
      groupMoments(
        new Array<number>(40).fill(3),
        Array.from({ length: 40 }, (_, i) => i % 5),
      ),
    ),
  ).toBeNull()
})

test('leaves missing observations and negative groups out', () => {
  expect(groupMoments([1, Number.NaN, 3, 9], [0, 0, 0, -1])).toEqual([{ mean: 2, variance: 2, nEff: 2 }])
})

test('groups that do not differ are called different as often as the level says; groups that do are found', () => {
  const pValues = Array.from({ length: 300 }, (_, seed) => draw(seed + 100, 0)?.pValue ?? Number.NaN)
  expect(pValues.filter((p) => p < 0.05).length / pValues.length).toBeLessThan(0.08)
  expect(pValues.filter((p) => p < 0.5).length / pValues.length).toBeCloseTo(0.5, 1)
  expect(draw(1, 1)?.pValue).toBeLessThan(1e-6)
})

test('the moments stand beside what is used of them: below 0 where groups differ less than chance makes them', () => {
  const all = Array.from({ length: 40 }, (_, seed) => draw(seed + 400, 0))
  expect(all.some((components) => (components?.momentVariance ?? 0) < 0)).toBe(true)
  expect(all.every((components) => (components?.betweenVariance ?? 0) > 0)).toBe(true)
  expect(draw(1, 1)?.momentVariance).toBeCloseTo(1, 0)
})

test('what lies between groups is neither smaller nor larger for lying far apart', () => {
  for (const spread of [1, 5, 40]) {
    const components = draw(7, spread)
    expect((components?.betweenVariance ?? 0) / (components?.momentVariance ?? 1)).toBeGreaterThan(1)
    expect((components?.betweenVariance ?? 0) / (components?.momentVariance ?? 1)).toBeLessThan(1.05)
  }
})

test('seasons of one team say less of how far teams differ than as many teams would', () => {
  const random = createRandom(5)
  const values: number[] = []
  const groups: number[] = []
  for (let team = 0; team < 20; team++) {
    const own = normal(random)
    for (let i = 0; i < 380; i++) {
      values.push(own + 2 * normal(random))
      groups.push(20 * Math.floor(i / 38) + team)
    }
  }
  const alone = estimateComponents(groupMoments(values, groups))
  const together = estimateComponents(groupMoments(values, groups, (group) => group % 20))
  expect(alone?.between.degrees).toBeGreaterThan(100)
  expect(together?.between.degrees).toBeLessThan(40)
  expect(together?.momentVariance).toBeCloseTo(alone?.momentVariance ?? 0, 12)
})
