import { loadDemo } from '../../use-cases/load-demo.ts'
import { removeDemo } from '../../use-cases/remove-demo.ts'
import { procedure, router } from '../../trpc.ts'
import { demoLoadOutput, demoRemoveOutput } from '@mon-ps/contract/demo'

export const demoRouter = router({
  load: procedure.output(demoLoadOutput).mutation(({ ctx }) => loadDemo(ctx.app)),

  remove: procedure.output(demoRemoveOutput).mutation(({ ctx }) => removeDemo(ctx.app)),
})
