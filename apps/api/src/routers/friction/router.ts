import { procedure, router } from '../../trpc.ts'
import { frictionListInput, frictionListOutput, frictionMatrixInput, frictionMatrixOutput } from './schemas.ts'

export const frictionRouter = router({
  list: procedure
    .meta({ openapi: { method: 'GET', path: '/frictions', summary: 'Ordered pairs of teams and how they collide', tags: ['frictions'] } })
    .input(frictionListInput)
    .output(frictionListOutput)
    .query(({ ctx, input }) => ctx.useCases.listFrictions(input)),

  matrix: procedure
    .input(frictionMatrixInput)
    .output(frictionMatrixOutput)
    .query(({ ctx, input }) => ctx.useCases.readFrictionMatrix(input)),
})
