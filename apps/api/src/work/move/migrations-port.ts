import type { MigrationAction, MigrationProgressWire, MigrationReport } from '@mon-ps/contract/migration'
import type { JobStatus } from '@mon-ps/contract/calculation'
import type { ProgressEvent } from '../../jobs/progress-board.ts'

/** What a migration job is asked to do. */
export interface MigrationOrder {
  readonly action: MigrationAction
  readonly planSha256?: string | undefined
  readonly decisions?: Readonly<Record<string, string>> | undefined
  readonly timeZone?: string | undefined
  readonly discard?: string | undefined
}

/** The migration jobs of a process, as routers and use cases see them. */
export interface Migrations {
  /**
   * Starts one; nothing else that is long may go on.
   *
   * @throws {ApiError} INVALID_INPUT  `apply` without a plan
   * @throws {ApiError} CONFLICT       another migration or a calculation goes on
   */
  readonly start: (order: MigrationOrder) => { jobId: number }
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly watch: (
    query: { jobId: number; lastEventId?: string | null | undefined },
    signal?: AbortSignal,
  ) => AsyncIterable<ProgressEvent<MigrationProgressWire>>
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly report: (jobId: number) => Promise<MigrationReport>
  /** The newest ended one of each action, of this process or another; null where there was none. */
  readonly newest: () => Promise<Readonly<Record<MigrationAction, number | null>>>
  /** The one that runs, else the last one. */
  readonly latest: () => Promise<{ jobId: number; action: MigrationAction; status: JobStatus } | null>
  /** @throws {ApiError} JOB_NOT_FOUND */
  readonly cancel: (jobId: number) => Promise<{ jobId: number; status: JobStatus }>
  /**
   * Does a piece of writing of the move that needs no job, while nothing else writes.
   *
   * @throws {ApiError} CONFLICT  another migration or a calculation goes on
   */
  readonly alone: <Result>(what: string, work: () => Promise<Result>) => Promise<Result>
  /** Interrupts what runs, so that it can be taken up again, and waits until it has ended. */
  readonly stop: () => Promise<void>
}
