import { fetchResults } from '../../work/import/fetch-results.ts'
import { listImports } from './list-imports.ts'
import { ANALYSTS, EVERYONE, procedure, router } from '../../trpc.ts'
import { importFetchInput, importList, importReport } from '@mon-ps/contract/import'

export const importRouter = router({
  fetch: procedure({ roles: ANALYSTS, cost: 10 })
    .input(importFetchInput)
    .output(importReport)
    .mutation(({ ctx, input }) => fetchResults(ctx.app, input)),

  list: procedure({ roles: EVERYONE, cost: 1 })
    .output(importList)
    .query(({ ctx }) => listImports(ctx.app)),
})
