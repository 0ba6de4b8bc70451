import type { DbError } from '@mon-ps/db/errors'
import type { TestDatabase } from '@mon-ps/db/test-kit/open-test-database'

/** `done`, or the code of the failure. */
export const resultCode = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown'),
  )

/** The error of work that must be refused. */
export const refusal = (work: Promise<unknown>): Promise<DbError> =>
  work.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: DbError) => error,
  )

/** Statements as the legacy sends them to its database. */
export function legacyOn(opened: () => TestDatabase) {
  const run = (text: string) => opened().sql.unsafe(text).simple()
  const one = async (text: string): Promise<unknown> => (await opened().sql.unsafe(text))[0]
  /** With its own BEGIN and COMMIT, which the pool has to know of. */
  const inSession = async (text: string) => {
    const session = await opened().sql.reserve()
    try {
      return await session.unsafe(text).simple()
    } finally {
      session.release()
    }
  }
  /**
   * What lastval() says after an insert, before and after the commit, each less the number that the row was given: the legacy sees
   * zeroes.
   */
  const drawnBeside = async (table: string, values: string): Promise<unknown> => {
    const results =
      await inSession(`begin; insert into ${table} ${values} returning id; select lastval(), currval('${table}_id_seq'); commit;
      select lastval(), currval('${table}_id_seq')`)
    const rows = [...results].flatMap((result) => (Array.isArray(result) ? [...result] : [])) as readonly Record<string, unknown>[]
    const id = Number(rows.find((row) => 'id' in row)?.['id'])
    return rows.filter((row) => 'lastval' in row).map(({ lastval, currval }) => [Number(lastval) - id, Number(currval) - id])
  }
  return { run, one, inSession, drawnBeside }
}

/** Of drawnBeside: the session hears of its own number alone. */
export const ZEROES = [
  [0, 0],
  [0, 0],
]
