import { createRandom, fillUint32 } from '../numeric/random.ts'
import type { BetRecord } from './bet-records.ts'
import { toMicros } from './settle-bet.ts'
import type { SettledBet } from './strategy.ts'
import { MIN_BETS } from './verdict.ts'

interface ClosedBet extends SettledBet {
  readonly closeProbability: number
}

const isClosed = (bet: SettledBet): bet is ClosedBet => bet.closeProbability !== null

/**
 * Standard deviations by which the profit lies above what the closing probabilities promise: the sum of profit - stake x (price x q - 1)
 * over the square root of the sum of stake^2 price^2 q (1 - q). Near 0 when the close tells the whole story.
 *
 * @returns  null below 30 bets with a close
 * @source   the analytic form of {@link redrawnPValues}: each bet a win or a loss at its closing probability, independent
 */
export function luckZ(bets: readonly SettledBet[]): number | null {
  let excess = 0
  let variance = 0
  let n = 0
  for (const { closeProbability: q, profitUnits, stakeUnits, price } of bets) {
    if (q === null) continue
    n++
    excess += profitUnits - stakeUnits * (price * q - 1)
    variance += (stakeUnits * price) ** 2 * q * (1 - q)
  }
  return n < MIN_BETS || variance === 0 ? null : excess / Math.sqrt(variance)
}

const MARKETS = ['1x2', 'ou', 'btts', 'ah'] as const
/** Sides that win when the market's draw falls high; the others, and the draw, when it falls low. */
const HIGH_SIDES: ReadonlySet<string> = new Set(['away', 'under', 'no'])
/** Random draws are compared as 31-bit integers, whose difference keeps its sign in 32 bits. */
const DRAW_RANGE = 2 ** 31

/** Bets of all records that hang on one market of one match: a chain through `next`, so that it is drawn once for all of them. */
interface Chains {
  readonly first: Map<number, number>
  readonly next: Int32Array
  readonly record: Int32Array
  readonly bets: readonly ClosedBet[]
}

function chainBets(records: readonly (readonly ClosedBet[])[]): Chains {
  const bets = records.flat()
  const next = new Int32Array(bets.length)
  const record = new Int32Array(bets.length)
  const first = new Map<number, number>()
  let at = 0
  records.forEach((own, index) => {
    for (const { matchId, selection } of own) {
      const key = matchId * MARKETS.length + MARKETS.indexOf(selection.market)
      next[at] = first.get(key) ?? -1
      record[at] = index
      first.set(key, at++)
    }
  })
  return { first, next, record, bets }
}

/** Profits of every record in every redraw, in millionths: as if all were lost, then what the bets that win bring on top. */
function redrawProfits(records: readonly (readonly ClosedBet[])[], seed: number, resamples: number): Float64Array[] {
  const { first, next, record, bets } = chainBets(records)
  const profits = records.map((own) => new Float64Array(resamples).fill(-own.reduce((sum, bet) => sum + toMicros(bet.stakeUnits), 0)))
  const bits = new Uint32Array(resamples)
  for (const [key, start] of first) {
    fillUint32(createRandom(seed, key % 2 ** 32), bits)
    for (let at = start; at >= 0; at = next[at]!) {
      const { stakeUnits, price, closeProbability, selection } = bets[at]!
      const high = HIGH_SIDES.has(selection.side)
      const limit = Math.round((high ? 1 - closeProbability : closeProbability) * DRAW_RANGE)
      const won = toMicros(stakeUnits * price)
      const sums = profits[record[at]!]!
      // Branch-free: the comparison is random, so a branch would be mispredicted half of the time.
      if (high) for (let r = 0; r < resamples; r++) sums[r]! += won * (1 - (((bits[r]! >>> 1) - limit) >>> 31))
      else for (let r = 0; r < resamples; r++) sums[r]! += won * (((bits[r]! >>> 1) - limit) >>> 31)
    }
  }
  return profits
}

/**
 * How often the same stakes at the same odds earn at least as much when the outcomes are drawn anew at the closing probabilities: the
 * margin is in it, for the odds stay as they were taken. Bets without a close are left out on both sides. Of one market of one match
 * all bets hang on one draw, in every record alike; markets of a match are drawn apart. A bet that can be half won is drawn as won or
 * lost.
 *
 * Cost: bets x resamples; about a nanosecond each.
 *
 * @returns  (1 + redraws at or above) / (1 + redraws) for each record; null below 30 bets with a close
 * @throws {CoreError} INVALID_ARGUMENT  a seed that is no integer in [0, 2^32)
 */
export function redrawnPValues(
  records: readonly BetRecord[],
  { seed, resamples }: { readonly seed: number; readonly resamples: number },
): (number | null)[] {
  const closed = records.map(({ bets }) => bets.filter(isClosed))
  const long = closed.map((bets, index) => ({ bets, index })).filter(({ bets }) => bets.length >= MIN_BETS)
  const profits = redrawProfits(
    long.map(({ bets }) => bets),
    seed,
    resamples,
  )
  const pValues: (number | null)[] = records.map(() => null)
  long.forEach(({ bets, index }, at) => {
    const actual = bets.reduce((sum, bet) => sum + toMicros(bet.profitUnits), 0)
    let atLeast = 0
    for (const profit of profits[at]!) if (profit >= actual) atLeast++
    pValues[index] = (1 + atLeast) / (1 + resamples)
  })
  return pValues
}
