import { sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'

/** Any number that nothing else in the database uses for advisory locks. */
export const V3_LOCK = 7_340_033

/**
 * One writer of V3 at a time, until its transaction ends: two that write the same rows in another order would wait for each other, and of two
 * that do not see each other's rows the later one would miss a pair or its team. Taken before the first row of V3 is touched.
 */
export async function lockV3(executor: Executor): Promise<void> {
  await executor.execute(sql`select pg_advisory_xact_lock(${V3_LOCK})`)
}
