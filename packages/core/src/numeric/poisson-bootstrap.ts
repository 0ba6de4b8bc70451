import { CoreError } from '../errors.ts'
import type { Interval } from './estimate.ts'
import { quantileOfSorted } from './quantile.ts'
import { createRandom, fillUint32 } from './random.ts'

/**
 * How often every block is drawn in every resample. A block's draws are its own: whatever other blocks a record has, the block counts
 * the same in resample r, so that records that share weeks move together and a record has one interval in whatever company it is shown.
 */
export interface BlockWeights {
  readonly resamples: number
  /** Draws of a block, one entry a resample. `block` is an integer in [0, 2^32). */
  readonly of: (block: number) => Uint8Array
}

/** Sums of one record by block, for a ratio such as profit over stakes. */
export interface BlockSums {
  /** Each label once, an integer in [0, 2^32). */
  readonly blocks: ArrayLike<number>
  readonly numerator: ArrayLike<number>
  /** >= 0. */
  readonly denominator: ArrayLike<number>
}

export interface BootstrapRatio {
  /** Null without a positive denominator. */
  readonly ratio: number | null
  /** Percentile interval, 95 %; null with fewer than two blocks that hold anything. */
  readonly interval: Interval | null
  readonly standardError: number | null
}

/** P(X <= k) of a Poisson variable of mean 1 as thresholds of 32 random bits. */
const THRESHOLDS = ((): Uint32Array => {
  const thresholds: number[] = []
  let term = Math.exp(-1)
  let sum = 0
  for (let k = 0; k < 12; k++) {
    sum += term
    thresholds.push(Math.min(2 ** 32 - 1, Math.round(sum * 2 ** 32)))
    term /= k + 1
  }
  return Uint32Array.from(thresholds)
})()

/**
 * Draws for a bootstrap of whole blocks, each drawn a Poisson(1) number of times.
 *
 * @param seed       integer in [0, 2^32)
 * @param resamples  100 or more
 * @throws {CoreError} INVALID_ARGUMENT  otherwise
 * @source  Hanley and MacGibbon (2006), "Creating non-parametric bootstrap samples using Poisson frequencies"
 */
export function poissonBlockWeights({ seed, resamples }: { readonly seed: number; readonly resamples: number }): BlockWeights {
  if (!(Number.isInteger(resamples) && resamples >= 100))
    throw new CoreError('INVALID_ARGUMENT', `got ${resamples} resamples, expected a whole number of 100 or more`, { resamples })
  createRandom(seed)
  const drawn = new Map<number, Uint8Array>()
  const bits = new Uint32Array(resamples)
  const draw = (block: number): Uint8Array => {
    fillUint32(createRandom(seed, block), bits)
    return Uint8Array.from(bits, (bit) => {
      let count = 0
      while (count < THRESHOLDS.length && bit >= THRESHOLDS[count]!) count++
      return count
    })
  }
  return {
    resamples,
    of: (block) => {
      let weights = drawn.get(block)
      if (weights === undefined) {
        weights = draw(block)
        drawn.set(block, weights)
      }
      return weights
    },
  }
}

/**
 * Interval and standard error of a ratio of sums from shared draws. A resample that draws no block of the record says nothing and is
 * left out. Cost: blocks x resamples multiplications.
 *
 * @throws {CoreError} SHAPE_MISMATCH  arrays of different lengths
 */
export function bootstrapRatio(weights: BlockWeights, { blocks, numerator, denominator }: BlockSums): BootstrapRatio {
  const n = blocks.length
  if (numerator.length !== n || denominator.length !== n)
    throw new CoreError('SHAPE_MISMATCH', `got ${n}, ${numerator.length} and ${denominator.length} entries, expected as many of each`)
  const { resamples } = weights
  const tops = new Float64Array(resamples)
  const bottoms = new Float64Array(resamples)
  let top = 0
  let bottom = 0
  let filled = 0
  for (let b = 0; b < n; b++) {
    const a = numerator[b]!
    const c = denominator[b]!
    if (!(c > 0)) continue
    filled++
    top += a
    bottom += c
    const times = weights.of(blocks[b]!)
    for (let r = 0; r < resamples; r++) {
      const count = times[r]!
      tops[r]! += count * a
      bottoms[r]! += count * c
    }
  }
  if (filled === 0) return { ratio: null, interval: null, standardError: null }
  const ratio = top / bottom
  if (filled < 2) return { ratio, interval: null, standardError: null }
  return { ratio, ...summarise(tops, bottoms) }
}

/** Ratios take the place of `tops`. */
function summarise(tops: Float64Array, bottoms: Float64Array): Pick<BootstrapRatio, 'interval' | 'standardError'> {
  let kept = 0
  for (let r = 0; r < tops.length; r++) if (bottoms[r]! > 0) tops[kept++] = tops[r]! / bottoms[r]!
  const ratios = tops.subarray(0, kept).sort()
  if (kept < 2) return { interval: null, standardError: null }
  let mean = 0
  for (const ratio of ratios) mean += ratio / kept
  let squares = 0
  for (const ratio of ratios) squares += (ratio - mean) ** 2
  return { interval: [quantileOfSorted(ratios, 0.025), quantileOfSorted(ratios, 0.975)], standardError: Math.sqrt(squares / (kept - 1)) }
}
