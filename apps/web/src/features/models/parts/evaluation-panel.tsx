import { useTranslations } from 'use-intl'
import { readChoice } from '../../../lib/search-params.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Progress } from '../../../ui/progress.tsx'
import type { Evaluation, EvaluationJob } from '../use-evaluation.ts'

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
