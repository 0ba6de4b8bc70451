import { median } from '../numeric/quantiles.ts'
import { normalCdf, Z_95 } from '../numeric/normal.ts'
import { USEFUL_RELIABILITY } from './estimate-metric.ts'
import type { DnaMetric, TeamDna } from './team-dna.ts'

/**
 * Who shoots more, from the team's shots and its opponents', against the league's middle:
 * `DOMINANT` many for and few against, `OPEN` many at both ends, `COMPACT` few at both ends, `PRESSED` few for and many against.
 */
export const STYLE_LABELS = ['DOMINANT', 'OPEN', 'COMPACT', 'PRESSED'] as const
export type StyleLabel = (typeof STYLE_LABELS)[number]

export interface StyleDescription {
  readonly teamId: number
  /** Null when shots are not measured, or too little of the value is the team's own. */
  readonly style: StyleLabel | null
  /** Probability that the team truly lies on that side of the league's middle in both, in [0, 1]. */
  readonly confidence: number | null
  readonly n: number
}

const metricOf = (dna: TeamDna, key: string): DnaMetric | undefined => dna.style.metrics.find((metric) => metric.key === key)

/** Probability that the metric's true value lies above a level. */
function probabilityAbove(metric: DnaMetric, level: number): number | null {
  if (metric.value === null || metric.interval === null || (metric.reliability ?? 0) < USEFUL_RELIABILITY) return null
  const sd = (metric.interval[1] - metric.interval[0]) / (2 * Z_95)
  return sd > 0 ? normalCdf((metric.value - level) / sd) : null
}

function labelOf(manyFor: boolean, manyAgainst: boolean): StyleLabel {
  if (manyFor) return manyAgainst ? 'OPEN' : 'DOMINANT'
  return manyAgainst ? 'PRESSED' : 'COMPACT'
}

/**
 * A word for how each team of a league plays, with the probability that the word is right. Both halves of the word are taken
 * as independent.
 */
export function describeStyles(league: readonly TeamDna[]): StyleDescription[] {
  const levelOf = (key: string): number => {
    const values = league.flatMap((dna) => metricOf(dna, key)?.value ?? [])
    return values.length === 0 ? Number.NaN : median(values)
  }
  const levels = { for: levelOf('shots_for'), against: levelOf('shots_against') }
  return league.map((dna) => {
    const shotsFor = metricOf(dna, 'shots_for')
    const shotsAgainst = metricOf(dna, 'shots_against')
    const manyFor = shotsFor === undefined ? null : probabilityAbove(shotsFor, levels.for)
    const manyAgainst = shotsAgainst === undefined ? null : probabilityAbove(shotsAgainst, levels.against)
    const n = Math.min(shotsFor?.n ?? 0, shotsAgainst?.n ?? 0)
    if (manyFor === null || manyAgainst === null) return { teamId: dna.teamId, style: null, confidence: null, n }
    const style = labelOf(manyFor >= 0.5, manyAgainst >= 0.5)
    const confidence = Math.max(manyFor, 1 - manyFor) * Math.max(manyAgainst, 1 - manyAgainst)
    return { teamId: dna.teamId, style, confidence, n }
  })
}
