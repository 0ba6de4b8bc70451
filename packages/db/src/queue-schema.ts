import { sql } from 'drizzle-orm'
import type { Database } from './client.ts'

/** Where the job queue keeps its own tables: its library makes them, changes them, and answers for them. */
export const QUEUE_SCHEMA = 'mon_ps_queue'

/** Any number that nothing else in the database uses for advisory locks. */
const QUEUE_LOCK = 7_340_041

/**
 * Runs `change`, which makes or removes tables of the queue over connections of its own, in one process at a time: processes that make the
 * same queue at once would wait for each other, and Postgres would end one of them.
 */
export async function oneAtATimeOnQueue<Result>(database: Database, change: () => Promise<Result>): Promise<Result> {
  return database.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${QUEUE_LOCK})`)
    return change()
  })
}
