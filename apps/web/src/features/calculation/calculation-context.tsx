import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react'
import { useTRPC, type ApiOutputs } from '../../lib/trpc.ts'

export type CalculationJob = NonNullable<ApiOutputs['calculation']['latest']['job']>

export interface Calculation {
  /** The newest job known; null when there never was one. */
  job: CalculationJob | null
  isActive: boolean
  /** The stream of progress broke and is being taken up again. */
  isReconnecting: boolean
  /** Why it could not be started or followed. */
  error: unknown
  /** Starts one for the leagues named, or for all. */
  start: (leagues?: string[]) => void
  /** Follows a job that something else started. */
  follow: (jobId: number) => void
  cancel: () => void
}

const CalculationContext = createContext<Calculation | null>(null)

export function useCalculation(): Calculation {
  const calculation = use(CalculationContext)
  if (!calculation) throw new Error('useCalculation needs a CalculationProvider around it')
  return calculation
}

const ASK_EVERY_MS = 2000

const isActiveStatus = (status: CalculationJob['status']): boolean => status === 'queued' || status === 'running'

/** One calculation at a time, followed live from wherever the reader is; its end makes every number on the page be fetched anew. */
export function CalculationProvider({ children }: { children: ReactNode }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  // One may also be started by the command line or the server itself: asked again now and then.
  const latest = useQuery(trpc.calculation.latest.queryOptions(undefined, { refetchInterval: ASK_EVERY_MS }))
  const [followed, setFollowed] = useState<number | null>(null)
  const known = latest.data?.job ?? null
  const jobId = followed ?? (known && isActiveStatus(known.status) ? known.jobId : null)
  const [heard, setHeard] = useState<CalculationJob | null>(null)
  const live = useSubscription(
    trpc.calculation.progress.subscriptionOptions(jobId === null ? skipToken : { jobId }, {
      // Kept here: the subscription forgets its last event when the stream ends, and the last one is the result.
      onData: (event) => setHeard(event.data),
    }),
  )
  const start = useMutation(trpc.calculation.start.mutationOptions({ onSuccess: (started) => setFollowed(started.jobId) }))
  const cancel = useMutation(trpc.calculation.cancel.mutationOptions())

  // Once it has ended, a newer job that another window ran takes its place.
  const progress = heard && heard.jobId === (jobId ?? Math.max(heard.jobId, known?.jobId ?? 0)) ? heard : null
  const job = progress ?? known
  const isActive = jobId !== null && (progress === null || isActiveStatus(progress.status))
  const endedJob = job && !isActiveStatus(job.status) ? job.jobId : null
  useOnNewEnd(latest.isSuccess ? endedJob : undefined, () => {
    setFollowed(null)
    void queryClient.invalidateQueries()
  })

  const value = useMemo<Calculation>(
    () => ({
      job,
      isActive,
      isReconnecting: isActive && live.status === 'connecting' && progress !== null,
      error: start.error ?? (jobId === null ? null : live.error),
      start: (leagues) => start.mutate(leagues ? { leagues } : {}),
      follow: setFollowed,
      cancel: () => jobId !== null && cancel.mutate({ jobId }),
    }),
    [job, isActive, live.status, live.error, progress, start.error, start.mutate, cancel.mutate, jobId],
  )
  return <CalculationContext value={value}>{children}</CalculationContext>
}

/** Calls `onEnd` when a job has ended since the page was opened; undefined while nothing is known yet. */
function useOnNewEnd(endedJob: number | null | undefined, onEnd: () => void): void {
  const seen = useRef<number | null | undefined>(undefined)
  useEffect(() => {
    if (endedJob === undefined) return
    const isNew = seen.current !== undefined && endedJob !== null && endedJob !== seen.current
    seen.current = endedJob ?? seen.current ?? null
    if (isNew) onEnd()
  }, [endedJob, onEnd])
}

/** Share of all phases' work that is done, 0–1: each phase counts alike, since their items do not compare. */
export function doneShare(job: CalculationJob): number {
  if (job.status === 'succeeded') return 1
  if (job.phases.length === 0) return 0
  const parts = job.phases.map((phase) => (phase.total > 0 ? phase.done / phase.total : 0))
  return parts.reduce((sum, part) => sum + part, 0) / parts.length
}
