import { listStrategies } from '../../use-cases/list-strategies.ts'
import { procedure, router } from '../../trpc.ts'
import { strategyListInput, strategyListOutput } from './schemas.ts'

export const strategyRouter = router({
  list: procedure
    .meta({
      openapi: { method: 'GET', path: '/strategies', summary: "Rules' betting records, best lower bound first", tags: ['strategies'] },
    })
    .input(strategyListInput)
    .output(strategyListOutput)
    .query(({ ctx, input }) => listStrategies(ctx.app, input)),
})
