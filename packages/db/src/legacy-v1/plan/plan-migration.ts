import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'
import type { LegacySource, MigrationPlan } from '../types.ts'

export interface PlanOptions {
  /** Decision id → option id. */
  readonly decisions?: Readonly<Record<string, string>> | undefined
  /** IANA zone in which the legacy's naive times are read; UTC when nobody says otherwise. */
  readonly timeZone?: string | undefined
}

/**
 * Everything that decides what the move will do, and a hash of it. Writes nothing.
 *
 * @throws {DbError} LEGACY_NOT_FOUND  none of the three V1 tables is there
 * @throws {DbError} INVALID_ARGUMENT  a decision, an option or a time zone that is not known; the message names near ones
 */
export async function planMigration(source: LegacySource, target: Database, options: PlanOptions): Promise<MigrationPlan> {
  throw new DbError('LEGACY_NOT_FOUND', `got ${source.address}, ${target.engine} and ${Object.keys(options).join(', ')}, expected V1`)
}
