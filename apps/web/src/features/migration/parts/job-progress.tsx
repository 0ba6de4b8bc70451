import type { MigrationProgressWire } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { readChoice } from '../../../lib/search-params.ts'
import { Button } from '../../../ui/buttons.tsx'
import { Progress } from '../../../ui/page.tsx'
import { Notice } from '../../../ui/panel.tsx'
import { stagesOf } from '../stages.ts'
import type { Phase } from '../stand.ts'
import type { MigrationJob } from '../use-migration-job.ts'
import type { LastEnd } from '../use-migration.ts'

const STAGES = ['schema', 'backup', 'backup-check', 'copy', 'verify', 'publish', 'restore'] as const
const seconds = (ms: number): number => Math.round(ms / 1000)

/** The work that goes on, stage by stage. */
export function JobProgress({ job }: { job: MigrationJob }) {
  const t = useTranslations('migration')
  const { progress, running, isReconnecting, cancel } = job
  if (running === null) return null
  const stages = stagesOf(progress?.phases ?? [])
  const stageName = (stage: string) => {
    const known = readChoice(stage, STAGES)
    return known ? t(`stage_${known}`) : stage
  }
  const latest = stages.at(-1)
  return (
    <section aria-label={t('progress')} className="mb-6 rounded border border-rule bg-panel p-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-bold">{t(`running_${running}`)}</h2>
        <Button onPress={cancel}>{t('cancel')}</Button>
      </div>
      <p role="status" className="sr-only">
        {latest && stageName(latest.stage)}
      </p>
      {stages.length === 0 ? (
        <p className="text-sm text-soft">{t('opening')}</p>
      ) : (
        <div className="grid gap-x-8 gap-y-2.5 sm:grid-cols-2">
          {stages.map(({ stage, done, total }) => (
            <Progress key={stage} label={stageName(stage)} value={done} total={total} text={t('count', { done, total })} />
          ))}
        </div>
      )}
      <ProgressFoot progress={progress} isReconnecting={isReconnecting} />
    </section>
  )
}

function ProgressFoot({ progress, isReconnecting }: { progress: MigrationProgressWire | null; isReconnecting: boolean }) {
  const t = useTranslations('migration')
  if (!progress) return null
  return (
    <p className="mt-3 flex flex-wrap gap-x-4 text-sm text-soft">
      {progress.current !== null && !readChoice(progress.current, STAGES) && <span>{t('current', { current: progress.current })}</span>}
      <span>{t('elapsed', { seconds: seconds(progress.elapsedMs) })}</span>
      {isReconnecting && <span className="text-warn">{t('reconnecting')}</span>}
    </p>
  )
}

/** How the last piece of work ended, where that was not well; a success shows itself in its report. */
export function JobEnd({ end, phase }: { end: LastEnd | null; phase: Phase }) {
  const t = useTranslations('migration')
  if (end === null) return null
  const { action, status, error } = end
  if (status === 'failed') {
    return (
      <div role="alert" className="mb-6">
        <Notice tone="bad">
          <p className="font-medium">{t(`failed_${action}`)}</p>
          {error && (
            <>
              <p className="mt-1 wrap-anywhere">{error.message}</p>
              <p className="mt-0.5 font-mono text-xs text-soft">{error.code}</p>
            </>
          )}
        </Notice>
      </div>
    )
  }
  if ((status !== 'cancelled' && status !== 'interrupted') || isOvertaken(action, phase)) return null
  return (
    <div className="mb-6">
      <Notice tone="warn">
        {action === 'apply' && phase === 'free'
          ? t('endedBefore')
          : status === 'cancelled'
            ? t(`cancelled_${action}`)
            : t(`interrupted_${action}`)}
      </Notice>
    </div>
  )
}

/** It had committed its last step when it was cut off: the state and its report say so. */
function isOvertaken(action: LastEnd['action'], phase: Phase): boolean {
  return (action === 'apply' && phase === 'standing') || (action === 'rollback' && phase === 'free')
}
