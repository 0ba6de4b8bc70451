import { calculationProgress, calculationStartInput } from '@mon-ps/contract/calculation'
import { jobStartOutput } from '@mon-ps/contract/job'
import { jobProcedures } from '../../job-procedures.ts'
import { ANALYSTS, procedure, router } from '../../trpc.ts'

export const calculationRouter = router({
  start: procedure({ roles: ANALYSTS, cost: 10 })
    .input(calculationStartInput)
    .output(jobStartOutput)
    .mutation(({ ctx, input }) => ctx.app.calculations.start(input.leagues ?? null)),

  ...jobProcedures({ jobs: (app) => app.calculations, progress: calculationProgress, starters: ANALYSTS, toProgress: (state) => state }),
})
