import { inspectLegacy as inspect } from '@mon-ps/legacy-v1/inspect/inspect-legacy'
import type { MigrationInspectionWire } from '../../routers/migration/inspection-wire.ts'
import type { App } from '../app.ts'
import { withLegacySource } from './with-legacy-source.ts'

/**
 * What stands in V1 and what preflight found there. Writes nothing.
 *
 * @throws {DbError} LEGACY_NOT_FOUND  none of the three V1 tables is there
 */
export function inspectLegacy(app: Pick<App, 'database' | 'legacyUrl'>): Promise<MigrationInspectionWire> {
  return withLegacySource(app, (source) => inspect(source, app.database))
}
