import type { CalculationProgressWire, JobStatus } from '../routers/calculation/schemas.ts'
import type { ProgressEvent } from './progress-board.ts'

/** The calculations of a process, as routers and use cases see them. */
export interface Calculations {
  /**
   * Starts calculating these leagues, or all; while one runs, answers with that one.
   *
   * @throws {ApiError} NOTHING_TO_CALCULATE, LEAGUE_NOT_FOUND, CONFLICT while a migration runs
   */
  readonly start: (leagues: readonly string[] | null) => Promise<{ jobId: number; alreadyRunning: boolean }>
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly watch: (
    query: { jobId: number; lastEventId?: string | null | undefined },
    signal?: AbortSignal,
  ) => AsyncIterable<ProgressEvent<CalculationProgressWire>>
  readonly latest: () => Promise<CalculationProgressWire | null>
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly cancel: (jobId: number) => Promise<{ jobId: number; status: JobStatus }>
  /** Interrupts what runs and waits until it has ended. */
  readonly stop: () => Promise<void>
}
