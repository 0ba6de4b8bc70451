import { expect, test } from 'vitest'
import { evaluateStrategies } from '../src/strategy/evaluate-strategies.ts'
import { countMultiplicity } from '../src/strategy/verdict.ts'
import { nullFamily } from './null-family.ts'

/** As many teams and rules as the original showed: 1,188 cells. */
const FULL = { teams: 99, weeks: 90, rules: 12 }
const FAMILIES = 30
const FEWER = 12

function families(close: { readonly mean: number; readonly sd: number }, count: number) {
  return Array.from({ length: count }, (_, i) =>
    countMultiplicity(evaluateStrategies(nullFamily({ ...FULL, seed: 1000 + i, close }), { seed: 1, resamples: 100 })),
  )
}
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

test('1,188 strategies on random outcomes: families with any evidence are at most 5 %, the median is 0', () => {
  const counts = families({ mean: 0, sd: 0.04 }, FAMILIES)
  expect(counts.every(({ cells }) => cells === 1188)).toBe(true)
  const evidence = counts.map((count) => count.evidence)
  console.info(
    `of ${FAMILIES} families ${evidence.filter((n) => n > 0).length} have evidence, ${counts.filter(({ survivors }) => survivors > 0).length} a survivor of correction; ` +
      `${counts.reduce((sum, { lookGood }) => sum + lookGood, 0) / FAMILIES} of ${counts[0]?.tested} cells look good, expected ${counts[0]?.expectedByLuck}`,
  )
  expect(evidence.filter((n) => n > 0).length / FAMILIES).toBeLessThanOrEqual(0.05)
  expect(median(evidence)).toBe(0)
})

test('even where the close wrongly praises every bet, the results alone keep nearly all families free of evidence', () => {
  const evidence = families({ mean: 0.03, sd: 0.04 }, FEWER).map((count) => count.evidence)
  console.info(`with a close that is 3 % too kind, ${evidence.filter((n) => n > 0).length} of ${FEWER} families have evidence`)
  expect(median(evidence)).toBe(0)
  // At most 5 % are expected; four standard errors of so few families more.
  expect(evidence.filter((n) => n > 0).length / evidence.length).toBeLessThanOrEqual(0.05 + 4 * Math.sqrt((0.05 * 0.95) / evidence.length))
})
