import { procedure, router } from '../../trpc.ts'
import { importFetchInput, importListOutput, importReportWire } from './schemas.ts'

export const importRouter = router({
  fetch: procedure
    .input(importFetchInput)
    .output(importReportWire)
    .mutation(({ ctx, input }) => ctx.useCases.fetchResults(input)),

  list: procedure.output(importListOutput).query(({ ctx }) => ctx.useCases.listImports()),
})
