import { type AuditEntry, listAuditEntries as findEntries, verifyAuditLog as verifyEntries } from '@mon-ps/db/repositories/audit'
import type { AuditEntries, AuditEntriesInput, AuditEntryWire, AuditVerification } from '@mon-ps/contract/audit'
import { encodeCursor, pageRequest } from '../shapes/cursor.ts'
import type { Database } from '@mon-ps/db/client'

/** One page of the audit log, newest first: of one row, of one table, or all. */
export async function listAuditEntries(
  { database }: { readonly database: Database },
  { table, rowKey, ...asked }: AuditEntriesInput,
): Promise<AuditEntries> {
  const { limit, after, order } = pageRequest({ ...asked, sort: 'written' }, [])
  const found = await findEntries(database.db, { tableName: table, rowKey }, { limit: limit + 1, before: after?.id })
  const entries = found.slice(0, limit)
  const last = found.length > limit ? entries.at(-1) : undefined
  const next = last === undefined ? null : { value: last.seq, id: last.seq }
  return { data: entries.map(toEntry), page: { nextCursor: encodeCursor(next, 'written', order), hasMore: next !== null } }
}

/** Recomputes the hash chain of the whole log. */
export function verifyAuditLog({ database }: { readonly database: Database }): Promise<AuditVerification> {
  return verifyEntries(database.db)
}

/** A row as the triggers wrote it: an object, or nothing. */
function toRow(json: unknown): Readonly<Record<string, unknown>> | null {
  return typeof json === 'object' && json !== null ? { ...json } : null
}

function toEntry({ tableName, before, after, ...entry }: AuditEntry): AuditEntryWire {
  return { ...entry, table: tableName, before: toRow(before), after: toRow(after) }
}
