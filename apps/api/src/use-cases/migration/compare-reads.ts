import { compareReads as compare } from '@mon-ps/db/legacy-v1/compare/compare-reads'
import type { z } from 'zod'
import type { migrationCompareInput } from '../../routers/migration/schemas.ts'
import type { MigrationCompareWire } from '../../routers/migration/upkeep-wire.ts'
import type { App } from '../app.ts'
import { withLegacySource } from './with-legacy-source.ts'

/**
 * Puts the same questions to V1 and to V3. Writes nothing.
 *
 * @throws {DbError} NOT_MIGRATED  nothing was moved yet
 */
export function compareReads(
  app: Pick<App, 'database' | 'legacyUrl'>,
  { sample }: z.output<typeof migrationCompareInput>,
): Promise<MigrationCompareWire> {
  return withLegacySource(app, (source) => compare(source, app.database, sample === undefined ? {} : { sample }))
}
