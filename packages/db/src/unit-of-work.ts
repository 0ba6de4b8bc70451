import { sql } from 'drizzle-orm'
import type { Database, Executor } from './client.ts'
import { unitInProgress } from './engine/guarded-client.ts'
import { DbError } from './errors.ts'

/** Who works, and why: what the audit columns and the audit log of every change in the unit say. */
export interface AuditContext {
  /** A person or a part of this system, `user:ada` or `cli`; `db:` is kept for raw SQL. */
  readonly actor: string
  readonly reason?: string | undefined
  /** Of the request that asked for it. */
  readonly requestId?: string | undefined
}

/** For the rest of the transaction; the triggers of the audited tables read it. */
async function setAuditContext(executor: Executor, { actor, reason, requestId }: AuditContext): Promise<void> {
  if (actor.trim() === '' || actor.startsWith('db:'))
    throw new DbError(
      'INVALID_ARGUMENT',
      `got the actor "${actor}", expected a name that does not begin with "db:", which is kept for raw SQL`,
    )
  await executor.execute(sql`
    select set_config('mon_ps.actor', ${actor}, true), set_config('mon_ps.reason', ${reason ?? ''}, true),
      set_config('mon_ps.request_id', ${requestId ?? ''}, true)`)
}

/**
 * Runs `work` in one transaction: all of it is saved, or nothing. Pass `tx` to every repository function that is called
 * inside. Changes of audited tables are logged in the same transaction, under the actor of `context` or, without one, under
 * the database role.
 *
 * @throws {DbError} INVALID_ARGUMENT        an actor without a name, or one that looks like raw SQL
 * @throws {DbError} UNIT_OF_WORK_REENTERED  the outer database was used inside, which on one connection would wait for ever
 * @example await inUnitOfWork(database, (tx) => ensureSeason(tx, 1, '2022-23'))
 */
export async function inUnitOfWork<Result>(
  database: Database,
  work: (tx: Executor) => Promise<Result>,
  context?: AuditContext,
): Promise<Result> {
  const outer = unitInProgress.getStore()
  if (outer?.active && outer.client === database.sql)
    throw new DbError('UNIT_OF_WORK_REENTERED', 'a unit of work was begun inside another; pass its transaction on instead')
  return database.db.transaction((tx) => {
    const unit = { client: database.sql, active: true }
    return unitInProgress.run(unit, async () => {
      try {
        if (context !== undefined) await setAuditContext(tx, context)
        return await work(tx)
      } finally {
        unit.active = false
      }
    })
  })
}
