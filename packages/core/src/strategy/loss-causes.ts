import type { MatchHistory } from '../football/history.ts'
import type { MatchTable } from '../football/match-table.ts'
import { fitLogisticRegression } from '../numeric/regression.ts'
import { logistic, logit } from '../numeric/distributions.ts'
import type { PriceBook } from './price-book.ts'
import { settleBet } from './settle-bet.ts'
import type { BetSelection, LossCauses } from './strategy.ts'

/** The evidence about a lost bet on a row; null where there is none. */
export type LossAutopsy = (row: number, selection: BetSelection) => LossCauses | null

/** Shots on target and red cards of one match; NaN where the source has none. */
interface MatchEvidence {
  readonly homeShots: number
  readonly awayShots: number
  readonly homeReds: number
  readonly awayReds: number
}

/** Selections that share their coefficients: the two sides of a market mirror each other. */
type Family = 'side' | 'draw' | 'total'

/** Mean shots on target of both sides, and the coefficients of each family that could be fitted. */
interface LossModel {
  readonly meanShots: number
  readonly coefficients: ReadonlyMap<Family, Float64Array>
}

const FAMILIES: Readonly<Record<Family, readonly BetSelection[]>> = {
  side: [
    { market: '1x2', side: 'home', line: 0 },
    { market: '1x2', side: 'away', line: 0 },
  ],
  draw: [{ market: '1x2', side: 'draw', line: 0 }],
  total: [{ market: 'ou', side: 'over', line: 2.5 }],
}
const FAMILY_NAMES = Object.keys(FAMILIES) as readonly Family[]

/**
 * Coefficients of [1, log odds by the market, shots, red cards] before any match is seen: the market is right and nothing adds to it.
 * Two hundred matches outweigh it.
 */
const PRIOR = { mean: [0, 1, 0, 0], precision: [4, 4, 4, 4] }
/** Half a season: with fewer matches nothing is fitted. */
const MIN_ROWS = 150
/** Added to counts, so that every ratio is finite. */
const HALF_A_SHOT = 0.5

function getEvidence({ columns }: MatchTable, row: number): MatchEvidence {
  const at = (column: Float64Array): number => column[row] ?? Number.NaN
  const { homeShotsOnTarget, awayShotsOnTarget, homeReds, awayReds } = columns
  return { homeShots: at(homeShotsOnTarget), awayShots: at(awayShotsOnTarget), homeReds: at(homeReds), awayReds: at(awayReds) }
}

function getFamily({ market, side }: BetSelection): Family | null {
  if (market === 'ou') return 'total'
  return market === '1x2' ? (side === 'draw' ? 'draw' : 'side') : null
}

/** What shots on target and red cards weigh for a selection; the two sides of a market mirror each other. */
function weighEvidence(
  { side }: BetSelection,
  { homeShots, awayShots, homeReds, awayReds }: MatchEvidence,
  meanShots: number,
): [number, number] {
  const ratio = Math.log((homeShots + HALF_A_SHOT) / (awayShots + HALF_A_SHOT))
  const total = Math.log((homeShots + awayShots + 2 * HALF_A_SHOT) / (meanShots + 2 * HALF_A_SHOT))
  switch (side) {
    case 'home':
      return [ratio, homeReds - awayReds]
    case 'away':
      return [-ratio, awayReds - homeReds]
    case 'draw':
      return [-Math.abs(ratio), Math.abs(homeReds - awayReds)]
    case 'over':
      return [total, homeReds + awayReds]
    default:
      return [-total, -(homeReds + awayReds)]
  }
}

/** [1, log odds, shots, cards]; null where any is missing. An under is the over's mirror, constant included. */
function toFeatures(selection: BetSelection, market: number | null, evidence: MatchEvidence, meanShots: number): number[] | null {
  if (market === null || !(market > 0 && market < 1)) return null
  const [shots, reds] = weighEvidence(selection, evidence, meanShots)
  if (Number.isNaN(shots) || Number.isNaN(reds)) return null
  return [selection.side === 'under' ? -1 : 1, logit(market), shots, reds]
}

function averageShots(history: MatchHistory): number {
  let sum = 0
  let matches = 0
  for (let row = 0; row < history.length; row++) {
    const { homeShots, awayShots } = getEvidence(history, row)
    if (Number.isNaN(homeShots + awayShots)) continue
    sum += homeShots + awayShots
    matches++
  }
  return matches === 0 ? Number.NaN : sum / matches
}

function fitFamily(history: MatchHistory, book: PriceBook, family: Family, meanShots: number): Float64Array | null {
  const design: number[] = []
  const outcomes: number[] = []
  for (let row = 0; row < history.length; row++) {
    const evidence = getEvidence(history, row)
    const score = { home: history.columns.homeGoals[row] as number, away: history.columns.awayGoals[row] as number }
    for (const selection of FAMILIES[family]) {
      const features = toFeatures(selection, book.latestProbability(row, selection), evidence, meanShots)
      if (features === null) continue
      design.push(...features)
      outcomes.push(settleBet(selection, score, 2).outcome === 'won' ? 1 : 0)
    }
  }
  if (outcomes.length < MIN_ROWS * FAMILIES[family].length) return null
  return fitLogisticRegression(Float64Array.from(design), Float64Array.from(outcomes), PRIOR).coefficients
}

function fitLossModel(history: MatchHistory, book: PriceBook): LossModel {
  const meanShots = averageShots(history)
  const fitted = FAMILY_NAMES.flatMap((family): [Family, Float64Array][] => {
    const coefficients = fitFamily(history, book, family, meanShots)
    return coefficients === null ? [] : [[family, coefficients]]
  })
  return { meanShots, coefficients: new Map(fitted) }
}

/** The backed side's share of the shots on target; for goals bets, of this match's and an average match's. */
function computeShotShare({ side }: BetSelection, { homeShots, awayShots }: MatchEvidence, meanShots: number): number | null {
  const total = homeShots + awayShots
  const shares = {
    home: homeShots / total,
    away: awayShots / total,
    over: total / (total + meanShots),
    under: meanShots / (total + meanShots),
  }
  const share = side in shares ? shares[side as keyof typeof shares] : Number.NaN
  return Number.isFinite(share) ? share : null
}

/** Of the backed side less the other's; of both sides for bets on goals; the difference for a draw. */
function countRedCards(selection: BetSelection, { homeReds, awayReds }: MatchEvidence): number | null {
  if (Number.isNaN(homeReds + awayReds)) return null
  if (selection.market === 'ou') return homeReds + awayReds
  return selection.side === 'draw' ? Math.abs(homeReds - awayReds) : selection.side === 'home' ? homeReds - awayReds : awayReds - homeReds
}

/**
 * Explains lost bets of a table. The probability that a loss was bad luck is that of winning the bet if the match were
 * played again with the same prices, shots on target and red cards:
 *
 *   log odds = a + b log odds by the market's last word + c ln(shots for / shots against) + d (red cards against - for)
 *
 * one logistic regression each for a side to win, a draw, and more than 2.5 goals (shots then over the mean of the history, red cards
 * of both), fitted on matches of the history alone. Shots and cards are partly the result's own doing (a goal is a shot on target, a
 * side that leads shoots less), which is why their weights are fitted and not assumed.
 *
 * @param history  what was known before the bets' season: nothing of it is in the coefficients
 * @param table    the whole, for the shots and cards of the matches that were bet on
 */
export function lossAutopsy(history: MatchHistory, table: MatchTable, book: PriceBook): LossAutopsy {
  const { meanShots, coefficients } = fitLossModel(history, book)
  return (row, selection) => {
    const family = getFamily(selection)
    if (family === null) return null
    const evidence = getEvidence(table, row)
    const features = toFeatures(selection, book.latestProbability(row, selection), evidence, meanShots)
    const fitted = coefficients.get(family)
    const shotShare = computeShotShare(selection, evidence, meanShots)
    const redCards = countRedCards(selection, evidence)
    if (shotShare === null && redCards === null) return null
    const probabilityUnlucky =
      features && fitted ? logistic(features.reduce((sum, feature, i) => sum + feature * (fitted[i] as number), 0)) : null
    return { shotShare, redCards, probabilityUnlucky }
  }
}
