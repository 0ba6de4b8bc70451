import { useTranslations } from 'use-intl'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Section } from '../../../ui/section.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { exampleBin, holds, type ReliabilityBin, type TierReport } from '../tiers.ts'
import { ReliabilityChart } from './reliability-chart.tsx'

/** Whether one tier's probabilities mean what they say, and whether its intervals hold. */
export function Calibration({ report }: { report: TierReport }) {
  const t = useTranslations('models')
  const home = report.reliability.find(({ market }) => market === 'home')
  const example = home ? exampleBin(home.bins) : null
  return (
    <>
      <Section title={t('calibrationTitle')}>
        <p className="max-w-prose">{t('meaning')}</p>
        {example && <WorkedExample bin={example} />}
        <div className="mt-6 grid gap-x-10 gap-y-8 md:grid-cols-2">
          {report.reliability.map((reliability) => (
            <ReliabilityChart key={reliability.market} reliability={reliability} report={report} />
          ))}
        </div>
      </Section>
      <Section title={t('intervalsTitle')}>
        <p className="max-w-prose">{t('intervalsLead')}</p>
        <dl className="mt-3 grid grid-cols-2 gap-4 lg:grid-cols-4">
          {report.coverage.map(({ market, share }) => (
            <div key={market}>
              <dt className="text-sm text-soft">{t(`market_${market}`)}</dt>
              <dd>
                <Stat stat={share} kind="percent" layout="stacked" />
              </dd>
            </div>
          ))}
        </dl>
      </Section>
    </>
  )
}

/** What calibration means, in words and in the numbers of one bin. */
export function WorkedExample({ bin }: { bin: ReliabilityBin }) {
  const t = useTranslations('models')
  const write = useNumberText()
  const { low, high, meanForecast, observed } = bin
  if (meanForecast === null || observed.value === null || observed.interval === null || observed.n === null) return null
  return (
    <p className="mt-3 max-w-prose rounded border border-rule bg-sunken p-3">
      {t('example', {
        n: write('count', observed.n),
        low: write('score', low * 100),
        high: write('percent', high).replace('.0', ''),
        won: write('count', Math.round(observed.value * observed.n)),
        share: write('percent', observed.value),
        mean: write('percent', meanForecast),
      })}{' '}
      {t(holds(bin) ? 'exampleHolds' : 'exampleMisses', { interval: write.interval('percent', observed.interval) })}
    </p>
  )
}
