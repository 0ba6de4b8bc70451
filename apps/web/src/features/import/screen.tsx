import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../lib/trpc.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Section } from '../../ui/section.tsx'
import { mergeReports } from './merge-reports.ts'
import { DropArea } from './parts/drop-area.tsx'
import { FetchForm } from './parts/fetch-form.tsx'
import { PastImports } from './parts/past-imports.tsx'
import { Report } from './parts/report.tsx'
import { UploadList } from './parts/upload-list.tsx'
import { useUploads } from './use-uploads.ts'

export interface ImportScreenProps {
  /** The calculation in progress, if one is. */
  progress: ReactNode
  isCalculating: boolean
  onCalculate: () => void
}

/** Files in, and the account of every row of them. */
export function ImportScreen({ progress, isCalculating, onCalculate }: ImportScreenProps) {
  const t = useTranslations('importing')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const queue = useUploads()
  const fetched = useMutation(trpc.import.fetch.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }))
  const { uploads, allOver } = queue
  const uploaded = useMemo(() => mergeReports(uploads.flatMap(({ state }) => (state.kind === 'done' ? [state.report] : []))), [uploads])
  const report = allOver ? uploaded : (fetched.data ?? null)
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="mb-8 empty:hidden">{progress}</div>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[3fr_2fr]">
        <DropArea onFiles={queue.add} refused={queue.refused} />
        <FetchForm isPending={fetched.isPending} error={fetched.error} onFetch={fetched.mutate} />
      </div>
      {uploads.length > 0 && <UploadList {...queue} />}
      {report && (
        <>
          <Report report={report} />
          {report.added + report.changed > 0 && !isCalculating && (
            <div className="mt-6">
              <Notice
                action={
                  <Button tone="primary" onPress={onCalculate}>
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
