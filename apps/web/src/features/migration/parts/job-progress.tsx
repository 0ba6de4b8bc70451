import { useTranslations } from 'use-intl'
import { readChoice } from '../../../lib/search-params.ts'
import { JobProgress } from '../../../ui/job-progress.tsx'
import { Notice } from '../../../ui/panel.tsx'
import { stagesOf } from '../stages.ts'
import type { Phase } from '../stand.ts'
import type { MigrationJob } from '../use-migration-job.ts'
import type { LastEnd } from '../use-migration.ts'

const STAGES = ['schema', 'backup', 'backup-check', 'copy', 'verify', 'publish', 'restore'] as const
/** The part of the move that is running, stage by stage. */
export function MoveProgress({ job }: { job: MigrationJob }) {
  const t = useTranslations('migration')
  const { progress, running, isReconnecting, cancel } = job
  if (running === null) return null
  const stages = stagesOf(progress?.phases ?? [])
  const stageName = (stage: string) => {
    const known = readChoice(stage, STAGES)
    return known ? t(`stage_${known}`) : stage
  }
  const latest = stages.at(-1)
  const current = progress?.current
  return (
    <div className="mb-6">
      <p role="status" className="sr-only">
        {latest && stageName(latest.stage)}
      </p>
      <JobProgress
        title={t(`running_${running}`)}
        phases={stages.map(({ stage, ...count }) => ({ name: stage, ...count }))}
        phaseName={stageName}
        onCancel={cancel}
        cancelLabel={t('cancel')}
        elapsedMs={progress?.elapsedMs ?? null}
        isReconnecting={isReconnecting}
        current={latest === undefined ? t('opening') : current && !readChoice(current, STAGES) && t('current', { current })}
      />
    </div>
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
