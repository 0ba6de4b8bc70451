import type { ApiOutputs } from '../../lib/trpc.ts'

export type Vector = ApiOutputs['team']['byId']['dna'][number]
export type Metric = Vector['metrics'][number]
export type LegacyValue = NonNullable<Vector['legacy']>[number]

export const VECTORS = ['market', 'context', 'risk', 'temporal', 'nemesis', 'psyche', 'roster', 'physical', 'luck'] as const

const MIDDLE = 50

/** The metric that stands for a vector: the one it names, else its first measured one. */
export function headlineOf(vector: Vector): Metric | null {
  const measured = vector.metrics.filter((metric) => metric.status === 'measured' && metric.value !== null)
  return measured.find((metric) => metric.key === vector.headline) ?? measured[0] ?? null
}

/** How far from the league's middle a vector's headline stands, 0–50; null when it has no place in the league. */
export function distanceFromMiddle(vector: Vector): number | null {
  const percentile = headlineOf(vector)?.percentile ?? null
  return percentile === null ? null : Math.abs(percentile - MIDDLE)
}

/** Most unusual first; what cannot be placed comes last, in its fixed order. */
export function byDistance(vectors: readonly Vector[]): Vector[] {
  return vectors.toSorted((a, b) => (distanceFromMiddle(b) ?? -1) - (distanceFromMiddle(a) ?? -1))
}
