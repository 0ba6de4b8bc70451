import { and, eq, exists, inArray, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import { competition } from '../schema/competitions.ts'
import { match, sourceFile, sourceRow } from '../schema/matches.ts'
import type { Executor } from '../client.ts'

export interface NewSourceFile {
  /** Of the bytes as they came, lower-case hex. */
  readonly sha256: string
  readonly name: string
  readonly bytes: number
  readonly header: readonly string[]
  readonly runId: number
}

/** The id of a file with these bytes, when it was imported before. */
export async function findSourceFile(executor: Executor, sha256: string): Promise<number | null> {
  const [row] = await executor.select({ id: sourceFile.id }).from(sourceFile).where(eq(sourceFile.sha256, sha256))
  return row?.id ?? null
}

/** Records a file; the same bytes are recorded once, and `alreadyImported` says that they were there. */
export async function saveSourceFile(executor: Executor, file: NewSourceFile): Promise<{ id: number; alreadyImported: boolean }> {
  const [made] = await executor
    .insert(sourceFile)
    .values({ ...file, header: [...file.header] })
    .onConflictDoNothing()
    .returning({ id: sourceFile.id })
  if (made !== undefined) return { id: made.id, alreadyImported: false }
  const id = await findSourceFile(executor, file.sha256)
  if (id === null) throw new DbError('QUERY_FAILED', `the file ${file.name} was neither found nor written`)
  return { id, alreadyImported: true }
}

/** Those of some imports' runs whose files hold matches of the demo. */
export async function findDemoImports(executor: Executor, runIds: readonly number[]): Promise<ReadonlySet<number>> {
  if (runIds.length === 0) return new Set()
  const demoRows = executor
    .select({ one: sql`1` })
    .from(sourceRow)
    .innerJoin(match, eq(match.id, sourceRow.matchId))
    .innerJoin(competition, eq(competition.id, match.competitionId))
    .where(and(eq(sourceRow.fileId, sourceFile.id), eq(competition.source, 'demo')))
  const rows = await executor
    .select({ id: sourceFile.runId })
    .from(sourceFile)
    .where(and(inArray(sourceFile.runId, [...runIds]), exists(demoRows)))
  return new Set(rows.map(({ id }) => id))
}
