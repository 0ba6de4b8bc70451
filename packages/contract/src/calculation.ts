import { z } from 'zod'
import { progressWithResult } from './job.ts'

export const CALCULATION_PHASES = ['load', 'fit', 'dna', 'friction', 'strategies', 'save', 'publish'] as const

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
const calculationResult: z.ZodType<CalculationResult, CalculationResult> = calculationResultSchema

const calculationProgressSchema = progressWithResult(calculationResult).meta({ id: 'CalculationProgress' })
/** Where a calculation stands. Counts, not guesses; time left is null until it can be estimated. */
export interface CalculationProgress extends z.infer<typeof calculationProgressSchema> {}
export const calculationProgress: z.ZodType<CalculationProgress, CalculationProgress> = calculationProgressSchema

export const calculationStartInput = z.object({
  /** Competition codes; all that are loaded when absent. */
  leagues: z.array(z.string().max(50)).max(200).optional(),
})
