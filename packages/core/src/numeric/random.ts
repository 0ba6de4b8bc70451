import { CoreError } from '../errors.ts'
import { normalQuantile } from './distributions.ts'

/**
 * The state of a random number generator, held by the caller. Nothing in core owns
 * one; a caller makes it from a seed, so that the same seed gives the same numbers on every machine.
 */
export interface RandomState {
  /** Four 32-bit words, advanced in place by every draw. */
  readonly words: Uint32Array
}

/** Weyl increment of splitmix: 2^32 / golden ratio, odd. */
const GOLDEN = 0x9e3779b9

/**
 * A generator from a seed. Different seeds, and different streams of one seed, give unrelated sequences.
 *
 * @param seed    integer in [0, 2^32)
 * @param stream  integer in [0, 2^32): a sequence of its own for each part of a simulation, so that
 *                adding a draw to one part does not change another
 * @throws {CoreError} INVALID_ARGUMENT  not an integer in the range
 * @source  state filled by splitmix32, the 32-bit mixer of MurmurHash3 over a Weyl sequence
 */
export function createRandom(seed: number, stream = 0): RandomState {
  for (const value of [seed, stream]) {
    if (!(Number.isInteger(value) && value >= 0 && value < 2 ** 32))
      throw new CoreError('INVALID_ARGUMENT', `got seed ${seed}, stream ${stream}, expected integers in [0, 2^32)`, { seed, stream })
  }
  const words = new Uint32Array(4)
  let weyl = (seed ^ mix(stream + GOLDEN)) >>> 0
  for (let i = 0; i < 4; i++) {
    weyl = (weyl + GOLDEN) >>> 0
    words[i] = mix(weyl)
  }
  // The all-zero state is the one fixed point of the generator.
  if (words.every((word) => word === 0)) words[0] = 1
  return { words }
}

function mix(value: number): number {
  let z = value | 0
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
  return (z ^ (z >>> 16)) >>> 0
}

/**
 * The next 32 random bits, as an integer in [0, 2^32).
 *
 * @source  xoshiro128**, Blackman and Vigna (2018), "Scrambled linear pseudorandom number generators"
 */
export function nextUint32(random: RandomState): number {
  const s = random.words
  const s0 = s[0]!
  const s1 = s[1]!
  const s2 = s[2]! ^ s0
  const s3 = s[3]! ^ s1
  const fives = Math.imul(s1, 5)
  const result = Math.imul((fives << 7) | (fives >>> 25), 9) >>> 0
  s[0] = s0 ^ s3
  s[1] = s1 ^ s2
  s[2] = s2 ^ (s1 << 9)
  s[3] = (s3 << 11) | (s3 >>> 21)
  return result
}

/** Fills `out` with the next draws of {@link nextUint32}, several times as fast as one by one. */
export function fillUint32(random: RandomState, out: Uint32Array): void {
  const { words } = random
  let a = words[0]! | 0
  let b = words[1]! | 0
  let c = words[2]! | 0
  let d = words[3]! | 0
  for (let i = 0; i < out.length; i++) {
    const fives = Math.imul(b, 5)
    out[i] = Math.imul((fives << 7) | (fives >>> 25), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
  }
  words[0] = a
  words[1] = b
  words[2] = c
  words[3] = d
}

/** A uniform draw in [0, 1) with 53 random bits. */
export function uniform(random: RandomState): number {
  const high = nextUint32(random) >>> 5
  const low = nextUint32(random) >>> 6
  return (high * 67_108_864 + low) / 9_007_199_254_740_992
}

/** A uniform integer in [0, below). `below` is a positive integer; the bias at 53 bits is below 1e-12 for any count of rows. */
export function uniformInteger(random: RandomState, below: number): number {
  return Math.floor(uniform(random) * below)
}

/** A normal draw, by inversion: exactly one uniform each, so that sequences stay in step. */
export function normal(random: RandomState, mean = 0, standardDeviation = 1): number {
  // Half a step up, for the quantile of 0 is minus infinity; the last step would round to 1, whose quantile is none either.
  return mean + standardDeviation * normalQuantile(Math.min(uniform(random) + 2 ** -54, 1 - 2 ** -53))
}

/** Above it exp(-mean) loses too much of the double range for the product method. */
const MAX_PRODUCT_MEAN = 30

/**
 * A Poisson draw. Cost grows with the mean.
 *
 * @param mean  finite, >= 0
 * @throws {CoreError} INVALID_ARGUMENT  mean negative or not finite
 * @source  Knuth (1969), product of uniforms; large means as a sum of independent parts, which is exact
 */
export function poisson(random: RandomState, mean: number): number {
  if (!(mean >= 0 && Number.isFinite(mean))) throw new CoreError('INVALID_ARGUMENT', `got mean ${mean}, expected 0 or more`, { mean })
  let count = 0
  for (let left = mean; left > 0; left -= MAX_PRODUCT_MEAN) {
    const limit = Math.exp(-Math.min(left, MAX_PRODUCT_MEAN))
    for (let product = uniform(random); product > limit; product *= uniform(random)) count++
  }
  return count
}
