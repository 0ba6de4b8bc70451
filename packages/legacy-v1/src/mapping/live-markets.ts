/** `1x2`, double chance, draw no bet, goals over or under a line, both teams to score. */
export type LegacyMarket = '1x2' | 'dc' | 'dnb' | 'ou' | 'btts'

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
 * @example selectionOfPick('over_25') // { market: 'ou', side: 'over', line: 2.5 }
 */
export function selectionOfPick(marketType: string): LegacySelection | null {
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
 * @example selectionOfBet('totals', 'Over 2.5', 2.5) // { market: 'ou', side: 'over', line: 2.5 }
 */
export function selectionOfBet(marketType: string, said: string, line: number | null): LegacySelection | null {
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
 * Whose success a selection is on: a team's closing-line value counts only such picks. Null for draws, `12`, totals and
 * both teams to score, which are on no side.
 *
 * @example sideOfTeam({ market: 'dc', side: 'x2', line: null }) // 'away'
 */
export function sideOfTeam({ side }: LegacySelection): 'home' | 'away' | null {
  if (side === 'home' || side === '1x') return 'home'
  return side === 'away' || side === 'x2' ? 'away' : null
}
