import { useTranslations } from 'use-intl'
import { Badge } from '../../../ui/badge.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Stat } from '../../../ui/stat.tsx'
import { HatchedStrip, Strip } from '../../../ui/strip.tsx'
import { headlineOf, type Metric, type Vector } from '../vectors.ts'
import { LegacyValues } from './legacy-values.tsx'

const EVIDENCE_TONE = { predictive: 'good', stable_style: 'quiet', no_signal: 'quiet' } as const
const GRID = 'grid items-center gap-x-5 gap-y-1 md:grid-cols-[13rem_minmax(0,1fr)_15rem]'

/** One vector: its headline metric's strip, and its components on demand. */
export function DnaRow({ vector, name }: { vector: Vector; name: string }) {
  const t = useTranslations('team')
  const headline = headlineOf(vector)
  return (
    <li className="py-2">
      {headline ? (
        <MetricLine metric={headline} title={name} subtitle={headline.name} />
      ) : (
        <div className={GRID}>
          <span className="font-semibold">{name}</span>
          <HatchedStrip reason={vector.reason ?? t('reasonUnknown')} />
          <div>{vector.legacy ? <Badge tone="quiet">{t('asMigrated')}</Badge> : <Stat stat={null} kind="plain" />}</div>
        </div>
      )}
      {vector.legacy && <LegacyValues values={vector.legacy} label={t('legacyOf', { vector: name })} />}
      {headline && vector.reason !== null && <p className="mt-1 text-xs text-soft">{vector.reason}</p>}
      {vector.metrics.length > 1 && (
        <details>
          <summary className="inline-flex min-h-6 items-center gap-1 text-xs text-soft before:content-['▸'] hover:text-ink in-[[open]]:before:content-['▾']">
            {t('components', { count: vector.metrics.length })}
          </summary>
          <ul className="mt-1 mb-2 grid gap-2 border-l border-rule pl-4">
            {vector.metrics.map((metric) => (
              <li key={`${metric.key} ${metric.subject?.id ?? ''}`}>
                <MetricLine metric={metric} title={metric.name} subtitle={metric.meaning} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

function MetricLine({ metric, title, subtitle }: { metric: Metric; title: string; subtitle: string }) {
  const t = useTranslations('team')
  return (
    <div className={GRID}>
      <div className="min-w-0" title={metric.meaning}>
        <span className="block font-semibold">
          {title}
          {metric.subject && <span className="ml-1.5 text-sm font-normal text-soft">{t('about', { team: metric.subject.name })}</span>}
        </span>
        <span className="block text-xs text-soft">{subtitle}</span>
      </div>
      <MetricStrip metric={metric} />
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 text-sm">
        <MetricValue metric={metric} />
        <span className="text-xs text-soft">{metric.unit}</span>
        <Place metric={metric} />
      </div>
      {metric.outlook && <Outlook outlook={metric.outlook} />}
    </div>
  )
}

/** What was seen beside what is expected to go on: of luck, next to nothing. */
function Outlook({ outlook: { seen, seenMatches, nextMatches, expected, interval } }: { outlook: NonNullable<Metric['outlook']> }) {
  const t = useTranslations('team')
  const write = useNumberText()
  if (seen === null) return null
  return (
    <p className="text-xs text-soft md:col-span-3">
      {t('outlook', {
        seen: write('signed', seen),
        matches: seenMatches,
        next: nextMatches,
        expected: write('signed', expected),
        interval: write.interval('signed', interval),
      })}
    </p>
  )
}

function MetricStrip({ metric }: { metric: Metric }) {
  const t = useTranslations('team')
  const write = useNumberText()
  if (metric.status !== 'measured' || metric.value === null) return <HatchedStrip reason={t('notMeasured')} />
  const place = metric.percentile === null ? '' : `, ${t('percentileShort', { percentile: write('percentile', metric.percentile) })}`
  return (
    <Strip
      field={metric.leagueValues}
      value={metric.value}
      interval={metric.interval}
      label={`${metric.name}: ${write('plain', metric.value)} ${metric.unit}${place}`}
    />
  )
}

/** A plain fact is a word; everything else a number with what stands behind it. */
function MetricValue({ metric }: { metric: Metric }) {
  const t = useTranslations('team')
  if (metric.unit === 'yes or no' && metric.value !== null)
    return <span className="font-medium">{metric.value > 0 ? t('yes') : t('no')}</span>
  return <Stat stat={metric} kind="plain" provenance={{ kind: 'team_metric', number: metric.key }} />
}

function Place({ metric }: { metric: Metric }) {
  const t = useTranslations('team')
  const write = useNumberText()
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {metric.percentile !== null && (
        <span className="text-xs text-soft">{t('percentileShort', { percentile: write('percentile', metric.percentile) })}</span>
      )}
      <Badge tone={EVIDENCE_TONE[metric.evidence]} title={t(`evidence_${metric.evidence}Hint`)}>
        {t(`evidence_${metric.evidence}`)}
      </Badge>
    </span>
  )
}
