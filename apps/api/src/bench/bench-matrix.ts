import { bothTeamsToScore, matchOutcome, totalGoals } from '@mon-ps/core/goals-model/markets'
import { scoreMatrix } from '@mon-ps/core/goals-model/score-matrix'
import { baselineMs, type Timing, measureTiming } from './timing.ts'

const TEAMS = 99
const PAIRS = TEAMS * (TEAMS - 1)
const RHO = -0.05

export interface MatrixBench extends Timing {
  readonly pairs: number
  /** Score matrix, 1X2, over 2.5 and both score of one pair. */
  readonly microsecondsPerPair: number
  readonly baselineMs: number
}

/** All ordered pairs of 99 teams with rates that differ from pair to pair. */
export function benchMatrix(): MatrixBench {
  const strength = Float64Array.from({ length: TEAMS }, (_, team) => (team / TEAMS - 0.5) * 0.8)
  let sum = 0
  const all = () => {
    for (let home = 0; home < TEAMS; home++)
      for (let away = 0; away < TEAMS; away++) {
        if (home === away) continue
        const gap = (strength[home] ?? 0) - (strength[away] ?? 0)
        const matrix = scoreMatrix(1.5 * Math.exp(gap), 1.15 * Math.exp(-gap), RHO)
        // Summed, so that no engine can tell that nobody looks.
        sum += matchOutcome(matrix).home + totalGoals(matrix, 'over', 2.5).win + bothTeamsToScore(matrix).yes
      }
  }
  const baseline = baselineMs()
  const timing = measureTiming(all, { warmUp: 5, runs: 21, baseline })
  if (!(sum > 0)) throw new RangeError('got no probability at all')
  return { ...timing, pairs: PAIRS, microsecondsPerPair: (timing.medianMs * 1000) / PAIRS, baselineMs: baseline }
}
