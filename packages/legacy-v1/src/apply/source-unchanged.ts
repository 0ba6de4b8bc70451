import { sql } from 'drizzle-orm'
import { tableDigest } from '@mon-ps/db/catalogue/digest'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import type { MigrationPlan } from '../types.ts'

async function missingColumns(executor: Executor, table: string, columns: readonly string[]): Promise<readonly string[]> {
  const rows = await executor.execute<{ name: string }>(sql`
    select attname as name from pg_attribute where attrelid = to_regclass(${`quantum.${table}`}) and attnum > 0 and not attisdropped`)
  const there = new Set(rows.map(({ name }) => name))
  return columns.filter((column) => !there.has(column))
}

/** The V1 tables whose rows are no longer those that the plan was made of, each in words. */
export async function changedSince(executor: Executor, plan: MigrationPlan): Promise<string[]> {
  const changed: string[] = []
  for (const name of V1_TABLES) {
    const table = plan.source.find((each) => each.table === name)
    if (table?.digest == null) continue
    const columns = table.columns.map((column) => column.name)
    const missing = await missingColumns(executor, name, columns)
    if (missing.length > 0) {
      changed.push(missing.length === columns.length ? `quantum.${name} is gone` : `quantum.${name} has lost ${missing.join(', ')}`)
      continue
    }
    const now = await tableDigest(executor, { schema: 'quantum', name }, columns)
    if (now.digest !== table.digest) changed.push(`quantum.${name} has ${now.rows} rows, had ${table.rows}, and their digest differs`)
  }
  return changed
}

/**
 * @throws {DbError} PLAN_STALE  a row of V1 was written since the plan
 */
export async function requireUnchangedSource(executor: Executor, plan: MigrationPlan): Promise<void> {
  const changed = await changedSince(executor, plan)
  if (changed.length === 0) return
  throw new DbError(
    'PLAN_STALE',
    `V1 was written since the plan: ${changed.join('; ')}. Undo what was begun with: mon-ps migrate rollback, then plan again`,
    { changed },
  )
}
