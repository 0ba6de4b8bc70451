import { useTranslations } from 'use-intl'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Section } from '../../../ui/section.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { type ComparedSkill, SCORES, type TierReport } from '../tiers.ts'

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

/** A number of the close: where nobody quotes the market, that is the reason why it is not known. */
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
