import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { normalCdf, normalQuantile } from '../../src/numeric/distributions.ts'
import { nextUint32 } from '../../src/numeric/random.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

test('the normal distribution function and its inverse agree with scipy', () => {
  const normal: { cdf: [number, number][]; quantile: [number, number][] } = read('normal.json')
  for (const [z, p] of normal.cdf) {
    expect(normalCdf(z)).toBeCloseTo(p, 14)
    expect(normalCdf(z) / p).toBeCloseTo(1, 7)
  }
  for (const [p, z] of normal.quantile) expect(normalQuantile(p)).toBeCloseTo(z, 12)
})

test('xoshiro128** gives the sequence of the published algorithm', () => {
  const reference: { state: number[]; outputs: number[] } = read('xoshiro128starstar.json')
  const random = { words: Uint32Array.from(reference.state) }
  expect(reference.outputs.map(() => nextUint32(random))).toEqual(reference.outputs)
})
