import type { AppRouter } from '@mon-ps/api'
import type { JobEvent, JobStatus } from '@mon-ps/contract/job'
import type { TRPCClientErrorLike } from '@trpc/client'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef, useState } from 'react'
import { readApiError } from './trpc.ts'

/** What every kind of job reports. */
export interface JobState {
  readonly jobId: number
  readonly status: JobStatus
}

type ProgressStream<Job> = Parameters<typeof useSubscription<JobEvent<Job>, TRPCClientErrorLike<AppRouter>>>[0]

export interface JobWatch<Job extends JobState> {
  /** The newest job that the server told of; null when there never was one, undefined while that is not known yet. */
  known: Job | null | undefined
  /** The stream of a job's progress; of none when the id is null. */
  subscribe: (
    jobId: number | null,
    handlers: { onData: (event: JobEvent<Job>) => void; onError: (error: unknown) => void },
  ) => ProgressStream<Job>
  /** Called once for each job that ends while the page is open. */
  onEnd: (job: Job) => void
}

export interface WatchedJob<Job extends JobState> {
  /** The active job as far as it is known, else the newest one. */
  job: Job | null
  /** The job that is waiting or running. */
  activeId: number | null
  /** The stream broke and is being opened again; the job goes on. */
  isReconnecting: boolean
  /** Watches a job that was just started. */
  follow: (jobId: number) => void
}

/** After a refused stream the browser does not try again by itself. */
const RESUBSCRIBE_AFTER_MS = 1000

const isActiveStatus = (status: JobStatus): boolean => status === 'queued' || status === 'running'

/** Watches one kind of job live, also when another window, the command line or the server started it. */
export function useJob<Job extends JobState>({ known, subscribe, onEnd }: JobWatch<Job>): WatchedJob<Job> {
  const [followed, setFollowed] = useState<number | null>(null)
  // Kept here because the subscription forgets its last event, the result, when the stream ends.
  const [latest, setLatest] = useState<Job | null>(null)
  const hasEnded = (jobId: number) => latest?.jobId === jobId && !isActiveStatus(latest.status)
  const candidates = [followed, known && isActiveStatus(known.status) ? known.jobId : null]
  const activeId = candidates.find((jobId) => jobId !== null && !hasEnded(jobId)) ?? null
  const stream = useSubscription(
    subscribe(activeId, {
      onData: ({ data }) => setLatest(data),
      onError: (error) => {
        // The server that ran it was killed, and its successor does not know the job.
        if (readApiError(error).code !== 'JOB_NOT_FOUND') return
        setFollowed(null)
        const last = [latest, known ?? null].find((candidate) => candidate?.jobId === activeId)
        if (last) setLatest({ ...last, status: 'interrupted' })
      },
    }),
  )
  useResubscribe(stream, activeId !== null)
  // Once it has ended, a newer job that another window ran takes its place.
  const shownId = activeId ?? Math.max(latest?.jobId ?? 0, known?.jobId ?? 0)
  const job = [latest, known ?? null].find((candidate) => candidate?.jobId === shownId) ?? null
  useOnNewEnd(known === undefined ? undefined : job && !isActiveStatus(job.status) ? job : null, onEnd)
  return {
    job,
    activeId,
    isReconnecting: activeId !== null && (stream.status === 'error' || (stream.status === 'connecting' && latest?.jobId === activeId)),
    follow: setFollowed,
  }
}

function useResubscribe({ status, reset }: { status: string; reset: () => void }, isWanted: boolean): void {
  useEffect(() => {
    if (status !== 'error' || !isWanted) return
    const timer = setTimeout(reset, RESUBSCRIBE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [status, reset, isWanted])
}

/** Calls `onEnd` once for each newly ended job; what had ended before the page was opened is not new. */
function useOnNewEnd<Job extends JobState>(ended: Job | null | undefined, onEnd: (job: Job) => void): void {
  const seen = useRef<number | null | undefined>(undefined)
  useEffect(() => {
    if (ended === undefined) return
    const isNew = seen.current !== undefined && ended !== null && ended.jobId !== seen.current
    seen.current = ended?.jobId ?? seen.current ?? null
    if (isNew) onEnd(ended)
  }, [ended, onEnd])
}
