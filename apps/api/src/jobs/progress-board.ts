import type { JobError } from '@mon-ps/db/schema/runs'
import type { JobEvent, JobStatus, Phase } from '@mon-ps/contract/job'

const FINAL: ReadonlySet<JobStatus> = new Set(['succeeded', 'failed', 'interrupted', 'cancelled'])

export function isFinal(status: JobStatus): boolean {
  return FINAL.has(status)
}

export type JobParams = Readonly<Record<string, unknown>>

/** Where a job stands. Counts, not guesses; time left is null until it can be estimated. */
export interface JobState<Result> {
  jobId: number
  /** What it was asked to do, as the table of jobs keeps it. */
  params: JobParams
  status: JobStatus
  phases: Phase[]
  /** What is being worked on now. */
  current: string | null
  elapsedMs: number
  remainingMs: number | null
  /** Present once it ended well. */
  result: Result | null
  error: JobError | null
}

/** A phase to come: how many units it has, and what one unit costs beside those of other phases. */
export interface PlannedPhase {
  readonly name: string
  readonly total: number
  readonly cost: number
}

/** Below this share of the work an estimate of the time left would be a guess. */
const SHARE_TO_ESTIMATE = 0.05
/** Of a phase that nobody planned: where there is one, what is still to come is not known, and neither is the time left. */
const UNKNOWN_COST = Number.NaN
const MAX_EVENTS_PER_SECOND = 10
/** Even without news the elapsed time moves on, so that a watcher can tell a slow step from a dead server. */
const HEARTBEAT_MS = 500

export type ProgressBoard<Result> = ReturnType<typeof createProgressBoard<Result>>

/**
 * Where one job stands, in memory, for those who watch it.
 *
 * @param now  milliseconds; the clock comes from outside so that tests own it
 */
export function createProgressBoard<Result>(
  { jobId, params }: Pick<JobState<Result>, 'jobId' | 'params'>,
  planned: readonly PlannedPhase[],
  now: () => number = () => performance.now(),
) {
  const startedAt = now()
  const phases = planned.map((phase) => ({ ...phase, done: 0 }))
  const waiting = new Set<() => void>()
  let status: JobStatus = 'running'
  let current: string | null = null
  let atWork: string | null = null
  let result: Result | null = null
  let error: JobState<Result>['error'] = null
  let endedAt: number | null = null
  let sequence = 1

  const changed = () => {
    sequence++
    for (const wake of waiting) wake()
  }
  const remaining = (elapsed: number): number | null => {
    const cost = (units: (phase: (typeof phases)[number]) => number) => phases.reduce((sum, phase) => sum + units(phase) * phase.cost, 0)
    const share = cost((phase) => phase.done) / cost((phase) => phase.total)
    if (isFinal(status)) return 0
    return share >= SHARE_TO_ESTIMATE ? Math.max(0, (elapsed * (1 - share)) / share) : null
  }

  return {
    jobId,
    get sequence() {
      return sequence
    },
    /** The phase that moved last; null before the first. */
    get phase() {
      return atWork
    },
    get ended() {
      return isFinal(status)
    },
    /** Units of a phase that were done, and what is being worked on. */
    advance(phase: string, units: number, working: string | null = current): void {
      const found = phases.find(({ name }) => name === phase)
      if (found) found.done = Math.min(found.total, found.done + units)
      current = working
      atWork = phase
      changed()
    },
    /** Units that a phase turned out to have. */
    plan(phase: string, total: number): void {
      const found = phases.find(({ name }) => name === phase)
      if (found) found.total = total
    },
    /** How far a phase has come, as whoever does the work counts it; one that nobody planned is added. */
    reach(phase: string, at: { readonly done: number; readonly total: number }, working: string | null = null): void {
      const found = phases.find(({ name }) => name === phase)
      if (found) Object.assign(found, at)
      else phases.push({ name: phase, ...at, cost: UNKNOWN_COST })
      current = working
      atWork = phase
      changed()
    },
    end(how: JobStatus, outcome: { result?: Result; error?: JobError } = {}): void {
      status = how
      result = outcome.result ?? null
      error = outcome.error ?? null
      current = null
      endedAt = now()
      changed()
    },
    snapshot(): JobState<Result> {
      const elapsedMs = Math.round((endedAt ?? now()) - startedAt)
      const left = remaining(elapsedMs)
      return {
        jobId,
        params,
        status,
        phases: phases.map(({ name, done, total }): Phase => ({ name, done, total })),
        current,
        elapsedMs,
        remainingMs: left === null ? null : Math.round(left),
        result,
        error,
      }
    },
    /** Resolves at the next change, after `HEARTBEAT_MS`, or when the signal fires. */
    nextChange(signal: AbortSignal | undefined): Promise<void> {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          waiting.delete(done)
          signal?.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(() => {
          if (!isFinal(status)) sequence++
          done()
        }, HEARTBEAT_MS)
        waiting.add(done)
        signal?.addEventListener('abort', done)
      })
    },
  }
}

export function eventId(jobId: number, sequence: number): string {
  return `${jobId}-${sequence}`
}

/**
 * A job's progress as events, at most ten a second, until it has ended. Each event is the whole state, so one that
 * resumes gets the newest state it has not seen, and nothing when it saw the end.
 */
export async function* watchBoard<Result>(
  board: ProgressBoard<Result>,
  lastEventId: string | null,
  signal?: AbortSignal,
): AsyncGenerator<JobEvent<JobState<Result>>> {
  let seen = lastEventId?.startsWith(`${board.jobId}-`) ? Number(lastEventId.slice(lastEventId.indexOf('-') + 1)) : 0
  if (!Number.isFinite(seen)) seen = 0
  while (!signal?.aborted) {
    if (board.sequence > seen) {
      seen = board.sequence
      const data = board.snapshot()
      yield { id: eventId(board.jobId, seen), data }
      if (isFinal(data.status)) return
      await new Promise((resolve) => setTimeout(resolve, 1000 / MAX_EVENTS_PER_SECOND))
    } else if (board.ended) return
    else await board.nextChange(signal)
  }
}
