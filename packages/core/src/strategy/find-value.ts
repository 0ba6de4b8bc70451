import { edge } from '../odds/implied-probability.ts'
import type { BetSelection } from './strategy.ts'

/** A selection that could be backed. */
export interface Candidate {
  readonly selection: BetSelection
  /** The model's, in [0, 1]. */
  readonly probability: number
  /** Decimal odds on offer. */
  readonly price: number
}

/**
 * The candidates worth backing: edge above the minimum, and of each market only the best, because selections of one market are bets
 * against each other.
 *
 * @throws {CoreError} INVALID_PROBABILITY, INVALID_ODDS  a candidate that is none
 * @example findValue([{ selection: { market: '1x2', side: 'home', line: 0 }, probability: 0.5, price: 2.1 }], 0.06) // []
 */
export function findValue(candidates: readonly Candidate[], minimumEdge: number): Candidate[] {
  const best = new Map<string, { candidate: Candidate; value: number }>()
  for (const candidate of candidates) {
    const { selection, probability, price } = candidate
    const value = edge(probability, price)
    const market = `${selection.market}|${selection.line}`
    if (value > minimumEdge && value > (best.get(market)?.value ?? Number.NEGATIVE_INFINITY)) best.set(market, { candidate, value })
  }
  return [...best.values()].map(({ candidate }) => candidate)
}
