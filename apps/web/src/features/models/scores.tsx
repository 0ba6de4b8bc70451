import { useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { useNumberText } from '../../ui/written.ts'
import { Section } from '../../ui/page.tsx'
import { Stat } from '../../ui/stat.tsx'
import { type ComparedSkill, classifyGap, SCORES, type Tier, type TierReport, type TierSkill } from './tiers.ts'

/** How far each tier is behind the close, with its interval. */
export function GapSentences({ tiers }: { tiers: readonly TierSkill[] }) {
  const t = useTranslations('models')
  return (
    <Section title={t('gapTitle')}>
      <ul className="grid max-w-prose gap-2">
        {tiers.map((entry) => (
          <GapSentence key={entry.tier} {...entry} />
        ))}
      </ul>
      <p className="mt-3 max-w-prose text-sm text-soft">{t('gapMeaning')}</p>
    </Section>
  )
}

function GapSentence({ tier, report }: TierSkill) {
  const t = useTranslations('models')
  const write = useNumberText()
  const name = t(`tier_${tier}`)
  if (!report) return <li>{t('gap_missing', { tier: name })}</li>
  const gap = classifyGap(report.all)
  const { value, interval, n } = report.all.difference.rps
  if (gap === 'none' || value === null || interval === null) return <li>{t('gap_none', { tier: name })}</li>
  const size = gap === 'level' ? value : Math.abs(value)
  const ends: readonly [number, number] = gap === 'ahead' ? [-interval[1], -interval[0]] : interval
  return (
    <li>
      {t(`gap_${gap}`, {
        tier: name,
        difference: gap === 'level' ? write('thousandths', size) : write('plain', size * 1000),
        interval: gap === 'level' ? write.interval('thousandths', ends) : write.interval('plain', [ends[0] * 1000, ends[1] * 1000]),
        n: write('count', n ?? 0),
      })}
    </li>
  )
}

type Score = (typeof SCORES)[number]

/** One tier's scores beside those of the closing price, in all, by season and by league. */
export function SkillTables({ report }: { report: TierReport }) {
  const t = useTranslations('models')
  return (
    <>
      <Section title={t('scoresTitle')} aside={t('scoresAside')}>
        <ScoreTable compared={report.all} tier={t(`tier_${report.tier}`)} />
      </Section>
      <Section title={t('seasonsTitle')}>
        <GroupTable caption={t('seasonsTitle')} first={t('season')} groups={report.bySeason} />
        <p className="mt-2 text-xs text-soft">{t('seasonsNote')}</p>
      </Section>
      <Section title={t('leaguesTitle')}>
        <GroupTable caption={t('leaguesTitle')} first={t('league')} groups={report.byLeague} />
      </Section>
    </>
  )
}

function ScoreTable({ compared, tier }: { compared: ComparedSkill; tier: string }) {
  const t = useTranslations('models')
  const columns: DataColumn<{ score: Score }>[] = [
    { id: 'score', header: t('score'), width: 'min-w-28', cell: ({ score }) => t(`score_${score}`) },
    { id: 'own', header: t('own'), cell: ({ score }) => <Stat stat={compared.skill[score]} kind="loss" layout="stacked" /> },
    { id: 'close', header: t('close'), cell: ({ score }) => <Close stat={compared.close[score]} kind="loss" /> },
    {
      id: 'difference',
      header: t('difference'),
      hint: t('differenceHint'),
      cell: ({ score }) => <Close stat={compared.difference[score]} kind="thousandths" />,
    },
  ]
  return (
    <DataTable
      caption={t('scoresCaption', { tier })}
      columns={columns}
      rows={SCORES.map((score) => ({ score }))}
      rowKey={({ score }) => score}
    />
  )
}

/** A number of the close, or that the market has no quoted price. */
function Close({ stat, kind }: { stat: ComparedSkill['close'][Score]; kind: 'loss' | 'thousandths' }) {
  const t = useTranslations('models')
  if (stat.n === 0)
    return (
      <span className="hatch rounded-sm px-1 text-xs text-soft">
        <span className="bg-panel px-0.5">{t('noPrice')}</span>
      </span>
    )
  return <Stat stat={stat} kind={kind} layout="stacked" />
}

function GroupTable({ caption, first, groups }: { caption: string; first: string; groups: readonly ComparedSkill[] }) {
  const t = useTranslations('models')
  const columns: DataColumn<ComparedSkill>[] = [
    { id: 'name', header: first, width: 'min-w-20', cell: ({ name }) => name },
    { id: 'matches', header: t('matches'), align: 'right', cell: ({ matches }) => <Stat stat={matches} kind="count" /> },
    { id: 'rps', header: t('score_rps'), cell: ({ skill }) => <Stat stat={skill.rps} kind="loss" layout="interval" /> },
    {
      id: 'behindRps',
      header: t('behindRps'),
      hint: t('differenceHint'),
      cell: ({ difference }) => <Close stat={difference.rps} kind="thousandths" />,
    },
    {
      id: 'logLoss',
      header: t('score_logLoss'),
      wideOnly: true,
      cell: ({ skill }) => <Stat stat={skill.logLoss} kind="loss" layout="interval" />,
    },
    {
      id: 'behindLogLoss',
      header: t('behindLogLoss'),
      hint: t('differenceHint'),
      wideOnly: true,
      cell: ({ difference }) => <Close stat={difference.logLoss} kind="thousandths" />,
    },
    {
      id: 'over25',
      header: t('score_over25LogLoss'),
      wideOnly: true,
      cell: ({ skill }) => <Stat stat={skill.over25LogLoss} kind="loss" layout="interval" />,
    },
    {
      id: 'btts',
      header: t('score_bttsLogLoss'),
      wideOnly: true,
      cell: ({ skill }) => <Stat stat={skill.bttsLogLoss} kind="loss" layout="interval" />,
    },
  ]
  return <DataTable caption={caption} columns={columns} rows={groups} rowKey={({ key }) => key} />
}

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

/** The versions of one tier on the same matches, each with its change from the one before. */
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
        {change === undefined ? t('firstOfTier') : t('changeBy', { change: write('thousandths', change) })}
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
