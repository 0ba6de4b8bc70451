import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './buttons.tsx'
import { Progress } from './page.tsx'

export interface JobProgressProps {
  title: string
  phases: readonly { name: string; done: number; total: number }[]
  /** The name of a phase in words. */
  phaseName: (phase: string) => string
  onCancel: () => void
  cancelLabel?: string
  elapsedMs: number | null
  remainingMs?: number | null
  isReconnecting: boolean
  /** What the job is working on now. */
  current?: ReactNode
}

const toSeconds = (ms: number): number => Math.round(ms / 1000)

/** A running job: a bar for each phase, the time so far, and a button to stop it. */
export function JobProgress(props: JobProgressProps) {
  const { title, phases, phaseName, onCancel, cancelLabel, elapsedMs, remainingMs = null, isReconnecting, current } = props
  const t = useTranslations('job')
  return (
    <section aria-label={title} className="rounded border border-rule bg-panel p-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-bold">{title}</h2>
        <Button onPress={onCancel}>{cancelLabel ?? t('cancel')}</Button>
      </div>
      <div className="grid gap-x-8 gap-y-2.5 sm:grid-cols-2">
        {phases.map(({ name, done, total }) => (
          <Progress
            key={name}
            label={phaseName(name)}
            value={done}
            total={total}
            text={total > 0 ? t('count', { done, total }) : t('waiting')}
          />
        ))}
      </div>
      <p className="mt-3 flex flex-wrap gap-x-4 text-sm text-soft">
        {current && <span>{current}</span>}
        {elapsedMs !== null && <span>{t('elapsed', { seconds: toSeconds(elapsedMs) })}</span>}
        {remainingMs !== null && <span>{t('remaining', { seconds: toSeconds(remainingMs) })}</span>}
        {isReconnecting && <span className="text-warn">{t('reconnecting')}</span>}
      </p>
    </section>
  )
}
