import { readLiveTables } from '@mon-ps/legacy-v1/live/report-live'
import type { MigrationLive } from '@mon-ps/contract/migration-upkeep'
import type { Database } from '@mon-ps/db/client'
import { withLegacySource } from '@mon-ps/legacy-v1/source/with-legacy-source'

interface Needs {
  readonly database: Database
  readonly legacyUrl: string | null
}

/** What the legacy's live tables hold, and what is wrong with it. Writes nothing. */
export function readLive(app: Needs): Promise<MigrationLive> {
  return withLegacySource(app, (source) => readLiveTables(source, app.database))
}
