import { procedure, router } from '../../trpc.ts'
import { applyEnrichment, planEnrichment, undoEnrichment } from '../../use-cases/enrich-migrated.ts'
import { enrichmentApplyInput, enrichmentDoneOutput, enrichmentPlanOutput, enrichmentUndoInput } from './schemas.ts'

export const enrichmentRouter = router({
  plan: procedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/enrichment',
        summary: 'What can be proven of the columns that the legacy has nothing for, and why the rest stays null',
        tags: ['publications'],
      },
    })
    .output(enrichmentPlanOutput)
    .query(({ ctx }) => planEnrichment(ctx.app)),

  start: procedure
    .input(enrichmentApplyInput)
    .output(enrichmentDoneOutput)
    .mutation(({ ctx, input }) => applyEnrichment(ctx.app, input, ctx.requestId)),

  undo: procedure
    .input(enrichmentUndoInput)
    .output(enrichmentDoneOutput)
    .mutation(({ ctx, input }) => undoEnrichment(ctx.app, input, ctx.requestId)),
})
