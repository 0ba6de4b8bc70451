import { jobCancelInput, jobCancelOutput, jobProgressInput } from '@mon-ps/contract/job'
import { tracked } from '@trpc/server'
import { z } from 'zod'
import type { App } from './context.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { JobState } from './jobs/progress-board.ts'
import { EVERYONE, procedure, type Role, trackedEvents } from './trpc.ts'

export interface JobProcedures<Request, Result, Progress> {
  readonly jobs: (app: App) => Jobs<Request, Result>
  readonly progress: z.ZodType<Progress, Progress>
  /** What the wire says of a job besides its state, or instead of it. */
  readonly toProgress: (state: JobState<Result>) => Progress
  /** Who may start one, and so stop it. */
  readonly starters: readonly Role[]
}

/**
 * The procedures that every kind of job has: watching it, the newest one, and stopping it. Starting one has an input of its own.
 *
 * @example export const calculationRouter = router({ start: …, ...jobProcedures({ jobs: ({ calculations }) => calculations, … }) })
 */
export function jobProcedures<Request, Result, Progress>(noun: JobProcedures<Request, Result, Progress>) {
  const { jobs, progress, toProgress, starters } = noun
  return {
    /** Where a job stands, at most ten times a second, until it has ended. */
    progress: procedure({ roles: EVERYONE, cost: 1 })
      .input(jobProgressInput)
      .output(trackedEvents(progress))
      .subscription(async function* ({ ctx, input, signal }) {
        for await (const { id, data } of jobs(ctx.app).watch(input, signal)) yield tracked(id, toProgress(data))
      }),

    latest: procedure({ roles: EVERYONE, cost: 1 })
      .output(z.object({ job: progress.nullable() }))
      .query(async ({ ctx }) => {
        const state = await jobs(ctx.app).latest()
        return { job: state && toProgress(state) }
      }),

    cancel: procedure({ roles: starters, cost: 1 })
      .input(jobCancelInput)
      .output(jobCancelOutput)
      .mutation(({ ctx, input }) => jobs(ctx.app).cancel(input.jobId)),
  }
}
