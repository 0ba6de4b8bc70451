import type { MigrationAction, MigrationProgressWire, MigrationStatusWire } from '@mon-ps/api'
import { skipToken, useMutation } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef, useState } from 'react'
import { type ApiInputs, useTRPC } from '../../lib/trpc.ts'

export type StartOrder = ApiInputs['migration']['start']

export interface MigrationJob {
  /** The newest progress heard of the job that runs, or of the one that ended last while the page was open. */
  progress: MigrationProgressWire | null
  running: MigrationAction | null
  isStarting: boolean
  isReconnecting: boolean
  /** Why it could not be started or followed. */
  error: unknown
  start: (order: StartOrder) => void
  cancel: () => void
}

export interface JobEvents {
  onStarted: (action: MigrationAction, jobId: number) => void
  onEnded: (progress: MigrationProgressWire) => void
}

const isActive = (status: MigrationProgressWire['status']): boolean => status === 'queued' || status === 'running'

/** Starts a piece of the move and follows it live; one that the command line began is followed, too. */
export function useMigrationJob(known: MigrationStatusWire['job'], { onStarted, onEnded }: JobEvents): MigrationJob {
  const trpc = useTRPC()
  const [started, setStarted] = useState<{ jobId: number; action: MigrationAction } | null>(null)
  const [heard, setHeard] = useState<MigrationProgressWire | null>(null)
  const hasEnded = (jobId: number) => heard?.jobId === jobId && !isActive(heard.status)
  const job = [started, known && isActive(known.status) ? known : null].find((one) => one !== null && !hasEnded(one.jobId)) ?? null
  const live = useSubscription(
    trpc.migration.progress.subscriptionOptions(job === null ? skipToken : { jobId: job.jobId }, {
      // Kept here: the subscription forgets its last event when the stream ends, and the last one is the result.
      onData: (event) => setHeard(event.data),
    }),
  )
  const starting = useMutation(
    trpc.migration.start.mutationOptions({
      onSuccess: ({ jobId }, { action }) => {
        setStarted({ jobId, action })
        onStarted(action, jobId)
      },
    }),
  )
  const cancelling = useMutation(trpc.migration.cancel.mutationOptions())
  useOnce(heard && !isActive(heard.status) ? heard : null, onEnded)
  const progress = heard && (job === null || heard.jobId === job.jobId) ? heard : null
  return {
    progress,
    running: job?.action ?? null,
    isStarting: starting.isPending,
    isReconnecting: job !== null && progress !== null && live.status === 'connecting',
    error: starting.error ?? cancelling.error ?? (job === null ? null : live.error),
    start: starting.mutate,
    cancel: () => job !== null && cancelling.mutate({ jobId: job.jobId }),
  }
}

/** Tells of each job's end once. */
function useOnce(ended: MigrationProgressWire | null, onEnded: (progress: MigrationProgressWire) => void): void {
  const told = useRef<number | null>(null)
  useEffect(() => {
    if (ended === null || told.current === ended.jobId) return
    told.current = ended.jobId
    onEnded(ended)
  }, [ended, onEnded])
}
