/** Codes and facts of what is not measured, put into words. */
import type { MetricGapWire, MetricKey, ScoringGapWire, VectorGapWire } from '@mon-ps/contract/reason'
import { metrics, type MetricWords } from './en/metrics.ts'
import { reasons } from './en/reasons.ts'

const isMetricKey = (key: string): key is MetricKey => Object.hasOwn(metrics, key)

/** A metric's name, meaning and needs; its key stands in for the name of one that this version does not know. */
export const metricWords = (key: string): MetricWords => (isMetricKey(key) ? metrics[key] : { name: key, meaning: '', needs: '' })

/** @example describeMetricGap({ code: 'data_lack_it', metric: 'fouls_per_match' }) // 'Fouls: the data have no fouls' */
export function describeMetricGap({ code, metric }: MetricGapWire): string {
  const words = metricWords(metric)
  return `${words.name}: ${reasons.metric[code](words)}`
}

/** Why a vector, or a part of it, is not measured. */
export const describeVectorGap = (gap: VectorGapWire): string =>
  gap.code === 'metrics_not_measured' ? gap.metrics.map(describeMetricGap).join('; ') : reasons.vector[gap.code]

/** Why a player's probabilities are not measured. */
export const describeScoringGap = (gap: ScoringGapWire): string => reasons.scoring(gap)
