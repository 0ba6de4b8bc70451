import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import type { StatValue } from '../../../ui/stat.tsx'
import type { Twin } from '../../../ui/twin.ts'
import { holds, type MarketReliability, type TierReport } from '../tiers.ts'
import { ReliabilityPicture } from './reliability-picture.tsx'

/** One market's reliability as a diagram, its figures in a sentence, and the same as a table. */
export function ReliabilityChart({ reliability, report }: { reliability: MarketReliability; report: TierReport }) {
  const t = useTranslations('models')
  const name = t(`market_${reliability.market}`)
  const title = t('reliabilityTitle', { market: name })
  return (
    <ChartFrame
      title={title}
      summary={useSummary(reliability)}
      twin={useTwin(reliability)}
      fileName={`reliability-${report.tier}-${reliability.market}`}
      n={reliability.n}
      snapshot={report.snapshot}
    >
      <ReliabilityPicture reliability={reliability} label={title} axes={{ said: t('axisSaid'), seen: t('axisSeen') }} />
    </ChartFrame>
  )
}

function useSummary({ bins, slope, intercept, calibrationError, before }: MarketReliability): string {
  const t = useTranslations('models')
  const write = useNumberText()
  const filled = bins.map(holds).filter((held) => held !== null)
  const fitted = ({ value, interval }: StatValue): string =>
    value === null || interval === null ? t('unknownFit') : `${write('plain', value)} [${write.interval('plain', interval)}]`
  const distance = (error: number | null): string =>
    error === null ? t('unknownFit') : t('distance', { points: write('expected', error * 100) })
  const summary = t('reliabilitySummary', {
    holding: filled.filter(Boolean).length,
    filled: filled.length,
    distance: distance(calibrationError),
    slope: fitted(slope),
    intercept: fitted(intercept),
  })
  return before ? `${summary} ${t('reliabilityBefore', { distance: distance(before.calibrationError) })}` : summary
}

function useTwin({ bins, before }: MarketReliability): Twin {
  const t = useTranslations('models')
  const write = useNumberText()
  return {
    columns: [
      { key: 'bin', label: t('bin') },
      { key: 'said', label: t('said'), kind: 'percent' },
      { key: 'seen', label: t('seen'), kind: 'percent' },
      ...(before
        ? ([
            { key: 'saidBefore', label: t('saidBefore'), kind: 'percent' },
            { key: 'seenBefore', label: t('seenBefore'), kind: 'percent' },
          ] as const)
        : []),
    ],
    rows: bins.map(({ low, high, meanForecast, observed }, index) => ({
      bin: write.interval('percent', [low, high]),
      said: meanForecast,
      seen: observed,
      saidBefore: before?.bins[index]?.meanForecast ?? null,
      seenBefore: before?.bins[index]?.observed ?? null,
    })),
  }
}
