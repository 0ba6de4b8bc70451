import { EVERYONE, procedure, router } from '../../trpc.ts'
import { readProvenance } from './read-provenance.ts'
import { provenance, provenanceInput } from '@mon-ps/contract/provenance'

export const provenanceRouter = router({
  of: procedure({
    roles: EVERYONE,
    cost: 5,
    openapi: {
      method: 'GET',
      path: '/provenance',
      summary: 'Where a number comes from: the run, the matches or bets that made it, and a recount from them',
      tags: ['provenance'],
    },
  })
    .input(provenanceInput)
    .output(provenance)
    .query(({ ctx, input }) => readProvenance(ctx.app, input)),
})
