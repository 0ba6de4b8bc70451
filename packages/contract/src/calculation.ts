import { z } from 'zod'

export const JOB_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'interrupted', 'cancelled'] as const
export type JobStatus = (typeof JOB_STATUSES)[number]

export const CALCULATION_PHASES = ['load', 'fit', 'dna', 'friction', 'strategies', 'save', 'publish'] as const

const phaseSchema = z.object({ name: z.string(), done: z.number().int(), total: z.number().int() })
export interface Phase extends z.infer<typeof phaseSchema> {}
const phase: z.ZodType<Phase, Phase> = phaseSchema

const calculationResultSchema = z.object({
  runId: z.number().int(),
  snapshot: z.string(),
  leagues: z.number().int(),
  teams: z.number().int(),
  pairs: z.number().int(),
  strategies: z.number().int(),
  bets: z.number().int(),
  /** What publishing did to V3. */
  published: z.object({
    inserted: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    keptMigrated: z.number().int(),
  }),
  elapsedMs: z.number(),
  warnings: z.array(z.string()),
})
export interface CalculationResult extends z.infer<typeof calculationResultSchema> {}
export const calculationResult: z.ZodType<CalculationResult, CalculationResult> = calculationResultSchema

const calculationProgressSchema = z
  .object({
    jobId: z.number().int(),
    status: z.enum(JOB_STATUSES),
    phases: z.array(phase),
    /** What is being worked on now, for example `Premier League`. */
    current: z.string().nullable(),
    elapsedMs: z.number(),
    remainingMs: z.number().nullable(),
    /** Present once it ended. */
    result: calculationResult.nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'CalculationProgress' })
/** Where a calculation stands. Counts, not guesses; time left is null until it can be estimated. */
export interface CalculationProgress extends z.infer<typeof calculationProgressSchema> {}
export const calculationProgress: z.ZodType<CalculationProgress, CalculationProgress> = calculationProgressSchema

export const calculationStartInput = z.object({
  /** Competition codes; all that are loaded when absent. */
  leagues: z.array(z.string().max(50)).max(200).optional(),
})

/** Starting while one runs answers with the running one: `alreadyRunning` says so. */
export const calculationStartOutput = z.object({ jobId: z.number().int(), alreadyRunning: z.boolean() })

export const calculationProgressInput = z.object({
  jobId: z.number().int().positive(),
  lastEventId: z.string().max(40).nullish(),
})

export const calculationLatestOutput = z.object({ job: calculationProgress.nullable() })

export const calculationCancelInput = z.object({ jobId: z.number().int().positive() })

/** Cancelling one that has ended changes nothing and answers with how it ended. */
export const calculationCancelOutput = z.object({ jobId: z.number().int(), status: z.enum(JOB_STATUSES) })
