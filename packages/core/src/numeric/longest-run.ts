import { CoreError } from '../errors.ts'

/** Longer runs than this are as good as impossible before it is reached; a bound against probabilities of 1. */
const NEGLIGIBLE = 1e-9

/**
 * Expected length of the longest run of events in a sequence of independent trials, each with a probability of its own. Exact but for
 * terms below 1e-9: the sum over k of P(there is a run of k or more).
 *
 * Cost: trials x longest run that is still likely.
 *
 * @param probabilities  of the event, each in [0, 1]
 * @throws {CoreError} INVALID_PROBABILITY  an entry outside [0, 1]
 * @source  Feller (1968), "An introduction to probability theory", XIII.7: recurrence for the first run, with unequal probabilities
 * @example expectedLongestRun([0.5, 0.5]) // 1
 */
export function expectedLongestRun(probabilities: ArrayLike<number>): number {
  const n = probabilities.length
  for (let i = 0; i < n; i++) {
    const p = probabilities[i]!
    if (!(p >= 0 && p <= 1)) throw new CoreError('INVALID_PROBABILITY', `got ${p} at ${i}, expected it in [0, 1]`, { i })
  }
  // run[i]: probability that trials i - length + 1 … i are all events; grown by one for every length.
  const run = new Float64Array(n).fill(1)
  const without = new Float64Array(n + 1)
  let expected = 0
  for (let length = 1; length <= n; length++) {
    // without[i]: probability of no run of this length among the first i trials.
    without.fill(1, 0, length)
    for (let i = n - 1; i >= length - 1; i--) run[i] = run[i]! * probabilities[i - length + 1]!
    for (let i = length; i <= n; i++) {
      const before = i - length
      // The first run ends here: the trial before it is no event, and nothing earlier was a run.
      const first = run[i - 1]! * (before === 0 ? 1 : (1 - probabilities[before - 1]!) * without[before - 1]!)
      without[i] = without[i - 1]! - first
    }
    const atLeast = Math.max(0, 1 - without[n]!)
    expected += atLeast
    if (atLeast < NEGLIGIBLE) break
  }
  return expected
}
