import { pairedDifference, type Skill, measureSkill } from '@mon-ps/core/forecasting/scoring/scores'
import { type Reliability, measureReliability } from '@mon-ps/core/forecasting/scoring/reliability'
import type { Tier } from '@mon-ps/core/forecasting/tiers/tier'
import { BOOTSTRAP_SEED, HAPPENED, reliabilityByMarket, toScores, type IntervalPrediction, type Prediction } from './prediction.ts'

/** A prediction of a played match with all that its report is made from. */
export interface JudgedPrediction extends IntervalPrediction {
  /** The tier that could be used: one whose data is missing falls back to the one below. */
  readonly basis: Tier
  /** A side was never seen before: the forecast is the league's prior for newcomers. */
  readonly prior: boolean
  /** Fair closing prices; NaN where there was no such price. There never is one for both score. */
  readonly close: Prediction['probabilities']
  /** The two markets that past seasons' shift moves, before it. */
  readonly unshifted: { readonly p_o25: number; readonly p_btts: number }
}

/** What forecasts of played matches were worth, and the fair closing prices of the same matches. */
export interface ComparedSkill {
  readonly matches: number
  readonly skill: Skill
  readonly close: Skill
  /** Forecast minus close over the matches that have a close, per match: above 0 the close was better. */
  readonly difference: Skill
}

export interface Coverage {
  readonly n: number
  readonly inside: number
}

export interface TierReport extends ComparedSkill {
  readonly bySeason: Readonly<Record<string, ComparedSkill>>
  readonly byDivision: Readonly<Record<string, ComparedSkill>>
  readonly reliability: Readonly<Record<string, Reliability>>
  /** Of the two markets that are shifted, without the shift. */
  readonly reliabilityBefore: Readonly<Record<keyof JudgedPrediction['unshifted'], Reliability>>
  /** Matches by the tier that could be used. */
  readonly basis: Readonly<Partial<Record<Tier, number>>>
  /** Matches with a side never seen before, and how wide the interval of P(home) is in them and in all others; null without such a match. */
  readonly prior: { readonly matches: number; readonly homeWidth: number | null; readonly homeWidthOfOthers: number | null }
  /** Of the fair closing prices, how many lay inside the 95 % intervals. */
  readonly coverageOfClose: Readonly<Record<'home' | 'draw' | 'away' | 'over25', Coverage>>
}

/** Everything that is said of one tier. Pure, and the same in any thread. */
export function tierReport(predictions: readonly JudgedPrediction[]): TierReport {
  return {
    ...comparedSkill(predictions),
    bySeason: comparedBy(predictions, ({ season }) => season),
    byDivision: comparedBy(predictions, ({ div }) => div),
    reliability: reliabilityByMarket(predictions),
    reliabilityBefore: { p_o25: reliabilityBefore(predictions, 'p_o25'), p_btts: reliabilityBefore(predictions, 'p_btts') },
    basis: countBasis(predictions),
    prior: priorMatches(predictions),
    coverageOfClose: {
      home: coverage(predictions, 'p_h'),
      draw: coverage(predictions, 'p_d'),
      away: coverage(predictions, 'p_a'),
      over25: coverage(predictions, 'p_o25'),
    },
  }
}

function priorMatches(predictions: readonly JudgedPrediction[]): TierReport['prior'] {
  const width = (wanted: boolean): number | null => {
    const widths = predictions.filter(({ prior }) => prior === wanted).map(({ intervals }) => intervals.p_h[1] - intervals.p_h[0])
    return widths.length === 0 ? null : widths.reduce((sum, each) => sum + each, 0) / widths.length
  }
  return { matches: predictions.filter(({ prior }) => prior).length, homeWidth: width(true), homeWidthOfOthers: width(false) }
}

function comparedSkill(predictions: readonly JudgedPrediction[]): ComparedSkill {
  const own = toScores(predictions)
  const closing = toScores(predictions.map((prediction) => ({ ...prediction, probabilities: prediction.close })))
  return {
    matches: predictions.length,
    skill: measureSkill(own, BOOTSTRAP_SEED),
    close: measureSkill(closing, BOOTSTRAP_SEED),
    difference: pairedDifference(own, closing, BOOTSTRAP_SEED),
  }
}

/** Skill apart for every value that `keyFor` gives, in their order. */
function comparedBy(
  predictions: readonly JudgedPrediction[],
  keyFor: (prediction: JudgedPrediction) => string,
): Readonly<Record<string, ComparedSkill>> {
  const groups = new Map<string, JudgedPrediction[]>()
  for (const prediction of predictions) {
    const key = keyFor(prediction)
    const group = groups.get(key) ?? []
    group.push(prediction)
    groups.set(key, group)
  }
  return Object.fromEntries([...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, group]) => [key, comparedSkill(group)]))
}

function reliabilityBefore(predictions: readonly JudgedPrediction[], market: keyof JudgedPrediction['unshifted']): Reliability {
  const known = predictions.filter(({ goals }) => goals !== null)
  return measureReliability(
    known.map(({ unshifted }) => unshifted[market]),
    known.map(({ goals }) => (goals !== null && HAPPENED[market](goals.home, goals.away) ? 1 : 0)),
  )
}

function countBasis(predictions: readonly JudgedPrediction[]): Partial<Record<Tier, number>> {
  const counts: Partial<Record<Tier, number>> = {}
  for (const { basis } of predictions) counts[basis] = (counts[basis] ?? 0) + 1
  return counts
}

function coverage(predictions: readonly JudgedPrediction[], market: keyof Prediction['probabilities']): Coverage {
  const priced = predictions.filter(({ close }) => !Number.isNaN(close[market]))
  const inside = priced.filter(({ close, intervals }) => close[market] >= intervals[market][0] && close[market] <= intervals[market][1])
  return { n: priced.length, inside: inside.length }
}
