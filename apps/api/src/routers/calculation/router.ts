import { tracked } from '@trpc/server'
import { procedure, router, trackedEvents } from '../../trpc.ts'
import {
  calculationCancelInput,
  calculationCancelOutput,
  calculationLatestOutput,
  calculationProgressInput,
  calculationProgressWire,
  calculationStartInput,
  calculationStartOutput,
} from './schemas.ts'

export const calculationRouter = router({
  start: procedure
    .input(calculationStartInput)
    .output(calculationStartOutput)
    .mutation(({ ctx, input }) => ctx.useCases.startCalculation(input)),

  /** Where a calculation stands, at most ten times a second, until it has ended. */
  progress: procedure
    .input(calculationProgressInput)
    .output(trackedEvents(calculationProgressWire))
    .subscription(async function* ({ ctx, input, signal }) {
      for await (const { id, progress } of ctx.useCases.watchCalculation(input, signal)) yield tracked(id, progress)
    }),

  latest: procedure.output(calculationLatestOutput).query(async ({ ctx }) => ({ job: await ctx.useCases.latestCalculation() })),

  cancel: procedure
    .input(calculationCancelInput)
    .output(calculationCancelOutput)
    .mutation(({ ctx, input }) => ctx.useCases.cancelCalculation(input.jobId)),
})
