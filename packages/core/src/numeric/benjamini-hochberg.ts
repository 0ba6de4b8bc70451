import { CoreError } from '../errors.ts'

/**
 * q-values: the smallest false discovery rate at which each finding would still be kept. Ask it over
 * everything that was looked at together, the losers too.
 *
 * @param pValues  in [0, 1], any order
 * @returns        q-values in the same order, each at least its p-value
 * @throws {CoreError} INVALID_PROBABILITY  an entry outside [0, 1]
 * @source  Benjamini and Hochberg (1995), JRSS B 57, 289-300
 * @example benjaminiHochberg([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  for (const p of pValues)
    if (!(p >= 0 && p <= 1)) throw new CoreError('INVALID_PROBABILITY', `got p-value ${p}, expected it in [0, 1]`, { p })
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!)
  const qValues = new Array<number>(pValues.length)
  let smallest = 1
  order.forEach((index, fromTop) => {
    const rank = pValues.length - fromTop
    smallest = Math.min(smallest, (pValues[index]! * pValues.length) / rank)
    qValues[index] = smallest
  })
  return qValues
}
