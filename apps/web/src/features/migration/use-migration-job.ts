import type { MigrationAction, MigrationProgressWire, MigrationStatusWire } from '@mon-ps/api'
import { skipToken, useMutation } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef, useState } from 'react'
import { type ApiInputs, readApiError, useTRPC } from '../../lib/trpc.ts'

export type StartOrder = ApiInputs['migration']['start']

export interface MigrationJob {
  /** The newest progress heard of the job that runs, or of the one that ended last while the page was open. */
  progress: MigrationProgressWire | null
  running: MigrationAction | null
  isStarting: boolean
  isReconnecting: boolean
  /** Why it could not be started or stopped. */
  error: unknown
  start: (order: StartOrder) => void
  cancel: () => void
}

interface Job {
  readonly jobId: number
  readonly action: MigrationAction
}

/** A server that starts refuses the stream once, after which the browser does not ask again by itself. */
const FOLLOW_AGAIN_AFTER_MS = 1000

export const isEnded = (status: MigrationProgressWire['status']): boolean => status !== 'queued' && status !== 'running'

/** Of a job that its server does not know any more: it was killed in the middle of it. */
const cutOff = ({ jobId, action }: Job): MigrationProgressWire => ({
  jobId,
  action,
  status: 'interrupted',
  phases: [],
  current: null,
  elapsedMs: 0,
  error: null,
})

/** Starts a piece of the move and follows it live; one that the command line began is followed, too. */
export function useMigrationJob(known: MigrationStatusWire['job'], onEnded: (progress: MigrationProgressWire) => void): MigrationJob {
  const trpc = useTRPC()
  const [started, setStarted] = useState<Job | null>(null)
  const [heard, setHeard] = useState<MigrationProgressWire | null>(null)
  const hasEnded = (jobId: number) => heard?.jobId === jobId && isEnded(heard.status)
  const job = [started, known && !isEnded(known.status) ? known : null].find((one) => one !== null && !hasEnded(one.jobId)) ?? null
  const live = useSubscription(
    trpc.migration.progress.subscriptionOptions(job === null ? skipToken : { jobId: job.jobId }, {
      // Kept here: the subscription forgets its last event when the stream ends, and the last one is the result.
      onData: (event) => setHeard(event.data),
      onError: (error) => {
        if (job !== null && readApiError(error).code === 'JOB_NOT_FOUND') setHeard(cutOff(job))
      },
    }),
  )
  useFollowAgain(live, job !== null)
  const starting = useMutation(
    trpc.migration.start.mutationOptions({ onSuccess: ({ jobId }, { action }) => setStarted({ jobId, action }) }),
  )
  const cancelling = useMutation(trpc.migration.cancel.mutationOptions())
  useOnce(heard && isEnded(heard.status) ? heard : null, onEnded)
  const progress = heard && (job === null || heard.jobId === job.jobId) ? heard : null
  return {
    progress,
    running: job?.action ?? null,
    isStarting: starting.isPending,
    isReconnecting: job !== null && progress !== null && (live.status === 'connecting' || live.status === 'error'),
    error: starting.error ?? cancelling.error,
    start: starting.mutate,
    cancel: () => job !== null && cancelling.mutate({ jobId: job.jobId }),
  }
}

/** Subscribes anew to a job whose stream was refused. */
function useFollowAgain({ status, reset }: { status: string; reset: () => void }, isWanted: boolean): void {
  useEffect(() => {
    if (status !== 'error' || !isWanted) return
    const timer = setTimeout(reset, FOLLOW_AGAIN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [status, reset, isWanted])
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
