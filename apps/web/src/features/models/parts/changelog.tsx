import { useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../../lib/trpc.ts'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Section } from '../../../ui/section.tsx'
import { Stat } from '../../../ui/stat.tsx'
import type { Tier } from '../tiers.ts'

type Versions = ApiOutputs['model']['versions']
type Version = Versions['versions'][number]
type Scores = Version['scores'][number]
type ScoreKey = keyof NonNullable<Scores['change']>

const SCORE_COLUMNS = [
  ['rps', 'scoreRps', false],
  ['logLoss', 'scoreLogLoss', false],
  ['over25LogLoss', 'scoreOver25', true],
  ['bttsLogLoss', 'scoreBtts', true],
] as const

interface Entry {
  version: Version
  scores: Scores
}

/** How one tier came to be what it is: versions on the same matches, each beside its change from the one before. */
export function Changelog({ versions: { benchmark, versions }, tier }: { versions: Versions; tier: Tier }) {
  const t = useTranslations('models')
  const write = useNumberText()
  const rows = versions.flatMap((version): Entry[] => {
    const scores = version.scores.find((each) => each.tier === tier)
    return scores ? [{ version, scores }] : []
  })
  const columns: DataColumn<Entry>[] = [
    { id: 'version', header: t('version'), cell: ({ version: { version, title } }) => t('versionName', { version, title }) },
    ...SCORE_COLUMNS.map(
      ([key, header, wideOnly]): DataColumn<Entry> => ({
        id: key,
        header: t(header),
        wideOnly,
        cell: ({ scores }) => <ScoreWithChange scores={scores} score={key} />,
      }),
    ),
    { id: 'changed', header: t('changed'), width: 'min-w-64 max-w-xl', cell: ({ version }) => <Changes changes={version.changes} /> },
  ]
  return (
    <Section
      title={t('changelogTitle')}
      aside={t('changelogAside', {
        matches: write('count', benchmark.matches),
        leagues: benchmark.leagues.join(', '),
        from: benchmark.seasons[0] ?? '',
        to: benchmark.seasons.at(-1) ?? '',
      })}
    >
      <DataTable
        caption={t('changelogCaption', { tier: t(`tier_${tier}`) })}
        columns={columns}
        rows={rows}
        rowKey={({ version }) => version.version}
      />
    </Section>
  )
}

function ScoreWithChange({ scores, score }: { scores: Scores; score: ScoreKey }) {
  const t = useTranslations('models')
  const write = useNumberText()
  const change = scores.change?.[score]
  return (
    <span className="inline-flex flex-col leading-tight">
      <Stat stat={scores[score]} kind="loss" />
      <span className="text-xs text-soft">
        {change === undefined ? t('firstOfTier') : t('changeOf', { change: write('thousandths', change) })}
      </span>
    </span>
  )
}

function Changes({ changes }: { changes: readonly string[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-4">
      {changes.map((change) => (
        <li key={change}>{change}</li>
      ))}
    </ul>
  )
}
