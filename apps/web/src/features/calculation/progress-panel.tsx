import { useTranslations } from 'use-intl'
import { readChoice } from '../../lib/search-params.ts'
import { Button } from '../../ui/buttons.tsx'
import { Progress } from '../../ui/page.tsx'
import { ErrorNotice, Notice } from '../../ui/panel.tsx'
import { type CalculationJob, useCalculation } from './calculation-context.tsx'

const PHASES = ['load', 'fit', 'dna', 'friction', 'strategies', 'save', 'publish'] as const
const seconds = (ms: number): number => Math.round(ms / 1000)

/** The calculation in progress, or how the last one ended. Nothing when there never was one. */
export function ProgressPanel() {
  const { job, isActive, isReconnecting, error, start, cancel } = useCalculation()
  const t = useTranslations('calculation')
  if (error) return <ErrorNotice error={error} onRetry={() => start()} />
  if (!job) return null
  if (!isActive) return <Ended job={job} onAgain={() => start()} />
  return (
    <section aria-label={t('title')} className="rounded border border-rule bg-panel p-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-bold">{t('running')}</h2>
        <Button onPress={cancel}>{t('cancel')}</Button>
      </div>
      <div className="grid gap-x-8 gap-y-2.5 sm:grid-cols-2">
        {job.phases.map((phase) => {
          const name = readChoice(phase.name, PHASES)
          const text = phase.total > 0 ? t('count', { done: phase.done, total: phase.total }) : t('waiting')
          return (
            <Progress key={phase.name} label={name ? t(`phase_${name}`) : phase.name} value={phase.done} total={phase.total} text={text} />
          )
        })}
      </div>
      <p className="mt-3 flex flex-wrap gap-x-4 text-sm text-soft">
        <span>{job.status === 'queued' ? t('queued') : job.current && t('current', { current: job.current })}</span>
        <span>{t('elapsed', { seconds: seconds(job.elapsedMs) })}</span>
        {job.remainingMs !== null && <span>{t('remaining', { seconds: seconds(job.remainingMs) })}</span>}
        {isReconnecting && <span className="text-warn">{t('reconnecting')}</span>}
      </p>
    </section>
  )
}

function Ended({ job, onAgain }: { job: CalculationJob; onAgain: () => void }) {
  const t = useTranslations('calculation')
  const again = <Button onPress={onAgain}>{t('again')}</Button>
  if (job.status === 'failed') {
    return (
      <Notice tone="bad" action={again}>
        <p>{t('failed', { message: job.error?.message ?? '' })}</p>
        {job.error && <p className="font-mono text-xs text-soft">{job.error.code}</p>}
      </Notice>
    )
  }
  if (job.status === 'interrupted' || job.status === 'cancelled') {
    return (
      <Notice tone="warn" action={again}>
        {t(job.status)}
      </Notice>
    )
  }
  if (!job.result) return null
  const { leagues, teams, pairs, bets, elapsedMs, published, warnings } = job.result
  return (
    <Notice action={again}>
      <p>{t('succeeded', { seconds: (elapsedMs / 1000).toFixed(1), leagues, teams, pairs, bets })}</p>
      <p className="text-xs text-soft">{t('published', published)}</p>
      {warnings.map((warning) => (
        <p key={warning} className="mt-1 text-xs text-warn">
          {warning}
        </p>
      ))}
    </Notice>
  )
}
