/** Every long task is a job, whatever it does: started, watched by its id, and ended in one of four ways. */
import { z } from 'zod'

export const JOB_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'interrupted', 'cancelled'] as const
export type JobStatus = (typeof JOB_STATUSES)[number]

const phaseSchema = z.object({ name: z.string(), done: z.number().int(), total: z.number().int() })
export interface Phase extends z.infer<typeof phaseSchema> {}
const phase: z.ZodType<Phase, Phase> = phaseSchema

export const jobError = z.object({ code: z.string(), message: z.string() })

/** What every job's progress says; a kind of job adds its own. Counts, not guesses. */
export const jobShape = {
  jobId: z.number().int().positive(),
  status: z.enum(JOB_STATUSES),
  /** In the order in which they begin; more may come. */
  phases: z.array(phase),
  /** What is being worked on now, for example `Premier League`. */
  current: z.string().nullable(),
  elapsedMs: z.number(),
}

/** The progress of a job whose phases are planned, so that the time left can be estimated: null until then. */
export const progressWithResult = <Result>(result: z.ZodType<Result, Result>) =>
  z.object({
    ...jobShape,
    remainingMs: z.number().nullable(),
    /** Present once it ended well. */
    result: result.nullable(),
    error: jobError.nullable(),
  })

/** A job's progress as an event: who reconnects says the id of the last one that it saw. */
export interface JobEvent<Progress> {
  readonly id: string
  readonly data: Progress
}

/** Starting while one runs answers with the running one: `alreadyRunning` says so. */
export const jobStartOutput = z.object({ jobId: z.number().int(), alreadyRunning: z.boolean() })

export const jobProgressInput = z.object({ jobId: jobShape.jobId, lastEventId: z.string().max(60).nullish() })

export const jobCancelInput = z.object({ jobId: jobShape.jobId })

/** Cancelling one that has ended changes nothing and answers with how it ended. */
export const jobCancelOutput = z.object({ jobId: z.number().int(), status: z.enum(JOB_STATUSES) })
