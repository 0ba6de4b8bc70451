import { CoreError } from '../errors.ts'
import type { Tier } from '../forecasting/tiers/tier.ts'
import { calibrateChaos, type ChaosBand } from './chaos.ts'
import { type RatedLeagues, collectAblationData } from './ablation-data.ts'
import { FRICTION_CANDIDATES, WHOLE_FRICTION } from './candidate-features.ts'
import { judgeCandidates, type CandidateVerdict } from '../forecasting/ablation/judge-candidates.ts'

/** Whether friction adds anything to one tier's forecasts on seasons that nothing was learned from. */
export interface FrictionAblation {
  readonly tier: Tier
  readonly seasons: readonly string[]
  /** Matches judged. */
  readonly matches: number
  /** All of friction together, as a matchup shows it. */
  readonly friction: CandidateVerdict
  /** Every candidate, friction as a whole first. */
  readonly terms: readonly CandidateVerdict[]
  /** Keys of the candidates that pass, usually none. */
  readonly passed: readonly string[]
  /** Weight of friction in predictions: 1 where the whole of it passes, else 0. */
  readonly weight: 0 | 1
  readonly permutations: number
  readonly chaos: readonly ChaosBand[]
}

export interface AblationOptions extends RatedLeagues {
  readonly tier: Tier
  /** Codes of the seasons to judge. */
  readonly seasons: readonly string[]
  readonly seed: number
  /** Deals of other opponents. Default 99. */
  readonly permutations?: number
}

/**
 * Ablation of friction: whether it may move a prediction. Every candidate feature enters as an offset of the log goal rates on the
 * frozen forecast of a tier, an antisymmetric part that moves the two rates apart and a symmetric one that moves both; its coefficients
 * are shrunk to 0 and learned anew for each season from earlier ones alone. It passes when the paired gain per match, corrected for all
 * candidates, lies above 0 on at least two of goals, 1X2, over 2.5 and both score, and other opponents of the same week do not do as well.
 *
 * Cost: about 6 s for five leagues of eleven seasons.
 *
 * @throws {CoreError} TOO_FEW_MATCHES  no judged match has an earlier season of forecasts to learn from
 */
export function ablateFriction({ tables, rated, tier, seasons, seed, permutations = 99 }: AblationOptions): FrictionAblation {
  const data = collectAblationData({ tables, rated }, tier)
  const terms = judgeCandidates(data, { seasons, seed, permutations, candidates: FRICTION_CANDIDATES })
  const friction = terms.find(({ key }) => key === WHOLE_FRICTION)
  const matches = Math.max(0, ...terms.map((term) => term.matches))
  if (friction === undefined || matches === 0)
    throw new CoreError(
      'TOO_FEW_MATCHES',
      `got no match of ${seasons.join(', ') || 'no season'} with earlier forecasts to learn from, expected at least 1`,
    )
  return {
    tier,
    seasons,
    matches,
    friction,
    terms,
    passed: terms.filter(({ passes }) => passes).map(({ key }) => key),
    weight: friction.passes ? 1 : 0,
    permutations,
    chaos: calibrateChaos(data, seasons),
  }
}
