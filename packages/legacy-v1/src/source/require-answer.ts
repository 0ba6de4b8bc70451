import { sql } from 'drizzle-orm'
import type { Database } from '@mon-ps/db/client'
import { asDbError, DbError } from '@mon-ps/db/errors'

/** An address as a message may show it. */
export function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return 'a Postgres server'
  const url = new URL(address)
  url.password = ''
  url.searchParams.delete('password')
  return url.href
}

const ROLES = {
  source: { is: 'the source database (V1)', setting: 'LEGACY_DATABASE_URL' },
  target: { is: 'the target database (V3)', setting: 'DATABASE_URL' },
} as const

/**
 * Asks a server for a sign of life. The move works with two databases: whoever reads that one does not answer needs to know
 * which.
 *
 * @throws {DbError} CONNECTION_LOST  it does not answer, or does not let us in; the message has no password
 */
export async function requireAnswer(database: Database, role: keyof typeof ROLES, address: string): Promise<void> {
  try {
    await database.db.execute(sql`select 1`)
  } catch (error) {
    const { is, setting } = ROLES[role]
    const said = `${is} at ${withoutPassword(address)} did not answer: ${asDbError(error).message}`
    throw new DbError('CONNECTION_LOST', `${said}; start that server, or correct ${setting}`, {}, error)
  }
}
