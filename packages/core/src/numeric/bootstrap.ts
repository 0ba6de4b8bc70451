import { CoreError } from '../errors.ts'
import type { Interval } from './estimate.ts'
import { sortedQuantile } from './moments.ts'
import { createRandom, fillUint32, uniformInteger } from './random.ts'

/** Observations of a ratio of sums, such as profit over stakes; for a plain mean every denominator is 1. */
export interface RatioObservations {
  readonly numerator: ArrayLike<number>
  readonly denominator: ArrayLike<number>
  /** Label of the block that an observation is drawn with, for example its week number. */
  readonly block: ArrayLike<number>
}

export interface BlockBootstrapOptions {
  /** Integer in [0, 2^32): the same seed gives the same interval. */
  readonly seed: number
  /** Default 2000. */
  readonly resamples?: number
  /** Default 0.95. */
  readonly level?: number
}

export interface BlockBootstrap {
  /** Null without a positive denominator. */
  readonly ratio: number | null
  readonly blocks: number
  /** Percentile interval; null with fewer than two blocks, which cannot tell how blocks differ. */
  readonly interval: Interval | null
  readonly standardError: number | null
  /** One-sided p-value against "the ratio is 0 or less": (1 + resamples at or below 0) / (1 + resamples). */
  readonly pAboveZero: number | null
}

/**
 * Interval of a ratio of sums when observations of one block hang together: bets of one week share
 * results, news and often the match. Whole blocks are drawn with replacement.
 *
 * Cost: resamples x blocks.
 *
 * @throws {CoreError} SHAPE_MISMATCH    arrays of different lengths
 * @throws {CoreError} INVALID_ARGUMENT  an entry not finite, a negative denominator, fewer than 100 resamples
 * @throws {CoreError} INVALID_PROBABILITY  level outside (0, 1)
 * @source  Davison and Hinkley (1997), "Bootstrap methods and their application", 3.8
 */
export function blockBootstrapInterval(observations: RatioObservations, options: BlockBootstrapOptions): BlockBootstrap {
  const { seed, resamples = 2000, level = 0.95 } = options
  if (!(Number.isInteger(resamples) && resamples >= 100))
    throw new CoreError('INVALID_ARGUMENT', `got ${resamples} resamples, expected a whole number of 100 or more`, { resamples })
  if (!(level > 0 && level < 1)) throw new CoreError('INVALID_PROBABILITY', `got level ${level}, expected a coverage in (0, 1)`, { level })
  const sums = sumByBlock(observations)
  const blocks = sums.numerator.length
  let top = 0
  let bottom = 0
  for (let i = 0; i < blocks; i++) {
    top += sums.numerator[i]!
    bottom += sums.denominator[i]!
  }
  const ratio = bottom > 0 ? top / bottom : null
  if (ratio === null || blocks < 2) return { ratio, blocks, interval: null, standardError: null, pAboveZero: null }
  const draws = resampleRatios(sums, seed, resamples)
  const notAbove = draws.reduce((count, draw) => (draw <= 0 ? count + 1 : count), 0)
  return { ratio, blocks, ...summariseDraws(draws, (1 - level) / 2, (1 + level) / 2), pAboveZero: (1 + notAbove) / (1 + draws.length) }
}

interface SummedBlocks {
  readonly numerator: Float64Array
  readonly denominator: Float64Array
}

function sumByBlock({ numerator, denominator, block }: RatioObservations): SummedBlocks {
  const n = numerator.length
  if (denominator.length !== n || block.length !== n)
    throw new CoreError('SHAPE_MISMATCH', `got ${n}, ${denominator.length} and ${block.length} entries, expected as many of each`)
  const index = new Map<number, number>()
  const tops: number[] = []
  const bottoms: number[] = []
  for (let i = 0; i < n; i++) {
    const label = block[i]!
    const top = numerator[i]!
    const bottom = denominator[i]!
    if (!(Number.isFinite(top) && Number.isFinite(bottom) && bottom >= 0 && Number.isFinite(label)))
      throw new CoreError('INVALID_ARGUMENT', `got ${top} / ${bottom} in block ${label}, expected finite numbers, denominator >= 0`, { i })
    let at = index.get(label)
    if (at === undefined) {
      at = tops.push(0) - 1
      bottoms.push(0)
      index.set(label, at)
    }
    tops[at]! += top
    bottoms[at]! += bottom
  }
  return { numerator: Float64Array.from(tops), denominator: Float64Array.from(bottoms) }
}

/** Sorted ratios of the resamples; a resample whose denominators are all 0 has no ratio and is left out. */
function resampleRatios(sums: SummedBlocks, seed: number, resamples: number): Float64Array {
  const random = createRandom(seed)
  const blocks = sums.numerator.length
  const draws = new Float64Array(resamples)
  let kept = 0
  for (let r = 0; r < resamples; r++) {
    let top = 0
    let bottom = 0
    for (let b = 0; b < blocks; b++) {
      const drawn = uniformInteger(random, blocks)
      top += sums.numerator[drawn]!
      bottom += sums.denominator[drawn]!
    }
    if (bottom > 0) draws[kept++] = top / bottom
  }
  return draws.subarray(0, kept).sort()
}

/** Percentile interval and spread of sorted draws; null with fewer than two of them. */
function summariseDraws(
  draws: Float64Array,
  low: number,
  high: number,
): { readonly interval: Interval | null; readonly standardError: number | null } {
  if (draws.length < 2) return { interval: null, standardError: null }
  let mean = 0
  for (const draw of draws) mean += draw / draws.length
  let squares = 0
  for (const draw of draws) squares += (draw - mean) ** 2
  return {
    interval: [sortedQuantile(draws, low), sortedQuantile(draws, high)],
    standardError: Math.sqrt(squares / (draws.length - 1)),
  }
}

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
 * Interval and standard error of a ratio of sums from shared draws. A resample that draws no block of the record is
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
  // Ratios take the place of the numerators.
  let kept = 0
  for (let r = 0; r < resamples; r++) if (bottoms[r]! > 0) tops[kept++] = tops[r]! / bottoms[r]!
  return { ratio, ...summariseDraws(tops.subarray(0, kept).sort(), 0.025, 0.975) }
}
