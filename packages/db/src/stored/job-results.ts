/** What jobs keep in `job.result`: a document for each kind of job, with the form and version that wrote it. */
import { z } from 'zod'
import { defineForm } from './form.ts'

/** What a calculation made and published. */
export const calculationResults = defineForm(
  'calculation',
  1,
  z.object({
    runId: z.number().int(),
    snapshot: z.string(),
    leagues: z.number().int(),
    teams: z.number().int(),
    pairs: z.number().int(),
    strategies: z.number().int(),
    bets: z.number().int(),
    published: z.object({
      inserted: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
      keptMigrated: z.number().int(),
    }),
    elapsedMs: z.number(),
    warnings: z.array(z.string()),
  }),
)

/** Which runs an evaluation made, or found because the same data had been evaluated by the same version before. */
export const evaluationResults = defineForm(
  'evaluation',
  1,
  z.object({
    snapshot: z.string(),
    seasons: z.array(z.string()),
    tiers: z.array(
      z.object({
        tier: z.enum(['results', 'history', 'market']),
        runId: z.number().int(),
        matches: z.number().int(),
        wasStored: z.boolean(),
      }),
    ),
    elapsedMs: z.number(),
  }),
)
