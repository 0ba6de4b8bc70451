import { readLiveTables } from '@mon-ps/legacy-v1/live/read-live-tables'
import type { MigrationLiveWire } from '../../routers/migration/live-wire.ts'
import type { App } from '../app.ts'
import { withLegacySource } from './with-legacy-source.ts'

/** What the legacy's live tables hold, and what is wrong with it. Writes nothing. */
export function readLive(app: Pick<App, 'database' | 'legacyUrl'>): Promise<MigrationLiveWire> {
  return withLegacySource(app, (source) => readLiveTables(source, app.database))
}
