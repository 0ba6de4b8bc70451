import { ADMINS, ANALYSTS, procedure, router } from '../../trpc.ts'
import { applyEnrichment, planEnrichment, undoEnrichment } from '../../work/enrich/enrich-migrated.ts'
import { enrichmentApplyInput, enrichmentDone, enrichmentPlan, enrichmentUndoInput } from '@mon-ps/contract/enrichment'

export const enrichmentRouter = router({
  plan: procedure({
    roles: ANALYSTS,
    cost: 10,
    openapi: {
      method: 'GET',
      path: '/enrichment',
      summary: 'What can be proven of the columns that the legacy has nothing for, and why the rest stays null',
      tags: ['publications'],
    },
  })
    .output(enrichmentPlan)
    .query(({ ctx }) => planEnrichment(ctx.app)),

  start: procedure({ roles: ADMINS, cost: 10 })
    .input(enrichmentApplyInput)
    .output(enrichmentDone)
    .mutation(({ ctx, input }) => applyEnrichment(ctx.app, input, ctx.requestId)),

  undo: procedure({ roles: ADMINS, cost: 10 })
    .input(enrichmentUndoInput)
    .output(enrichmentDone)
    .mutation(({ ctx, input }) => undoEnrichment(ctx.app, input, ctx.requestId)),
})
