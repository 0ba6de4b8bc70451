import { repositoriesOf } from '@mon-ps/db'
import { z } from 'zod'
import type { ImportRunWire } from '../routers/import/schemas.ts'
import type { App } from './app.ts'

/** What an import's run says it did: see saveFile in import-results.ts. */
const importResult = z.object({
  files: z.array(z.string()),
  rowsRead: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  added: z.number(),
  changed: z.number(),
})

/** The last imports, newest first: a run per file that brought something. */
export async function listImports(app: Pick<App, 'database'>): Promise<{ data: ImportRunWire[] }> {
  const runs = await repositoriesOf(app.database.db).runs.listRuns('import')
  const data = runs.flatMap(({ id, startedAt, result }) => {
    const parsed = importResult.safeParse(result)
    return parsed.success ? [{ runId: id, at: startedAt, ...parsed.data }] : []
  })
  return { data }
}
