import { listFrictions, readFrictionAblation, readFrictionMatrix } from './read-frictions.ts'
import { EVERYONE, procedure, router } from '../../trpc.ts'
import { frictionGate, frictionListInput, frictionListOutput, frictionMatrix, frictionMatrixInput } from '@mon-ps/contract/friction'

export const frictionRouter = router({
  list: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: { method: 'GET', path: '/frictions', summary: 'Ordered pairs of teams and how they collide', tags: ['frictions'] },
  })
    .input(frictionListInput)
    .output(frictionListOutput)
    .query(({ ctx, input }) => listFrictions(ctx.app, input)),

  gate: procedure({
    roles: EVERYONE,
    cost: 1,
    openapi: {
      method: 'GET',
      path: '/friction-gate',
      summary: 'Whether friction adds anything to the forecasts, by tier',
      tags: ['models'],
    },
  })
    .output(frictionGate)
    .query(({ ctx }) => readFrictionAblation(ctx.app)),

  matrix: procedure({ roles: EVERYONE, cost: 5 })
    .input(frictionMatrixInput)
    .output(frictionMatrix)
    .query(({ ctx, input }) => readFrictionMatrix(ctx.app, input)),
})
