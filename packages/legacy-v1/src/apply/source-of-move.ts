import type { Database } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import type { JournalEntry } from '../journal/journal.ts'
import type { LegacySource } from '../types.ts'

/**
 * V1 of a move that has begun: the journal knows whether it stands in the target itself, whatever LEGACY_DATABASE_URL says by now.
 *
 * @param given  as it was opened now; null where it could not be
 * @returns      null where V1 stands in another database that is not at hand
 */
export function sourceOfMove({ source }: JournalEntry, given: LegacySource | null, target: Database): LegacySource | null {
  if (!source.same) return given?.same === true ? null : given
  return given?.same === true ? given : { database: target, same: true, address: source.address, close: async () => {} }
}

/** @throws {DbError} LEGACY_NOT_FOUND  V1 stands in another database, and none is named */
export function requireSourceOfMove(entry: JournalEntry, given: LegacySource, target: Database): LegacySource {
  const source = sourceOfMove(entry, given, target)
  if (source !== null) return source
  throw new DbError(
    'LEGACY_NOT_FOUND',
    `move ${entry.id} reads V1 at ${entry.source.address}, but got no other database than V3's own; name it in LEGACY_DATABASE_URL`,
    { migrationId: entry.id, source: entry.source.address },
  )
}
