import { fetchResults } from '../../use-cases/fetch-results.ts'
import { listImports } from '../../use-cases/list-imports.ts'
import { procedure, router } from '../../trpc.ts'
import { importFetchInput, importListOutput, importReportWire } from './schemas.ts'

export const importRouter = router({
  fetch: procedure
    .input(importFetchInput)
    .output(importReportWire)
    .mutation(({ ctx, input }) => fetchResults(ctx.app, input)),

  list: procedure.output(importListOutput).query(({ ctx }) => listImports(ctx.app)),
})
