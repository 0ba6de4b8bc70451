import { CoreError } from '../errors.ts'
import type { Interval } from './estimate.ts'
import { quantileOfSorted } from './quantile.ts'
import { createRandom, uniformInteger } from './random.ts'

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
  return { ratio, blocks, ...summarise(draws, level) }
}

interface BlockSums {
  readonly numerator: Float64Array
  readonly denominator: Float64Array
}

function sumByBlock({ numerator, denominator, block }: RatioObservations): BlockSums {
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

/** Sorted ratios of the resamples; a resample whose denominators are all 0 says nothing and is left out. */
function resampleRatios(sums: BlockSums, seed: number, resamples: number): Float64Array {
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

function summarise(draws: Float64Array, level: number): Pick<BlockBootstrap, 'interval' | 'standardError' | 'pAboveZero'> {
  let mean = 0
  let notAbove = 0
  for (const draw of draws) {
    mean += draw / draws.length
    if (draw <= 0) notAbove++
  }
  let squares = 0
  for (const draw of draws) squares += (draw - mean) ** 2
  return {
    interval: [quantileOfSorted(draws, (1 - level) / 2), quantileOfSorted(draws, (1 + level) / 2)],
    standardError: Math.sqrt(squares / Math.max(1, draws.length - 1)),
    pAboveZero: (1 + notAbove) / (1 + draws.length),
  }
}
