import { describeVectorGap } from '@mon-ps/messages/reasons'
import { useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { useNumberText } from '../../ui/written.ts'
import { Badge } from '../../ui/page.tsx'
import { Stat } from '../../ui/stat.tsx'
import { HatchedStrip, Strip } from '../../ui/strips.tsx'

export type Vector = ApiOutputs['team']['byId']['dna'][number]
export type Metric = Vector['metrics'][number]
export type LegacyValue = NonNullable<Vector['legacy']>[number]

export const VECTORS = ['market', 'context', 'risk', 'temporal', 'nemesis', 'psyche', 'roster', 'physical', 'luck'] as const

const MIDDLE = 50

/** A vector's headline metric: the one it names, else its first measured one. */
export function getHeadline(vector: Vector): Metric | null {
  const measured = vector.metrics.filter((metric) => metric.status === 'measured' && metric.value !== null)
  return measured.find((metric) => metric.key === vector.headline) ?? measured[0] ?? null
}

/** Distance of a vector's headline from the league middle in percentiles, 0–50; null when it has none. */
export function getDistanceFromMiddle(vector: Vector): number | null {
  const percentile = getHeadline(vector)?.percentile ?? null
  return percentile === null ? null : Math.abs(percentile - MIDDLE)
}

/** Most unusual first; vectors without a percentile come last, in their fixed order. */
export function sortByDistance(vectors: readonly Vector[]): Vector[] {
  return vectors.toSorted((a, b) => (getDistanceFromMiddle(b) ?? -1) - (getDistanceFromMiddle(a) ?? -1))
}

const EVIDENCE_TONE = { predictive: 'good', stable_style: 'quiet', no_signal: 'quiet' } as const
const GRID = 'grid items-center gap-x-5 gap-y-1 md:grid-cols-[13rem_minmax(0,1fr)_15rem]'

/** One vector: its headline metric's strip, and its components on demand. */
export function DnaRow({ vector, name }: { vector: Vector; name: string }) {
  const t = useTranslations('team')
  const headline = getHeadline(vector)
  return (
    <li className="py-2">
      {headline ? (
        <MetricLine metric={headline} title={name} subtitle={headline.name} />
      ) : (
        <div className={GRID}>
          <span className="font-semibold">{name}</span>
          <HatchedStrip reason={vector.reason === null ? t('reasonUnknown') : describeVectorGap(vector.reason)} />
          <div>{vector.legacy ? <Badge tone="quiet">{t('asMigrated')}</Badge> : <Stat stat={null} kind="plain" />}</div>
        </div>
      )}
      {vector.legacy && <LegacyValues values={vector.legacy} label={t('legacyFrom', { vector: name })} />}
      {headline && vector.reason !== null && <p className="mt-1 text-xs text-soft">{describeVectorGap(vector.reason)}</p>}
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

/** What was seen and what to expect next: of luck, almost nothing remains. */
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
  const place = metric.percentile === null ? '' : `, ${t('percentileShort', { percentile: Math.round(metric.percentile) })}`
  return (
    <Strip
      field={metric.leagueValues}
      value={metric.value}
      interval={metric.interval}
      label={`${metric.name}: ${write('plain', metric.value)} ${metric.unit}${place}`}
    />
  )
}

/** Yes or no for a plain fact, else a number with its interval and n. */
function MetricValue({ metric }: { metric: Metric }) {
  const t = useTranslations('team')
  if (metric.unit === 'yes or no' && metric.value !== null)
    return <span className="font-medium">{metric.value > 0 ? t('yes') : t('no')}</span>
  return <Stat stat={metric} kind="plain" provenance={{ kind: 'team_metric', number: metric.key }} />
}

function Place({ metric }: { metric: Metric }) {
  const t = useTranslations('team')
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {metric.percentile !== null && (
        <span className="text-xs text-soft">{t('percentileShort', { percentile: Math.round(metric.percentile) })}</span>
      )}
      <Badge tone={EVIDENCE_TONE[metric.evidence]} title={t(`evidence_${metric.evidence}Hint`)}>
        {t(`evidence_${metric.evidence}`)}
      </Badge>
    </span>
  )
}

/** V1's values as they are: their sample and interval are unknown. */
export function LegacyValues({ values, label }: { values: readonly LegacyValue[]; label: string }) {
  const t = useTranslations('team')
  const text = (value: LegacyValue['value']) => {
    if (typeof value === 'boolean') return value ? t('yes') : t('no')
    return value === null ? t('legacyNothing') : String(value)
  }
  return (
    <dl aria-label={label} className="mt-1 flex flex-wrap gap-x-5 gap-y-1 border-l border-rule pl-4 text-sm">
      {values.map(({ key, value }) => (
        <div key={key} className="flex min-w-0 gap-x-1.5">
          <dt className="text-soft">{key}</dt>
          <dd className="font-medium wrap-anywhere">{text(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
