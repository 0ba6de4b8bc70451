import { type LegacySelection, selectionOfPick } from './live-markets.ts'
import { usableOdds } from './live-settlement.ts'

/** A row of `tracking_clv_picks`, as far as it is told apart from others. */
export interface PickOfMatch {
  readonly id: number
  /** What names the match: the legacy's `match_id`, or our own; null where neither is known. */
  readonly match: string | null
  readonly marketType: string
}

/** `1x2|home`, `ou|over|2.5`: the same for both spellings of a market. */
export function selectionKey({ market, side, line }: LegacySelection): string {
  return line === null ? `${market}|${side}` : `${market}|${side}|${line}`
}

/**
 * Picks that repeat an earlier one: the same match and the same selection, whichever version or source picked it and
 * however it spelled the market. The pick with the lowest id is the first.
 *
 * @returns  the id of the first by the id of each repeat; a pick without match, or of an unknown market, repeats nothing
 */
export function repeatedPicks(picks: readonly PickOfMatch[]): ReadonlyMap<number, number> {
  const first = new Map<string, number>()
  const repeats = new Map<number, number>()
  for (const { id, match, marketType } of [...picks].sort((a, b) => a.id - b.id)) {
    const selection = selectionOfPick(marketType)
    if (match === null || match === '' || !selection) continue
    const key = `${match}|${selectionKey(selection)}`
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, id)
    else repeats.set(id, earlier)
  }
  return repeats
}

/** The prices of a pick, of the same selection, as Postgres prints them. */
export interface PickPrices {
  readonly oddsTaken: string | null
  readonly closingOdds: string | null
}

/**
 * Rule `clv-from-picks@1` for one pick: (taken / closing − 1) × 100. Both prices have their margin, since the legacy kept no
 * other side of the market to take it out with; so it is no measure of value, only of movement.
 *
 * @returns  percent; null where a price is missing or not above 1
 * @example clvPercentOfPick({ oddsTaken: '2.200', closingOdds: '2.000' }) // 10
 */
export function clvPercentOfPick({ oddsTaken, closingOdds }: PickPrices): number | null {
  const taken = usableOdds(oddsTaken)
  const closing = usableOdds(closingOdds)
  return taken === null || closing === null ? null : (100 * (taken - closing)) / closing
}
