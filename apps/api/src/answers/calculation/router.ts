import { tracked } from '@trpc/server'
import { ANALYSTS, EVERYONE, procedure, router, trackedEvents } from '../../trpc.ts'
import {
  calculationCancelInput,
  calculationCancelOutput,
  calculationLatestOutput,
  calculationProgress,
  calculationProgressInput,
  calculationStartInput,
  calculationStartOutput,
} from '@mon-ps/contract/calculation'

export const calculationRouter = router({
  start: procedure({ roles: ANALYSTS, cost: 10 })
    .input(calculationStartInput)
    .output(calculationStartOutput)
    .mutation(({ ctx, input }) => ctx.app.calculations.start(input.leagues ?? null)),

  /** Where a calculation stands, at most ten times a second, until it has ended. */
  progress: procedure({ roles: EVERYONE, cost: 1 })
    .input(calculationProgressInput)
    .output(trackedEvents(calculationProgress))
    .subscription(async function* ({ ctx, input, signal }) {
      for await (const { id, progress } of ctx.app.calculations.watch(input, signal)) yield tracked(id, progress)
    }),

  latest: procedure({ roles: EVERYONE, cost: 1 })
    .output(calculationLatestOutput)
    .query(async ({ ctx }) => ({ job: await ctx.app.calculations.latest() })),

  cancel: procedure({ roles: ANALYSTS, cost: 1 })
    .input(calculationCancelInput)
    .output(calculationCancelOutput)
    .mutation(({ ctx, input }) => ctx.app.calculations.cancel(input.jobId)),
})
