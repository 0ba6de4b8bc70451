import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { Inspection, LegacySource } from '../types.ts'

/**
 * What stands in the source and what preflight found there. Writes nothing; needs no table of V3.
 *
 * @throws {DbError} LEGACY_NOT_FOUND  none of the three V1 tables is there
 */
export async function inspectLegacy(source: LegacySource, target: Database): Promise<Inspection> {
  throw new DbError('LEGACY_NOT_FOUND', `got ${source.address} and ${target.engine}, expected the three tables of V1 in the schema quantum`)
}
