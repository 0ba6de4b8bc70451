/** Millionths of a unit: profits of one unit at odds of up to six decimals are whole numbers of them, and their sums exact below 2^53. */
export const MICROS_PER_UNIT = 1_000_000

/** Units of stake as whole millionths. */
export function microsOf(units: number): number {
  return Math.round(units * MICROS_PER_UNIT)
}

/** The double nearest to so many millionths: 22,890,000 give 22.89. */
export function unitsOf(micros: number): number {
  return micros / MICROS_PER_UNIT
}

/**
 * The sum of amounts in units, exact to the millionth whatever their order.
 *
 * @example sumUnits([0.1, 0.2, -1]) // -0.7
 */
export function sumUnits(amounts: Iterable<number>): number {
  let micros = 0
  for (const amount of amounts) micros += microsOf(amount)
  return unitsOf(micros)
}
