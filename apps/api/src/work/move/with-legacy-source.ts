import type { LegacySource } from '@mon-ps/legacy-v1/types'
import { openLegacySource } from '@mon-ps/legacy-v1/source/open-legacy-source'
import { codedError } from '../../error-map.ts'
import type { Database } from '@mon-ps/db/client'

interface Needs {
  readonly database: Database
  readonly legacyUrl: string | null
}

/**
 * Opens V1 where LEGACY_DATABASE_URL says, else where V3 is, for one piece of work.
 *
 * @throws {DbError} INVALID_ARGUMENT  an address that is none of the forms, CONNECTION_LOST where nobody answers
 */
export async function withLegacySource<Result>(
  { database, legacyUrl }: Needs,
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
  { database, legacyUrl }: Needs,
  work: (source: LegacySource | null) => Promise<Result>,
): Promise<Result> {
  const source = await openLegacySource({ legacyUrl, target: database }).catch((error: unknown) => {
    if (codedError(error) === null) throw error
    return null
  })
  try {
    return await work(source)
  } finally {
    await source?.close()
  }
}
