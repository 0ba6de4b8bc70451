import type { Bookmaker } from '@mon-ps/core/football/odds-quote'
import { eq, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import { bookmaker } from '../schema/odds.ts'
import { sourceFile } from '../schema/matches.ts'
import type { Executor } from './executor.ts'
import { insertRecords } from './records.ts'

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

/** Makes the catalogue of bookmakers known, or brings it up to date: before the first prices. */
export async function saveBookmakers(executor: Executor, bookmakers: readonly Bookmaker[]): Promise<void> {
  const rows = bookmakers.map(({ code, name, kind, sharp }) => ({ code, name, kind, sharp }))
  await insertRecords(
    executor,
    bookmaker,
    rows,
    sql`on conflict (code) do update set name = excluded.name, kind = excluded.kind, sharp = excluded.sharp
      where (bookmaker.name, bookmaker.kind, bookmaker.sharp) is distinct from (excluded.name, excluded.kind, excluded.sharp)`,
  )
}
