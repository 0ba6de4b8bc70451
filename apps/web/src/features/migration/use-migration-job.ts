import type { MigrationAction, MigrationProgressWire, MigrationStatusWire } from '@mon-ps/contract/migration'
import { skipToken, useMutation } from '@tanstack/react-query'
import { type ApiInputs, type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { useJob } from '../../lib/use-job.ts'

export type StartOrder = ApiInputs['migration']['start']

type ProgressStream = ApiOutputs['migration']['progress']
type MoveJob = ProgressStream extends AsyncIterable<{ data: infer Data }> ? Data : never

/** What the status says of a job, which is less than its stream does. */
function toProgress(job: NonNullable<MigrationStatusWire['job']>): MoveJob {
  return { ...job, phases: [], current: null, elapsedMs: 0, error: null }
}

export interface MigrationJob {
  /** The newest progress of the active job, or of the one that ended last while the page was open. */
  progress: MoveJob | null
  running: MigrationAction | null
  isStarting: boolean
  isReconnecting: boolean
  /** Why it could not be started or stopped. */
  error: unknown
  start: (order: StartOrder) => void
  cancel: () => void
}

export const isEnded = (status: MigrationProgressWire['status']): boolean => status !== 'queued' && status !== 'running'

/** Starts a part of the move and watches it live, also when the command line started it. */
export function useMigrationJob(known: MigrationStatusWire['job'], onEnd: (job: MoveJob) => void): MigrationJob {
  const trpc = useTRPC()
  const { job, activeId, isReconnecting, follow } = useJob<MoveJob>({
    known: known && toProgress(known),
    subscribe: (jobId, handlers) => trpc.migration.progress.subscriptionOptions(jobId === null ? skipToken : { jobId }, handlers),
    onEnd,
  })
  const starting = useMutation(trpc.migration.start.mutationOptions({ onSuccess: ({ jobId }) => follow(jobId) }))
  const cancelling = useMutation(trpc.migration.cancel.mutationOptions())
  return {
    progress: job && (job.phases.length > 0 || job.error !== null || job.status === 'interrupted') ? job : null,
    running: activeId === null ? null : (job?.action ?? starting.variables?.action ?? null),
    isStarting: starting.isPending,
    isReconnecting,
    error: starting.error ?? cancelling.error,
    start: starting.mutate,
    cancel: () => activeId !== null && cancelling.mutate({ jobId: activeId }),
  }
}
