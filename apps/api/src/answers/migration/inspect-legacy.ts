import { inspectLegacy as inspect } from '@mon-ps/legacy-v1/inspect/inspect-legacy'
import type { MigrationInspection } from '@mon-ps/contract/migration-plan'
import type { Database } from '@mon-ps/db/client'
import { withLegacySource } from '@mon-ps/legacy-v1/source/with-legacy-source'

interface Needs {
  readonly database: Database
  readonly legacyUrl: string | null
}

/**
 * What stands in V1 and what preflight found there. Writes nothing.
 *
 * @throws {DbError} LEGACY_NOT_FOUND  none of the three V1 tables is there
 */
export function inspectLegacy(app: Needs): Promise<MigrationInspection> {
  return withLegacySource(app, (source) => inspect(source, app.database))
}
