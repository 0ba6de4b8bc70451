import { type Jobs } from '../../jobs/jobs.ts'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import type { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { demoRemoveOutput } from '@mon-ps/contract/demo'
import type { Database } from '@mon-ps/db/client'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import { removeDemo as removeDemoRows } from '@mon-ps/db/repositories/demo'

/** Tells of the newest job of one kind. */
type NewestJob = Pick<Jobs<never, unknown>, 'latest'>

interface Dependencies {
  readonly database: Database
  readonly snapshot: PendingSnapshot
  readonly calculations: NewestJob
  readonly evaluations: NewestJob
}

/**
 * Takes the demo out completely; what is real stays as it is.
 *
 * @throws {ApiError} CONFLICT  its numbers may be on their way to the rows that would go
 */
export async function removeDemo(app: Dependencies): Promise<z.output<typeof demoRemoveOutput>> {
  const last = await app.calculations.latest()
  if (last?.status === 'running') {
    throw new ApiError('CONFLICT', `calculation ${last.jobId} is running; wait for its end, or cancel it, and try again`)
  }
  const judged = await app.evaluations.latest()
  if (judged?.status === 'running') {
    throw new ApiError('CONFLICT', `evaluation ${judged.jobId} is running; wait for its end, or cancel it, and try again`)
  }
  return app.snapshot.settledThen(() => inUnitOfWork(app.database, (tx) => removeDemoRows(tx)))
}
