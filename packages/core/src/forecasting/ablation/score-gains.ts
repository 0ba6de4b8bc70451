import { fillMarkets } from '../tiers/outcome-forecast.ts'
import type { AblationMatch } from './fit-candidate.ts'

/** What a forecast is judged by, per match: log likelihoods. */
export const ABLATION_SCORES = ['goals', 'outcome', 'over25', 'btts'] as const
export type AblationScore = (typeof ABLATION_SCORES)[number]

const base = new Float64Array(5)
const moved = new Float64Array(5)

/** ln of Dixon and Coles' factor for low scores. */
function lowScore(home: number, away: number, match: AblationMatch): number {
  const { rho, homeGoals, awayGoals } = match
  if (homeGoals > 1 || awayGoals > 1) return 0
  const factor = homeGoals === 0 ? (awayGoals === 0 ? 1 - rho * home * away : 1 + rho * home) : awayGoals === 0 ? 1 + rho * away : 1 - rho
  return Math.log(Math.max(1e-9, factor))
}

/** A probability moved on the log-odds scale by as much as the grid's moves: no shift leaves it exactly as it was published. */
function movedProbability(published: number, before: number, after: number): number {
  const odds = (published / (1 - published)) * (after / (1 - after)) * ((1 - before) / before)
  return odds / (1 + odds)
}

const logGain = (happened: boolean, published: number, after: number): number =>
  happened ? Math.log(after / published) : Math.log((1 - after) / (1 - published))

/**
 * Log likelihood gained by shifting the log rates of a match's frozen forecast: of its goals, its 1X2, over 2.5 and both score.
 * The published probabilities move as the score grid's do, so calibration and prices of the frozen forecast stay in.
 */
export function scoreGains(match: AblationMatch, homeShift: number, awayShift: number, out: Float64Array): void {
  if (homeShift === 0 && awayShift === 0) {
    out.fill(0)
    return
  }
  const { homeRate, awayRate, rho, probabilities, homeGoals, awayGoals } = match
  const home = homeRate * Math.exp(homeShift)
  const away = awayRate * Math.exp(awayShift)
  out[0] =
    homeGoals * homeShift -
    (home - homeRate) +
    awayGoals * awayShift -
    (away - awayRate) +
    lowScore(home, away, match) -
    lowScore(homeRate, awayRate, match)
  fillMarkets(homeRate, awayRate, rho, base)
  fillMarkets(home, away, rho, moved)
  let total = 0
  for (let k = 0; k < 3; k++) total += (probabilities[k]! * moved[k]!) / base[k]!
  const k = homeGoals > awayGoals ? 0 : homeGoals === awayGoals ? 1 : 2
  out[1] = Math.log(moved[k]! / base[k]! / total)
  out[2] = logGain(homeGoals + awayGoals > 2, probabilities[3], movedProbability(probabilities[3], base[3]!, moved[3]!))
  out[3] = logGain(homeGoals > 0 && awayGoals > 0, probabilities[4], movedProbability(probabilities[4], base[4]!, moved[4]!))
}
