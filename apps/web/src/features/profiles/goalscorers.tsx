import { useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Stat } from '../../ui/stat.tsx'

type Goalscorer = ApiOutputs['profile']['byTeam']['goalscorers'][number]

/** Who scores for the team: the counts as imported, and what they say of a match to come. */
export function Goalscorers({ goalscorers }: { goalscorers: readonly Goalscorer[] }) {
  const t = useTranslations('profiles')
  const columns = useColumns()
  const [first] = goalscorers
  if (first === undefined) return <Empty cause={t('noScorers')} />
  return (
    <div>
      <h3 className="eyebrow mb-2">{t('scorers', { season: first.season })}</h3>
      <DataTable
        caption={t('scorers', { season: first.season })}
        columns={columns}
        rows={goalscorers}
        rowKey={({ playerName, season }) => `${season} ${playerName}`}
      />
    </div>
  )
}

function useColumns(): DataColumn<Goalscorer>[] {
  const t = useTranslations('profiles')
  const count = (value: number | null) => (value === null ? t('notCounted') : <Stat stat={value} kind="count" />)
  return [
    { id: 'player', header: t('player'), cell: ({ playerName }) => playerName },
    { id: 'position', header: t('position'), wideOnly: true, cell: ({ position }) => position ?? t('notCounted') },
    { id: 'goals', header: t('goals'), align: 'right', cell: ({ goals }) => count(goals) },
    { id: 'appearances', header: t('appearances'), align: 'right', wideOnly: true, cell: ({ appearances }) => count(appearances) },
    { id: 'minutes', header: t('minutes'), align: 'right', wideOnly: true, cell: ({ minutes }) => count(minutes) },
    {
      id: 'anytime',
      header: t('anytime'),
      hint: t('anytimeHint'),
      align: 'right',
      cell: ({ anytime, reason }) => (
        <span title={reason ?? undefined}>
          <Stat stat={anytime} kind="percent" />
        </span>
      ),
    },
    {
      id: 'firstGoal',
      header: t('firstGoal'),
      hint: t('orderHint'),
      align: 'right',
      cell: ({ firstGoal, reason }) => (
        <span title={reason ?? undefined}>
          <Stat stat={firstGoal} kind="percent" />
        </span>
      ),
    },
    {
      id: 'lastGoal',
      header: t('lastGoal'),
      hint: t('orderHint'),
      align: 'right',
      wideOnly: true,
      cell: ({ lastGoal }) => <Stat stat={lastGoal} kind="percent" />,
    },
  ]
}
