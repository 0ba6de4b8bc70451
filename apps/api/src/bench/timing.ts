/** Times of one piece of work on this machine, and beside them a fixed computation of the same run: a ratio holds on any machine. */
export interface Timing {
  readonly medianMs: number
  readonly p95Ms: number
  readonly runs: number
  /** medianMs over the median of the baseline. */
  readonly ratioToBaseline: number
}

const BASELINE_SIZE = 53
const BASELINE_RUNS = 60

const sortedQuantile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN

/** Milliseconds of each run after some that warm the engine up. */
function measureTimes(work: () => void, { warmUp, runs }: { readonly warmUp: number; readonly runs: number }): number[] {
  for (let i = 0; i < warmUp; i++) work()
  return Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
}

/** A seeded, dense 53 x 53 Cholesky factorisation in plain loops: the size of one league's curvature. Always the same work. */
export function baselineMs(): number {
  const n = BASELINE_SIZE
  const source = new Float64Array(n * n)
  let state = 12_345
  for (let i = 0; i < n * n; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    source[i] = state / 2 ** 32 / n
  }
  for (let i = 0; i < n; i++) source[i * n + i] = n
  const matrix = new Float64Array(n * n)
  const factor = () => {
    matrix.set(source)
    for (let j = 0; j < n; j++)
      for (let i = j; i < n; i++) {
        let sum = matrix[i * n + j] ?? 0
        for (let k = 0; k < j; k++) sum -= (matrix[i * n + k] ?? 0) * (matrix[j * n + k] ?? 0)
        matrix[i * n + j] = i === j ? Math.sqrt(sum) : sum / (matrix[j * n + j] ?? 1)
      }
  }
  return sortedQuantile(measureTimes(factor, { warmUp: 100, runs: BASELINE_RUNS }), 0.5)
}

export function measureTiming(
  work: () => void,
  options: { readonly warmUp: number; readonly runs: number; readonly baseline: number },
): Timing {
  const times = measureTimes(work, options)
  const medianMs = sortedQuantile(times, 0.5)
  return { medianMs, p95Ms: sortedQuantile(times, 0.95), runs: times.length, ratioToBaseline: medianMs / options.baseline }
}
