import { listFrictions } from '../../use-cases/list-frictions.ts'
import { readFrictionMatrix } from '../../use-cases/read-friction-matrix.ts'
import { procedure, router } from '../../trpc.ts'
import { frictionListInput, frictionListOutput, frictionMatrixInput, frictionMatrixOutput } from './schemas.ts'

export const frictionRouter = router({
  list: procedure
    .meta({ openapi: { method: 'GET', path: '/frictions', summary: 'Ordered pairs of teams and how they collide', tags: ['frictions'] } })
    .input(frictionListInput)
    .output(frictionListOutput)
    .query(({ ctx, input }) => listFrictions(ctx.app, input)),

  matrix: procedure
    .input(frictionMatrixInput)
    .output(frictionMatrixOutput)
    .query(({ ctx, input }) => readFrictionMatrix(ctx.app, input)),
})
