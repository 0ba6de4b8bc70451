import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { useNumberText } from '../../ui/written.ts'
import { Section } from '../../ui/page.tsx'
import { Notice, Panel } from '../../ui/panel.tsx'
import { Stat } from '../../ui/stat.tsx'
import type { Tier } from './tiers.ts'

export type AblationReport = NonNullable<ApiOutputs['friction']['gate']['tiers'][number]['report']>
type CandidateFeature = AblationReport['terms'][number]
type ChaosBand = AblationReport['chaos'][number]

const SCORES = ['goals', 'outcome', 'over25', 'btts'] as const

/** Whether friction may move the forecasts of a tier, and every feature tried. */
export function FrictionAblation({ tier }: { tier: Tier }) {
  const t = useTranslations('gate')
  const trpc = useTRPC()
  const gate = useQuery(trpc.friction.gate.queryOptions())
  return (
    <Section title={t('title')}>
      <p className="mb-4 max-w-prose text-sm text-soft">{t('lead')}</p>
      <Panel query={gate} what={t('what')} height="min-h-40">
        {({ tiers }) => {
          const report = tiers.find((each) => each.tier === tier)?.report
          return report ? <AblationTables report={report} /> : <p className="text-sm">{t('none')}</p>
        }}
      </Panel>
    </Section>
  )
}

/** One tier's test: the summary, the features and the upsets. */
export function AblationTables({ report }: { report: AblationReport }) {
  const t = useTranslations('gate')
  const tModels = useTranslations('models')
  const write = useNumberText()
  const { gain } = report.friction.scores.goals
  const tier = tModels(`tier_${report.tier}`)
  const numbers = {
    gain: gain.value === null ? '–' : write('signed', gain.value),
    interval: gain.interval === null ? '–' : write.interval('signed', gain.interval),
    matches: write('count', report.matches),
  }
  return (
    <div className="grid gap-6">
      {report.stale && <Notice tone="warn">{t('matchupStale')}</Notice>}
      <p className="max-w-prose">
        {report.weight === 0 ? t('sentenceNothing', numbers) : t('sentencePasses', numbers)}{' '}
        {t('tried', { terms: report.terms.length, passed: report.passed.length })}
      </p>
      <TermTable terms={report.terms} caption={t('termsCaption', { tier })} />
      <div>
        <h3 className="text-base font-semibold">{t('chaosTitle')}</h3>
        <p className="mb-3 max-w-prose text-sm text-soft">{t('chaosLead')}</p>
        <ChaosTable bands={report.chaos} caption={t('chaosCaption', { tier })} />
      </div>
    </div>
  )
}

function TermTable({ terms, caption }: { terms: readonly CandidateFeature[]; caption: string }) {
  const t = useTranslations('gate')
  const write = useNumberText()
  const columns: DataColumn<CandidateFeature>[] = [
    { id: 'term', header: t('term'), width: 'min-w-40', cell: ({ key }) => key.replaceAll('_', ' ') },
    ...SCORES.map(
      (score): DataColumn<CandidateFeature> => ({
        id: score,
        header: t(score),
        cell: ({ scores }) => <Stat stat={scores[score].gain} kind="signed" layout="interval" />,
      }),
    ),
    {
      id: 'z',
      header: t('z'),
      hint: t('zHint'),
      wideOnly: true,
      cell: ({ columns: parts }) => parts.map(({ part, z }) => `${part} ${write('signed', z)}`).join(', '),
    },
    {
      id: 'permutation',
      header: t('permutation'),
      hint: t('permutationHint'),
      wideOnly: true,
      align: 'right',
      cell: ({ permutationP }) => <Stat stat={permutationP} kind="plain" />,
    },
    { id: 'verdict', header: t('verdict'), cell: ({ passes }) => (passes ? t('passes') : t('fails')) },
  ]
  return <DataTable caption={caption} columns={columns} rows={terms} rowKey={({ key }) => key} />
}

function ChaosTable({ bands, caption }: { bands: readonly ChaosBand[]; caption: string }) {
  const t = useTranslations('gate')
  const columns: DataColumn<ChaosBand>[] = [
    { id: 'band', header: t('chaosBand'), cell: ({ low, high }) => t('band', { low, high }) },
    { id: 'matches', header: t('matches'), align: 'right', cell: ({ matches }) => <Stat stat={matches} kind="count" /> },
    { id: 'upsets', header: t('upsets'), cell: ({ upsets }) => <Stat stat={upsets} kind="percent" layout="interval" /> },
    {
      id: 'said',
      header: t('said'),
      hint: t('saidHint'),
      align: 'right',
      cell: ({ expectedUpsets }) => <Stat stat={expectedUpsets} kind="percent" />,
    },
    {
      id: 'failed',
      header: t('favouriteFailed'),
      cell: ({ favouriteFailed }) => <Stat stat={favouriteFailed} kind="percent" layout="interval" />,
    },
    {
      id: 'saidFailed',
      header: t('said'),
      hint: t('saidHint'),
      wideOnly: true,
      align: 'right',
      cell: ({ expectedFailures }) => <Stat stat={expectedFailures} kind="percent" />,
    },
  ]
  return <DataTable caption={caption} columns={columns} rows={bands} rowKey={({ low }) => String(low)} />
}
