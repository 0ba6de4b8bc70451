import { type LegacySource, openLegacySource } from '@mon-ps/db'
import type { App } from '../app.ts'

/**
 * Opens V1 where LEGACY_DATABASE_URL says, else where V3 is, for one piece of work.
 *
 * @throws {DbError} INVALID_ARGUMENT  an address that is none of the forms, CONNECTION_LOST where nobody answers
 */
export async function withLegacySource<Result>(
  { database, legacyUrl }: Pick<App, 'database' | 'legacyUrl'>,
  work: (source: LegacySource) => Promise<Result>,
): Promise<Result> {
  const source = await openLegacySource({ legacyUrl, target: database })
  try {
    return await work(source)
  } finally {
    await source.close()
  }
}
