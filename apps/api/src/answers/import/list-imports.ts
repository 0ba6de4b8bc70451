import { findDemoImports } from '@mon-ps/db/repositories/imports'
import { listRuns } from '@mon-ps/db/repositories/runs'
import { importOutcomes } from '@mon-ps/db/stored/run-results'
import type { ImportRun } from '@mon-ps/contract/import'
import type { Database } from '@mon-ps/db/client'

/** The last imports, newest first: a run per file that brought something. */
export async function listImports(app: { readonly database: Database }): Promise<{ data: ImportRun[] }> {
  const { db } = app.database
  const runs = await listRuns(db, 'import')
  const demo = await findDemoImports(
    db,
    runs.map(({ id }) => id),
  )
  const data = runs.flatMap(({ id, startedAt, result }): ImportRun[] => {
    const parsed = importOutcomes.read(result)
    const source = demo.has(id) ? 'demo' : 'football-data'
    return parsed === null ? [] : [{ runId: id, at: startedAt, source, ...parsed }]
  })
  return { data }
}
