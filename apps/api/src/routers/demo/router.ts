import { procedure, router } from '../../trpc.ts'
import { demoLoadOutput, demoRemoveOutput } from './schemas.ts'

export const demoRouter = router({
  load: procedure.output(demoLoadOutput).mutation(({ ctx }) => ctx.useCases.loadDemo()),

  remove: procedure.output(demoRemoveOutput).mutation(({ ctx }) => ctx.useCases.removeDemo()),
})
