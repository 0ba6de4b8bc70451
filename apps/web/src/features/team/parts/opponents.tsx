import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../ui/badge.tsx'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Stat } from '../../../ui/stat.tsx'
import type { Opponent } from '../profile.ts'

/** Every opponent of the season: the record as it was, beside what chance leaves of it. */
export function Opponents({ opponents }: { opponents: readonly Opponent[] }) {
  const t = useTranslations('teamProfile')
  const columns = useColumns()
  const sure = opponents.filter(({ couldBeChance }) => !couldBeChance).length
  return (
    <>
      <p className="mb-3 max-w-prose text-sm">{t('opponentsLead', { sure })}</p>
      <DataTable caption={t('opponentsCaption')} columns={columns} rows={opponents} rowKey={({ opponent }) => String(opponent.id)} />
    </>
  )
}

function useColumns(): DataColumn<Opponent>[] {
  const t = useTranslations('teamProfile')
  return [
    {
      id: 'opponent',
      header: t('opponent'),
      cell: ({ opponent }) => (
        <Link to="/teams/$teamId" params={{ teamId: opponent.id }} className="inline-flex min-h-6 items-center">
          {opponent.name}
        </Link>
      ),
    },
    {
      id: 'record',
      header: t('record'),
      align: 'right',
      cell: ({ won, drawn, lost }) => `${won}–${drawn}–${lost}`,
    },
    {
      id: 'raw',
      header: t('raw'),
      hint: t('rawHint'),
      align: 'right',
      cell: ({ raw }) => <Stat stat={raw} kind="signed" layout="stacked" />,
    },
    {
      id: 'shrunk',
      header: t('shrunk'),
      hint: t('shrunkHint'),
      align: 'right',
      cell: ({ shrunk }) => <Stat stat={shrunk} kind="signed" layout="interval" />,
    },
    {
      id: 'verdict',
      header: t('verdict'),
      align: 'right',
      cell: ({ couldBeChance }) => <Badge tone={couldBeChance ? 'quiet' : 'strong'}>{couldBeChance ? t('couldBe') : t('isClear')}</Badge>,
    },
  ]
}
