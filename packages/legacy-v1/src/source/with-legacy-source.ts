import type { Database } from '@mon-ps/db/client'
import { asDbError } from '@mon-ps/db/errors'
import type { LegacySource } from '../types.ts'
import { openLegacySource } from './open-legacy-source.ts'

interface LegacyPlace {
  readonly database: Database
  readonly legacyUrl: string | null
}

/**
 * Opens V1 where LEGACY_DATABASE_URL says, else where V3 is, for one piece of work.
 *
 * @throws {DbError} INVALID_ARGUMENT  an address that is none of the forms, CONNECTION_LOST where nobody answers
 */
export async function withLegacySource<Result>(
  { database, legacyUrl }: LegacyPlace,
  work: (source: LegacySource) => Promise<Result>,
): Promise<Result> {
  const source = await openLegacySource({ legacyUrl, target: database })
  try {
    return await work(source)
  } finally {
    await source.close()
  }
}

/** The same for work that a V1 in another database does not hinder when it cannot be opened any more: `source` is null then. */
export async function withLegacySourceIfThere<Result>(
  { database, legacyUrl }: LegacyPlace,
  work: (source: LegacySource | null) => Promise<Result>,
): Promise<Result> {
  const source = await openLegacySource({ legacyUrl, target: database }).catch((error: unknown) => {
    // What no code names is a fault of ours, not a V1 that is gone.
    if (asDbError(error).code === 'QUERY_FAILED') throw error
    return null
  })
  try {
    return await work(source)
  } finally {
    await source?.close()
  }
}
