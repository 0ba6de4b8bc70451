import type { ImportRunWire } from '@mon-ps/api'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { useTRPC } from '../../../lib/trpc.ts'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { OriginBadges } from '../../../ui/origin-badges.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { Stat } from '../../../ui/stat.tsx'

export function PastImports() {
  const t = useTranslations('importing')
  const format = useFormatter()
  const trpc = useTRPC()
  const runs = useQuery(trpc.import.list.queryOptions(undefined, { select: (answer) => answer.data }))
  const counts = ['rowsRead', 'accepted', 'rejected', 'added', 'changed'] as const
  const columns: DataColumn<ImportRunWire>[] = [
    { id: 'at', header: t('at'), cell: (run) => format.dateTime(new Date(run.at), { dateStyle: 'medium', timeStyle: 'short' }) },
    {
      id: 'files',
      header: t('files'),
      cell: (run) => (
        <span className="inline-flex flex-wrap items-center gap-x-1.5">
          <span title={run.files.join(', ')}>{run.files.length === 1 ? run.files[0] : t('filesCount', { count: run.files.length })}</span>
          <OriginBadges source={run.source} />
        </span>
      ),
    },
    ...counts.map(
      (key): DataColumn<ImportRunWire> => ({
        id: key,
        header: t(key),
        align: 'right',
        wideOnly: key === 'accepted' || key === 'changed',
        cell: (run) => <Stat stat={run[key]} kind="count" />,
      }),
    ),
  ]
  return (
    <Panel
      query={runs}
      what={t('whatPast')}
      height="min-h-48"
      empty={(list) => (list.length === 0 ? <Empty cause={t('pastEmpty')} /> : null)}
    >
      {(list) => <DataTable caption={t('past')} columns={columns} rows={list} rowKey={(run) => String(run.runId)} />}
    </Panel>
  )
}
