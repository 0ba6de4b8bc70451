import { findDemoImports } from '@mon-ps/db/repositories/imports'
import { listRuns } from '@mon-ps/db/repositories/runs'
import { z } from 'zod'
import type { ImportRun } from '@mon-ps/contract/import'
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
export async function listImports(app: Pick<App, 'database'>): Promise<{ data: ImportRun[] }> {
  const { db } = app.database
  const runs = await listRuns(db, 'import')
  const demo = await findDemoImports(
    db,
    runs.map(({ id }) => id),
  )
  const data = runs.flatMap(({ id, startedAt, result }): ImportRun[] => {
    const parsed = importResult.safeParse(result)
    const source = demo.has(id) ? 'demo' : 'football-data'
    return parsed.success ? [{ runId: id, at: startedAt, source, ...parsed.data }] : []
  })
  return { data }
}
