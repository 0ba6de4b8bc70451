import { fetchResults } from '../../use-cases/fetch-results.ts'
import { listImports } from '../../use-cases/list-imports.ts'
import { procedure, router } from '../../trpc.ts'
import { importFetchInput, importList, importReport } from '@mon-ps/contract/import'

export const importRouter = router({
  fetch: procedure
    .input(importFetchInput)
    .output(importReport)
    .mutation(({ ctx, input }) => fetchResults(ctx.app, input)),

  list: procedure.output(importList).query(({ ctx }) => listImports(ctx.app)),
})
