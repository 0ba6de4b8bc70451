import type { ApiOutputs } from '../../lib/trpc.ts'

export type MetricReliabilityReport = NonNullable<ApiOutputs['model']['reliability']['report']>
export type MetricReliability = MetricReliabilityReport['rows'][number]
export type Verdict = MetricReliability['verdict']

const ORDER: readonly Verdict[] = ['predictive', 'stable_style', 'no_signal']

/** What is worth the most first; within a verdict by how much is a team's own. */
export function byWorth(rows: readonly MetricReliability[]): MetricReliability[] {
  const share = ({ reliability }: MetricReliability): number => reliability.value ?? 0
  return rows.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || share(b) - share(a))
}

/** How many metrics got each verdict. */
export function countVerdicts(rows: readonly MetricReliability[]): Record<Verdict, number> {
  const counts = { predictive: 0, stable_style: 0, no_signal: 0 }
  for (const { verdict } of rows) counts[verdict] += 1
  return counts
}
