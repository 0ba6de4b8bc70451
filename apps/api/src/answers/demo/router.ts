import { loadDemo } from '../../work/import/load-demo.ts'
import { removeDemo } from '../../work/import/remove-demo.ts'
import { ADMINS, ANALYSTS, procedure, router } from '../../trpc.ts'
import { demoLoadOutput, demoRemoveOutput } from '@mon-ps/contract/demo'

export const demoRouter = router({
  load: procedure({ roles: ANALYSTS, cost: 10 })
    .output(demoLoadOutput)
    .mutation(({ ctx }) => loadDemo(ctx.app)),

  remove: procedure({ roles: ADMINS, cost: 5 })
    .output(demoRemoveOutput)
    .mutation(({ ctx }) => removeDemo(ctx.app)),
})
