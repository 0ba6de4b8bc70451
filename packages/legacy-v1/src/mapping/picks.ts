import { Z_95 } from '@mon-ps/core/numeric/distributions'
import { readDecimal } from './values.ts'

/** `1x2`, double chance, draw no bet, goals over or under a line, both teams to score. */
type LegacyMarket = '1x2' | 'dc' | 'dnb' | 'ou' | 'btts'

/** What was bet on. `1x` and `x2` name the two results that win, `12` both wins. */
export interface LegacySelection {
  readonly market: LegacyMarket
  readonly side: 'home' | 'draw' | 'away' | '1x' | 'x2' | '12' | 'over' | 'under' | 'yes' | 'no'
  /** Goals line of `ou`; null elsewhere. */
  readonly line: number | null
}

const selection = (market: LegacyMarket, side: LegacySelection['side'], line: number | null = null): LegacySelection => ({
  market,
  side,
  line,
})

const goalsLine = (line: number): readonly (readonly [string, LegacySelection])[] =>
  (['over', 'under'] as const).flatMap((side) => {
    const digits = String(line * 10)
    return [`${side}_${digits}`, `${side}${digits}`].map((spelling) => [spelling, selection('ou', side, line)] as const)
  })

/** The 22 words of `tracking_clv_picks.market_type`; goals lines in both spellings, `over_25` and `over25`. */
export const PICK_MARKETS: ReadonlyMap<string, LegacySelection> = new Map([
  ['home', selection('1x2', 'home')],
  ['draw', selection('1x2', 'draw')],
  ['away', selection('1x2', 'away')],
  ['dc_1x', selection('dc', '1x')],
  ['dc_x2', selection('dc', 'x2')],
  ['dc_12', selection('dc', '12')],
  ['dnb_home', selection('dnb', 'home')],
  ['dnb_away', selection('dnb', 'away')],
  ...[1.5, 2.5, 3.5].flatMap(goalsLine),
  ['btts_yes', selection('btts', 'yes')],
  ['btts_no', selection('btts', 'no')],
])

/**
 * What a pick of the legacy was on; null for a word that is none of the 22.
 *
 * @example parsePick('over_25') // { market: 'ou', side: 'over', line: 2.5 }
 */
export function parsePick(marketType: string): LegacySelection | null {
  return PICK_MARKETS.get(marketType) ?? null
}

const H2H_SIDES: Readonly<Record<string, 'home' | 'draw' | 'away'>> = { Home: 'home', Draw: 'draw', Away: 'away' }
const TOTAL = /^(Over|Under)(?: (\d{1,2}(?:\.\d{1,2})?))?$/

/**
 * What a bet of `manual_bets`, or a price of `odds`, was on.
 *
 * @param marketType  `h2h` or `totals`
 * @param said        `Home`, `Draw`, `Away`; `Over`, `Under`, with or without the line behind it
 * @param line        the column beside it; null for null
 * @returns           null for another word, and where the line is missing or said in two ways that differ
 * @example parseBet('totals', 'Over 2.5', 2.5) // { market: 'ou', side: 'over', line: 2.5 }
 */
export function parseBet(marketType: string, said: string, line: number | null): LegacySelection | null {
  if (marketType === 'h2h') {
    const side = Object.hasOwn(H2H_SIDES, said) ? H2H_SIDES[said] : undefined
    return side === undefined ? null : selection('1x2', side)
  }
  const total = marketType === 'totals' ? TOTAL.exec(said) : null
  if (!total) return null
  const written = total[2] === undefined ? line : Number(total[2])
  if (written === null || (line !== null && line !== written) || !Number.isInteger(written * 4)) return null
  return selection('ou', total[1] === 'Over' ? 'over' : 'under', written)
}

/**
 * The side whose success was backed; null for draws, `12`, totals and both teams to score.
 *
 * @example backedSide({ market: 'dc', side: 'x2', line: null }) // 'away'
 */
export function backedSide({ side }: LegacySelection): 'home' | 'away' | null {
  if (side === 'home' || side === '1x') return 'home'
  return side === 'away' || side === 'x2' ? 'away' : null
}

interface PickOfMatch {
  readonly id: number
  /** The legacy's `match_id`, or ours; null where neither is known. */
  readonly match: string | null
  readonly marketType: string
}

/** `1x2|home`, `ou|over|2.5`: the same for both spellings of a market. */
export function formatSelection({ market, side, line }: LegacySelection): string {
  return line === null ? `${market}|${side}` : `${market}|${side}|${line}`
}

/**
 * Picks that repeat an earlier one on the same match and selection, whatever their source or spelling.
 *
 * @returns  the id of the first by the id of each repeat; a pick without match, or of an unknown market, repeats nothing
 */
export function findRepeats(picks: readonly PickOfMatch[]): ReadonlyMap<number, number> {
  const first = new Map<string, number>()
  const repeats = new Map<number, number>()
  for (const { id, match, marketType } of [...picks].sort((a, b) => a.id - b.id)) {
    const selection = parsePick(marketType)
    if (match === null || match === '' || !selection) continue
    const key = `${match}|${formatSelection(selection)}`
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, id)
    else repeats.set(id, earlier)
  }
  return repeats
}

/**
 * A price that can be bet at: above 1. The legacy stored a missing price as 0.
 *
 * @param odds  as Postgres prints the `numeric`; null for null
 * @returns     the price as a number; null where it cannot be used
 */
export function usableOdds(odds: string | null): number | null {
  const price = odds !== null && readDecimal(odds) ? Number(odds) : null
  return price !== null && price > 1 ? price : null
}

/**
 * Rule `clv-from-picks@1` for one pick: (taken / closing − 1) × 100. Both prices have their margin, since the legacy kept no
 * other side of the market to remove it with; so it measures movement, not value.
 *
 * @param oddsTaken  both as Postgres prints them, of the same selection
 * @returns          percent; null where a price is missing or not above 1
 * @example clvPercent('2.200', '2.000') // 10
 */
export function clvPercent(oddsTaken: string | null, closingOdds: string | null): number | null {
  const taken = usableOdds(oddsTaken)
  const closing = usableOdds(closingOdds)
  return taken === null || closing === null ? null : (100 * (taken - closing)) / closing
}

export interface ClvEstimate {
  readonly n: number
  /** Null without a pick. */
  readonly meanPercent: number | null
  /** 95 %; null with fewer than two picks. */
  readonly interval: readonly [low: number, high: number] | null
}

/**
 * Mean and 95 % interval for rule `clv-from-picks@1`. Errors are taken to be normal with the picks' standard deviation, which is too
 * narrow for a handful of picks.
 *
 * @param percents  of single picks; in any order, which does not change a digit of the result
 */
export function estimateClv(percents: readonly number[]): ClvEstimate {
  const n = percents.length
  if (n === 0) return { n, meanPercent: null, interval: null }
  const sorted = [...percents].sort((a, b) => a - b)
  const mean = sorted.reduce((sum, percent) => sum + percent, 0) / n
  if (n === 1) return { n, meanPercent: mean, interval: null }
  const squares = sorted.reduce((sum, percent) => sum + (percent - mean) ** 2, 0)
  const half = Z_95 * Math.sqrt(squares / (n - 1) / n)
  return { n, meanPercent: mean, interval: [mean - half, mean + half] }
}
