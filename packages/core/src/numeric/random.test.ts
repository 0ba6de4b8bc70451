import { expect, test } from 'vitest'
import { createRandom, nextUint32, normal, poisson, type RandomState, uniform, uniformInteger } from './random.ts'

const many = (n: number, draw: () => number) => Array.from({ length: n }, draw)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: readonly number[]) => {
  const centre = mean(values)
  return mean(values.map((value) => (value - centre) ** 2))
}
const first = (random: RandomState) => many(5, () => nextUint32(random))

test('a seed gives its sequence again, another seed or stream another one', () => {
  expect(first(createRandom(42))).toEqual(first(createRandom(42)))
  const sequences = [first(createRandom(42)), first(createRandom(43)), first(createRandom(42, 1)), first(createRandom(0))]
  expect(new Set(sequences.flat()).size).toBe(20)
})

test('draws have the moments of their distributions', () => {
  const random = createRandom(1)
  // Tolerances are about four standard errors at 40,000 draws.
  const uniforms = many(40_000, () => uniform(random))
  expect(mean(uniforms)).toBeCloseTo(0.5, 2)
  expect(Math.min(...uniforms)).toBeGreaterThanOrEqual(0)
  const normals = many(40_000, () => normal(random, 2, 3))
  expect(Math.abs(mean(normals) - 2)).toBeLessThan(0.06)
  expect(Math.abs(variance(normals) - 9)).toBeLessThan(0.26)
  for (const expected of [0, 1.4, 12, 75]) {
    const counts = many(40_000, () => poisson(random, expected))
    expect(Math.abs(mean(counts) - expected)).toBeLessThanOrEqual(0.02 * Math.sqrt(expected))
    expect(Math.abs(variance(counts) - expected)).toBeLessThanOrEqual(0.04 * expected)
  }
  const integers = many(40_000, () => uniformInteger(random, 4))
  for (let k = 0; k < 4; k++) expect(Math.abs(integers.filter((i) => i === k).length - 10_000)).toBeLessThan(350)
})

test('the largest uniform there is still gives a finite normal draw', () => {
  // A state whose next two words are both 2^32 - 1.
  const last = (): RandomState => ({ words: Uint32Array.from([0, 2199679431, 0, 1]) })
  expect(uniform(last())).toBe(1 - 2 ** -53)
  expect(normal(last())).toBeCloseTo(8.2, 1)
})

test('a seed or a mean that is none is refused', () => {
  const refused = expect.objectContaining({ code: 'INVALID_ARGUMENT' })
  for (const seed of [-1, 0.5, 2 ** 32, Number.NaN]) expect(() => createRandom(seed)).toThrowError(refused)
  expect(() => createRandom(1, -1)).toThrowError(refused)
  for (const lambda of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => poisson(createRandom(1), lambda)).toThrowError(refused)
})
