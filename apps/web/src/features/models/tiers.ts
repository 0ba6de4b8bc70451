import type { ApiOutputs } from '../../lib/trpc.ts'

export type TierSkill = ApiOutputs['model']['skill']['tiers'][number]
export type TierReport = NonNullable<TierSkill['report']>
export type Tier = TierSkill['tier']
export type ComparedSkill = TierReport['all']
export type MarketReliability = TierReport['reliability'][number]
export type ReliabilityBin = MarketReliability['bins'][number]

export const TIERS = ['results', 'history', 'market'] as const satisfies readonly Tier[]
export const SCORES = ['rps', 'logLoss', 'over25LogLoss', 'bttsLogLoss'] as const satisfies readonly (keyof ComparedSkill['skill'])[]

export type Gap = 'behind' | 'level' | 'ahead' | 'none'

/** Classifies the paired difference to the close: only an interval that excludes zero says which was better. */
export function classifyGap({ difference }: ComparedSkill): Gap {
  const { value, interval } = difference.rps
  if (value === null || interval === null) return 'none'
  if (interval[0] > 0) return 'behind'
  return interval[1] < 0 ? 'ahead' : 'level'
}

/** Whether the interval of the observed share contains the mean forecast; null for an empty bin. */
export function containsForecast({ meanForecast, observed }: ReliabilityBin): boolean | null {
  if (meanForecast === null || observed.interval === null) return null
  return meanForecast >= observed.interval[0] && meanForecast <= observed.interval[1]
}

const EXAMPLE_LOW = 0.6
const MIN_MATCHES = 50

/** The bin to explain calibration on: 60–70% if it has enough matches, else the fullest one. */
export function pickExampleBin(bins: readonly ReliabilityBin[]): ReliabilityBin | null {
  const size = ({ observed }: ReliabilityBin): number => observed.n ?? 0
  const wanted = bins.find(({ low }) => Math.abs(low - EXAMPLE_LOW) < 1e-9)
  if (wanted && size(wanted) >= MIN_MATCHES) return wanted
  const fullest = bins.reduce<ReliabilityBin | null>((best, bin) => (best === null || size(bin) > size(best) ? bin : best), null)
  return fullest && size(fullest) > 0 ? fullest : null
}
