import { describeMetricGap } from '@mon-ps/messages/reasons'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { type ChartData, ChartFrame } from '../../ui/chart-frame.tsx'
import { SelectField } from '../../ui/choices.tsx'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { Badge, type BadgeTone, Section } from '../../ui/page.tsx'
import { Empty, Notice } from '../../ui/panel.tsx'
import { Stat } from '../../ui/stat.tsx'

const ALL = 'all'
const TONES: Readonly<Record<Verdict, BadgeTone>> = { predictive: 'good', stable_style: 'quiet', no_signal: 'warn' }

/** How reliable each DNA metric is, over all leagues or in one. */
export function MetricReliabilitySection({ report }: { report: MetricReliabilityReport | null }) {
  const t = useTranslations('models')
  return (
    <Section title={t('dnaTitle')} aside={t('dnaAside')}>
      <p className="mb-4 max-w-prose">{t('dnaLead')}</p>
      {report === null ? <Empty cause={t('dnaMissing')} /> : <Report report={report} />}
    </Section>
  )
}

function Report({ report }: { report: MetricReliabilityReport }) {
  const t = useTranslations('models')
  const [chosen, setChosen] = useState<string>(ALL)
  const league = report.byLeague.find(({ code }) => code === chosen)
  const rows = sortByWorth(league?.rows ?? report.rows)
  const counts = countVerdicts(rows)
  const where = league?.name ?? t('dnaAll', { count: report.byLeague.length })
  return (
    <div className="grid gap-4">
      {report.source === 'demo' && <Notice tone="warn">{t('dnaDemo')}</Notice>}
      {report.stale && <Notice tone="warn">{t('dnaStale')}</Notice>}
      <SelectField
        label={t('league')}
        value={league?.code ?? ALL}
        options={[
          { value: ALL, label: t('dnaAll', { count: report.byLeague.length }) },
          ...report.byLeague.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChange={setChosen}
      />
      <ChartFrame
        title={t('dnaTableTitle', { where })}
        summary={t('dnaSummary', {
          predictive: counts.predictive,
          style: counts.stable_style,
          nothing: counts.no_signal,
          all: rows.length,
        })}
        data={useChartData(rows)}
        fileName={`dna-reliability-${league?.code ?? ALL}`}
        snapshot={report.snapshot}
        note={t('dnaNote')}
      >
        <ReliabilityTable caption={t('dnaTableTitle', { where })} rows={rows} />
      </ChartFrame>
      {report.notMeasured.length > 0 && (
        <ul className="grid max-w-prose gap-1 text-sm text-soft">
          {report.notMeasured.map(({ key, reason }) => (
            <li key={key}>{describeMetricGap(reason)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function ReliabilityTable({ caption, rows }: { caption: string; rows: readonly MetricReliability[] }) {
  const t = useTranslations('models')
  const columns: DataColumn<MetricReliability>[] = [
    { id: 'metric', header: t('dnaMetric'), width: 'min-w-40', cell: ({ name }) => name },
    {
      id: 'verdict',
      header: t('dnaVerdict'),
      cell: ({ verdict }) => (
        <Badge tone={TONES[verdict]} title={t(`dnaMeans_${verdict}`)}>
          {t(`dnaVerdict_${verdict}`)}
        </Badge>
      ),
    },
    {
      id: 'own',
      header: t('dnaOwn'),
      hint: t('dnaOwnHint'),
      cell: ({ reliability }) => <Stat stat={reliability} kind="percent" layout="stacked" />,
    },
    {
      id: 'kappa',
      header: t('dnaKappa'),
      hint: t('dnaKappaHint'),
      cell: ({ kappa }) => (kappa === null ? t('dnaNoDifference') : <Stat stat={kappa} kind={kappa < 1 ? 'plain' : 'count'} />),
    },
    {
      id: 'yearOnYear',
      header: t('dnaYearOnYear'),
      hint: t('dnaYearOnYearHint'),
      cell: ({ yearOnYear }) => <Stat stat={yearOnYear} kind="signed" layout="stacked" />,
    },
    {
      id: 'oddEven',
      header: t('dnaOddEven'),
      hint: t('dnaOddEvenHint'),
      wideOnly: true,
      cell: ({ oddEven }) => <Stat stat={oddEven} kind="signed" layout="stacked" />,
    },
    { id: 'within', header: t('dnaWithin'), wideOnly: true, cell: ({ withinSd }) => <Stat stat={withinSd} kind="decimal" /> },
    { id: 'between', header: t('dnaBetween'), wideOnly: true, cell: ({ betweenSd }) => <Stat stat={betweenSd} kind="decimal" /> },
  ]
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ key }) => key} />
}

function useChartData(rows: readonly MetricReliability[]): ChartData {
  const t = useTranslations('models')
  return {
    columns: [
      { key: 'metric', label: t('dnaMetric') },
      { key: 'verdict', label: t('dnaVerdict') },
      { key: 'groupedBy', label: t('dnaGroupedBy') },
      { key: 'groups', label: t('dnaGroups'), kind: 'count' },
      { key: 'observations', label: t('dnaObservations'), kind: 'count' },
      { key: 'within', label: t('dnaWithin'), kind: 'decimal' },
      { key: 'between', label: t('dnaBetween'), kind: 'decimal' },
      { key: 'kappa', label: t('dnaKappa'), kind: 'expected' },
      { key: 'window', label: t('dnaWindow'), kind: 'expected' },
      { key: 'own', label: t('dnaOwn'), kind: 'percent' },
      { key: 'yearOnYear', label: t('dnaYearOnYear'), kind: 'signed' },
      { key: 'oddEven', label: t('dnaOddEven'), kind: 'signed' },
      { key: 'chance', label: t('dnaChance'), kind: 'probability' },
    ],
    rows: rows.map((row) => ({
      metric: row.name,
      verdict: t(`dnaVerdict_${row.verdict}`),
      groupedBy: t(`dnaGroup_${row.groupedBy}`),
      groups: row.groups,
      observations: row.observations,
      within: row.withinSd,
      between: row.betweenSd,
      kappa: row.kappa ?? t('dnaNoDifference'),
      window: row.window,
      own: row.reliability,
      yearOnYear: row.yearOnYear,
      oddEven: row.oddEven,
      chance: row.pValue,
    })),
  }
}

export type MetricReliabilityReport = NonNullable<ApiOutputs['model']['reliability']['report']>
export type MetricReliability = MetricReliabilityReport['rows'][number]
type Verdict = MetricReliability['verdict']

const ORDER: readonly Verdict[] = ['predictive', 'stable_style', 'no_signal']

/** Most useful first; within a verdict by reliability. */
export function sortByWorth(rows: readonly MetricReliability[]): MetricReliability[] {
  const share = ({ reliability }: MetricReliability): number => reliability.value ?? 0
  return rows.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || share(b) - share(a))
}

/** How many metrics got each verdict. */
export function countVerdicts(rows: readonly MetricReliability[]): Record<Verdict, number> {
  const counts = { predictive: 0, stable_style: 0, no_signal: 0 }
  for (const { verdict } of rows) counts[verdict] += 1
  return counts
}
