import type { Interval } from '../../numeric/estimate.ts'
import { USEFUL_RELIABILITY } from '../estimate-metric.ts'
import { Z_95 } from '../../numeric/distributions.ts'
import { DNA_VECTORS, type DnaMetric, type TeamDna } from '../team-dna.ts'

/** A metric that is measured, has an interval and is reliable enough to report. */
export interface KnownMetric extends DnaMetric {
  readonly value: number
  readonly interval: Interval
  readonly reliability: number
}

/** Whether a metric is reliable enough to report. */
export function isKnown(metric: DnaMetric): metric is KnownMetric {
  return metric.value !== null && metric.interval !== null && (metric.reliability ?? 0) >= USEFUL_RELIABILITY
}

/** Every metric of a team, those of the nine vectors first, then the style profile's. */
export const listMetrics = (dna: TeamDna): DnaMetric[] => [
  ...DNA_VECTORS.flatMap((vector) => dna.vectors[vector].metrics),
  ...dna.style.metrics,
]

/** The metric of that key; null where it is not measured, or less than 0.3 of it is the team's own. */
export function knownMetric(dna: TeamDna, key: string): KnownMetric | null {
  const metric = listMetrics(dna).find((candidate) => candidate.key === key)
  return metric !== undefined && isKnown(metric) ? metric : null
}

/** Standard deviation behind a 95 % interval. */
export const getDeviation = ([low, high]: Interval): number => (high - low) / (2 * Z_95)

/** Mean and standard deviation of values, n - 1 below; null with fewer than two values, or when they do not differ. */
export function measureSpread(values: readonly number[]): { readonly mean: number; readonly deviation: number } | null {
  if (values.length < 2) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const deviation = Math.sqrt(squares / (values.length - 1))
  return deviation > 0 ? { mean, deviation } : null
}

/** One team's place in one competition: a team may stand in two of them. */
export const teamKey = (competition: string, teamId: number): string => `${competition}|${teamId}`
