import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { readChoice } from '../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { useJob, type WatchedJob } from '../../lib/use-job.ts'
import { JobProgress } from '../../ui/job-progress.tsx'
import { ErrorNotice, Notice } from '../../ui/panel.tsx'

type EvaluationJob = NonNullable<ApiOutputs['model']['latest']['job']>

export interface Evaluation extends WatchedJob<EvaluationJob> {
  isActive: boolean
  /** Why it could not be started. */
  error: unknown
  start: () => void
  cancel: () => void
}

/** The evaluation of the models, watched live; when it ends the scores are fetched again. */
export function useEvaluation(): Evaluation {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const latest = useQuery(trpc.model.latest.queryOptions())
  const refresh = useCallback(() => {
    for (const part of [trpc.model, trpc.friction]) void queryClient.invalidateQueries({ queryKey: part.pathKey() })
  }, [trpc, queryClient])
  const watched = useJob<EvaluationJob>({
    known: latest.data?.job,
    subscribe: (jobId, handlers) => trpc.model.progress.subscriptionOptions(jobId === null ? skipToken : { jobId }, handlers),
    onEnd: refresh,
  })
  const start = useMutation(trpc.model.evaluate.mutationOptions({ onSuccess: ({ jobId }) => watched.follow(jobId) }))
  const cancel = useMutation(trpc.model.cancel.mutationOptions())
  return {
    ...watched,
    isActive: start.isPending || watched.activeId !== null,
    error: start.error,
    start: () => start.mutate(),
    cancel: () => watched.activeId !== null && cancel.mutate({ jobId: watched.activeId }),
  }
}

const PHASES = ['load', 'rate', 'forecast', 'report', 'gate'] as const

/** The evaluation in progress, or why the last one did not end well. Nothing when it did, or there never was one. */
export function EvaluationPanel({ job, isActive, isReconnecting, error, start, cancel }: Evaluation) {
  const t = useTranslations('models')
  if (error) return <ErrorNotice error={error} onRetry={start} />
  if (isActive) {
    const phaseName = (phase: string) => {
      const known = readChoice(phase, PHASES)
      return known ? t(`phase_${known}`) : phase
    }
    return (
      <JobProgress
        title={t('evaluating')}
        phases={job?.phases ?? []}
        phaseName={phaseName}
        onCancel={cancel}
        elapsedMs={job?.elapsedMs ?? null}
        isReconnecting={isReconnecting}
      />
    )
  }
  if (job?.status === 'failed') return <Notice tone="bad">{t('failed', { message: job.error?.message ?? '' })}</Notice>
  if (job?.status === 'interrupted' || job?.status === 'cancelled') return <Notice tone="warn">{t('interrupted')}</Notice>
  return null
}
