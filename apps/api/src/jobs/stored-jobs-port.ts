import type { JobStatus } from '@mon-ps/contract/calculation'
import type { JobState, ProgressEvent } from './progress-board.ts'

/** Jobs of one kind, as routers and use cases see them. */
export interface StoredJobs<Request, Result> {
  /**
   * Starts one; while one of the kind runs, answers with that one.
   *
   * @throws {ApiError} CONFLICT  other long work goes on; and what preparing the request can say
   */
  readonly start: (request: Request) => Promise<{ jobId: number; alreadyRunning: boolean }>
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly watch: (
    query: { jobId: number; lastEventId?: string | null | undefined },
    signal?: AbortSignal,
  ) => AsyncIterable<ProgressEvent<JobState<Result>>>
  readonly latest: () => Promise<JobState<Result> | null>
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly cancel: (jobId: number) => Promise<{ jobId: number; status: JobStatus }>
  /** Interrupts what runs and waits until it has ended. */
  readonly stop: () => Promise<void>
}
