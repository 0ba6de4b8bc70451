import { AxisBottom, AxisLeft } from '@visx/axis'
import { scaleLinear } from '@visx/scale'
import { useTranslations } from 'use-intl'
import { type ChartData, ChartFrame } from '../../ui/chart-frame.tsx'
import { useNumberText } from '../../ui/written.ts'
import { Section } from '../../ui/page.tsx'
import { Stat, type StatValue } from '../../ui/stat.tsx'
import { pickExampleBin, containsForecast, type MarketReliability, type ReliabilityBin, type TierReport } from './tiers.ts'

/** Whether one tier's probabilities are calibrated and its intervals honest. */
export function Calibration({ report }: { report: TierReport }) {
  const t = useTranslations('models')
  const home = report.reliability.find(({ market }) => market === 'home')
  const example = home ? pickExampleBin(home.bins) : null
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

/** Explains calibration with the numbers of one bin. */
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
      {t(containsForecast(bin) ? 'exampleHolds' : 'exampleMisses', { interval: write.interval('percent', observed.interval) })}
    </p>
  )
}

/** One market's reliability as a diagram, its figures in a sentence, and the same as a table. */
export function ReliabilityChart({ reliability, report }: { reliability: MarketReliability; report: TierReport }) {
  const t = useTranslations('models')
  const name = t(`market_${reliability.market}`)
  const title = t('reliabilityTitle', { market: name })
  return (
    <ChartFrame
      title={title}
      summary={useSummary(reliability)}
      data={useChartData(reliability)}
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
  const filled = bins.map(containsForecast).filter((held) => held !== null)
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

function useChartData({ bins, before }: MarketReliability): ChartData {
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

interface ReliabilityPictureProps {
  reliability: MarketReliability
  label: string
  axes: { said: string; seen: string }
}

const WIDTH = 340
const LEFT = 44
const RIGHT = 18
const TOP = 8
const SQUARE = WIDTH - LEFT - RIGHT
const GAP = 6
const BARS = 44
const BOTTOM = 36
const HEIGHT = TOP + SQUARE + GAP + BARS + BOTTOM
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]
const MIN_RADIUS = 2.5
const MAX_RADIUS = 8

const x = scaleLinear({ domain: [0, 1], range: [LEFT, LEFT + SQUARE] })
const y = scaleLinear({ domain: [0, 1], range: [TOP + SQUARE, TOP] })
const FLOOR = TOP + SQUARE + GAP + BARS
const TICK_LABEL = { fill: 'var(--ink-soft)', fontSize: 11, fontFamily: 'inherit' } as const

/** Observed share by forecast, one point per tenth; point size and bars show the number of matches, whiskers the interval. */
function ReliabilityPicture({ reliability: { bins, before }, label, axes }: ReliabilityPictureProps) {
  const write = useNumberText()
  const most = Math.max(1, ...bins.map(({ observed }) => observed.n ?? 0))
  const axis = { stroke: 'var(--rule-strong)', tickStroke: 'var(--rule-strong)', tickLength: 4, tickValues: TICKS }
  const percent = (value: unknown) => write('percent', Number(value)).replace('.0', '')
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="block w-full max-w-md">
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke="var(--rule-strong)" strokeDasharray="3 3" />
      {before?.bins.map((bin) => (
        <Point key={bin.low} bin={bin} most={most} isBefore />
      ))}
      {bins.map((bin) => (
        <Point key={bin.low} bin={bin} most={most} />
      ))}
      {bins.map(({ low, high, observed }) => {
        const height = (BARS * (observed.n ?? 0)) / most
        return <rect key={low} x={x(low) + 1} width={x(high) - x(low) - 2} y={FLOOR - height} height={height} fill="var(--dot)" />
      })}
      <AxisLeft left={LEFT} scale={y} {...axis} tickFormat={percent} tickLabelProps={{ ...TICK_LABEL, textAnchor: 'end', dx: -2, dy: 4 }} />
      <AxisBottom top={FLOOR} scale={x} {...axis} tickFormat={percent} tickLabelProps={{ ...TICK_LABEL, textAnchor: 'middle', dy: 2 }} />
      <text x={LEFT + SQUARE} y={HEIGHT - 2} textAnchor="end" {...TICK_LABEL}>
        {axes.said} →
      </text>
      <text x={LEFT + 6} y={TOP + 10} {...TICK_LABEL}>
        ↑ {axes.seen}
      </text>
    </svg>
  )
}

function Point({ bin: { meanForecast, observed }, most, isBefore = false }: { bin: ReliabilityBin; most: number; isBefore?: boolean }) {
  if (meanForecast === null || observed.value === null) return null
  const radius = MIN_RADIUS + (MAX_RADIUS - MIN_RADIUS) * Math.sqrt((observed.n ?? 0) / most)
  const centre = { cx: x(meanForecast), cy: y(observed.value), r: radius }
  if (isBefore) return <circle {...centre} fill="none" stroke="var(--away-mark)" strokeWidth={1.5} />
  return (
    <>
      {observed.interval && (
        <line
          x1={centre.cx}
          x2={centre.cx}
          y1={y(observed.interval[0])}
          y2={y(observed.interval[1])}
          stroke="var(--whisker)"
          strokeWidth={1.5}
        />
      )}
      <circle {...centre} fill="var(--team)" stroke="var(--panel)" />
    </>
  )
}
