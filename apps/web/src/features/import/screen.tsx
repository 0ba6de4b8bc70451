import type { ImportRun } from '@mon-ps/contract/import'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../lib/trpc.ts'
import { Button } from '../../ui/buttons.tsx'
import { CalculationPanel, useCalculation } from '../../ui/calculation.tsx'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { useDateText } from '../../ui/written.ts'
import { OriginBadges } from '../../ui/origin.tsx'
import { PageHeader, Section } from '../../ui/page.tsx'
import { Empty, Notice, Panel } from '../../ui/panel.tsx'
import { Stat } from '../../ui/stat.tsx'
import { FetchForm } from './fetch-form.tsx'
import { mergeReports, Report } from './report.tsx'
import { DropArea, UploadList } from './upload-list.tsx'
import { useUploads } from './uploads.ts'

/** Files in, and the account of every row of them. */
export function ImportScreen() {
  const t = useTranslations('importing')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const calculation = useCalculation()
  const queue = useUploads()
  const fetched = useMutation(trpc.import.fetch.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }))
  const { uploads, allFinished } = queue
  const uploaded = useMemo(() => mergeReports(uploads.flatMap(({ state }) => (state.kind === 'done' ? [state.report] : []))), [uploads])
  const report = allFinished ? uploaded : (fetched.data ?? null)
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {calculation.isActive && (
        <div className="mb-8">
          <CalculationPanel />
        </div>
      )}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[3fr_2fr]">
        <DropArea onFiles={queue.add} refused={queue.refused} />
        <FetchForm isPending={fetched.isPending} error={fetched.error} onFetch={fetched.mutate} />
      </div>
      {uploads.length > 0 && <UploadList {...queue} />}
      {report && (
        <>
          <Report report={report} />
          {report.added + report.changed > 0 && !calculation.isActive && (
            <div className="mt-6">
              <Notice
                action={
                  <Button tone="primary" onPress={() => calculation.start()}>
                    {t('calculate')}
                  </Button>
                }
              >
                {t('calculateNext')}
              </Notice>
            </div>
          )}
        </>
      )}
      <Section title={t('past')}>
        <PastImports />
      </Section>
    </>
  )
}

function PastImports() {
  const t = useTranslations('importing')
  const { moment } = useDateText()
  const trpc = useTRPC()
  const runs = useQuery(trpc.import.list.queryOptions(undefined, { select: (answer) => answer.data }))
  const counts = ['rowsRead', 'accepted', 'rejected', 'added', 'changed'] as const
  const columns: DataColumn<ImportRun>[] = [
    { id: 'at', header: t('at'), cell: (run) => moment(run.at) },
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
      (key): DataColumn<ImportRun> => ({
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
