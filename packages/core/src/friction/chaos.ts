import type { AblationData } from '../forecasting/ablation/fit-candidate.ts'
import type { OutcomeProbabilities } from '../goals-model/markets.ts'
import { type Estimate, estimateShare } from '../numeric/estimate.ts'
import { groupBy } from '../numeric/group-by.ts'
import { percentileRank } from '../numeric/moments.ts'
import type { PairQuantity } from './pair-quantities.ts'

const MAX_ENTROPY = Math.log(3)

/**
 * How open a match is, in [0, 1]: half the entropy of its 1X2 against that of three equal chances, half twice the chance that the
 * outsider wins. 0 for a certain result.
 */
export function chaosQuantity({ home, draw, away }: OutcomeProbabilities): number {
  let entropy = 0
  for (const p of [home, draw, away]) if (p > 0) entropy -= p * Math.log(p)
  return (entropy / MAX_ENTROPY + 2 * Math.min(home, away)) / 2
}

/**
 * The quantity with the spread that the fitted strengths leave.
 *
 * @param sigma  the 1X2 at sigma points of the goal rates, all of equal weight
 */
export function measureChaos(outlook: { outcome: OutcomeProbabilities; sigma: readonly OutcomeProbabilities[]; n: number }): PairQuantity {
  const value = chaosQuantity(outlook.outcome)
  const squares = outlook.sigma.reduce((sum, outcome) => sum + (chaosQuantity(outcome) - value) ** 2, 0)
  return { value, standardDeviation: Math.sqrt(squares / Math.max(1, outlook.sigma.length)), n: outlook.n }
}

/** Lower ends of the bands of chaos, 0–100. */
const BANDS = [0, 20, 40, 60, 80]
const BAND_WIDTH = 20

/** Matches whose chaos lay in one band, and how they ended. */
export interface ChaosBand {
  readonly low: number
  readonly high: number
  readonly matches: number
  /** The side with the smaller chance of winning won. With Wilson's 95 % interval. */
  readonly upsets: Estimate
  /** The forecasts' mean. */
  readonly expectedUpsets: number | null
  /** The favourite did not win: an upset or a draw. */
  readonly favouriteFailed: Estimate
  readonly expectedFailures: number | null
}

/**
 * Of matches with so much chaos, so many were upsets. Chaos is the percentile of a match's quantity among those of the season before in the
 * same league, in which every ordered pair met once: a reference of the same make that was known when the match began. Matches without such a
 * season are left out.
 *
 * @param seasons  codes of the seasons to look at
 */
export function calibrateChaos({ matches, leagues }: Pick<AblationData, 'matches' | 'leagues'>, seasons: readonly string[]): ChaosBand[] {
  const codes = [...new Set(matches.map(({ season }) => season))].sort()
  const chaos = matches.map(({ probabilities: [home, draw, away] }) => chaosQuantity({ home, draw, away }))
  const groups = groupBy(matches.keys(), (i) => `${leagues[matches[i]!.group]}|${matches[i]!.season}`)
  const reference = new Map([...groups].map(([key, rows]) => [key, rows.map((i) => chaos[i]!)]))
  const bands = BANDS.map(() => ({ matches: 0, upsets: 0, failures: 0, expectedUpsets: 0, expectedFailures: 0 }))
  matches.forEach((match, i) => {
    const before = reference.get(`${leagues[match.group]}|${codes[codes.indexOf(match.season) - 1]}`)
    if (!seasons.includes(match.season) || before === undefined) return
    const level = percentileRank(chaos[i]!, before) ?? 0
    const band = bands[Math.min(BANDS.length - 1, Math.floor(level / BAND_WIDTH))]!
    const [home, , away] = match.probabilities
    const margin = (match.homeGoals - match.awayGoals) * (home >= away ? 1 : -1)
    band.matches++
    if (margin < 0) band.upsets++
    if (margin <= 0) band.failures++
    band.expectedUpsets += Math.min(home, away)
    band.expectedFailures += 1 - Math.max(home, away)
  })
  return bands.map((band, k) => ({
    low: BANDS[k]!,
    high: BANDS[k]! + BAND_WIDTH,
    matches: band.matches,
    upsets: estimateShare(band.upsets, band.matches),
    expectedUpsets: band.matches === 0 ? null : band.expectedUpsets / band.matches,
    favouriteFailed: estimateShare(band.failures, band.matches),
    expectedFailures: band.matches === 0 ? null : band.expectedFailures / band.matches,
  }))
}
