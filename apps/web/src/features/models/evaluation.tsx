import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { readChoice } from '../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { Button } from '../../ui/buttons.tsx'
import { Progress } from '../../ui/page.tsx'
import { ErrorNotice, Notice } from '../../ui/panel.tsx'

type EvaluationJob = NonNullable<ApiOutputs['model']['latest']['job']>

export interface Evaluation {
  /** The newest one known; null when there never was one. */
  job: EvaluationJob | null
  isActive: boolean
  /** Why it could not be started or followed. */
  error: unknown
  start: () => void
  cancel: () => void
}

const isActiveStatus = (status: EvaluationJob['status']): boolean => status === 'queued' || status === 'running'

/** The evaluation of the models, followed live; when it ends the scores are fetched anew. */
export function useEvaluation(): Evaluation {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const latest = useQuery(trpc.model.latest.queryOptions())
  const [started, setStarted] = useState<number | null>(null)
  const [heard, setHeard] = useState<EvaluationJob | null>(null)
  const known = latest.data?.job ?? null
  const jobId = started ?? (known && isActiveStatus(known.status) ? known.jobId : null)
  const live = useSubscription(
    trpc.model.progress.subscriptionOptions(jobId === null ? skipToken : { jobId }, {
      onData: ({ data }) => {
        setHeard(data)
        if (!isActiveStatus(data.status))
          void Promise.all([trpc.model, trpc.friction].map((part) => queryClient.invalidateQueries({ queryKey: part.pathKey() })))
      },
    }),
  )
  const start = useMutation(trpc.model.evaluate.mutationOptions({ onSuccess: (answer) => setStarted(answer.jobId) }))
  const cancel = useMutation(trpc.model.cancel.mutationOptions())
  const progress = heard?.jobId === jobId ? heard : null
  return {
    job: progress ?? known,
    isActive: start.isPending || (jobId !== null && (progress === null || isActiveStatus(progress.status))),
    error: start.error ?? (jobId === null ? null : live.error),
    start: () => start.mutate(),
    cancel: () => jobId !== null && cancel.mutate({ jobId }),
  }
}

const PHASES = ['load', 'rate', 'forecast', 'report', 'gate'] as const
const MILLISECONDS = 1000

/** The evaluation in progress, or why the last one did not end well. Nothing when it did, or there never was one. */
export function EvaluationPanel({ job, isActive, error, start, cancel }: Evaluation) {
  const t = useTranslations('models')
  if (error) return <ErrorNotice error={error} onRetry={start} />
  if (isActive) return <Running job={job} onCancel={cancel} />
  if (job?.status === 'failed') return <Notice tone="bad">{t('failed', { message: job.error?.message ?? '' })}</Notice>
  if (job?.status === 'interrupted' || job?.status === 'cancelled') return <Notice tone="warn">{t('interrupted')}</Notice>
  return null
}

function Running({ job, onCancel }: { job: EvaluationJob | null; onCancel: () => void }) {
  const t = useTranslations('models')
  const phases = job?.phases ?? []
  return (
    <section aria-label={t('evaluating')} className="rounded border border-rule bg-panel p-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-bold">{t('evaluating')}</h2>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
      <div className="grid gap-x-8 gap-y-2.5 sm:grid-cols-2">
        {phases.map(({ name, done, total }) => {
          const known = readChoice(name, PHASES)
          const text = total > 0 ? t('count', { done, total }) : t('waiting')
          return <Progress key={name} label={known ? t(`phase_${known}`) : name} value={done} total={total} text={text} />
        })}
      </div>
      {job && (
        <p className="mt-3 text-sm text-soft">
          <span>{t('elapsed', { seconds: Math.round(job.elapsedMs / MILLISECONDS) })}</span>
        </p>
      )}
    </section>
  )
}
