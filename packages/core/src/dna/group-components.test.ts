import { expect, test } from 'vitest'
import { createRandom, normal } from '../numeric/random.ts'
import { componentsOf, groupMoments } from './group-components.ts'

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
  return componentsOf(groupMoments(values, groups))
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
  expect(componentsOf(groupMoments([1, 2, 3, 4, 5, 6], [0, 0, 1, 1, 2, 2]))).toBeNull()
  expect(componentsOf(groupMoments([1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5]))).toBeNull()
  expect(
    componentsOf(
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
