import type { Database } from '../../client.ts'
import { DbError } from '../../errors.ts'

/** Beside the numbers of migrate.ts, the tests' template and the audit log. */
const RUNNER_LOCK = 7_340_031

/** The embedded engine has one session, in which an advisory lock can be taken again and again: there, this set excludes. */
const embeddedRunners = new Set<string>()

const refusal = () =>
  new DbError(
    'MIGRATION_RUNNING',
    'another runner moves, or undoes, this database already; wait until it is done, then ask for the state with: mon-ps migrate status',
  )

async function onServer<Result>(target: Database, work: () => Promise<Result>): Promise<Result> {
  // A connection of its own: the lock is the session's, and goes with it when the process dies. The driver hands out a reserved
  // connection only when one has answered something: a new one, opened for it alone, would never come.
  const [session] = await Promise.all([target.sql.reserve(), target.sql`select 1`])
  try {
    const [row] = await session<{ taken: boolean }[]>`select pg_try_advisory_lock(${RUNNER_LOCK}) as taken`
    if (row?.taken !== true) throw refusal()
    try {
      return await work()
    } finally {
      // Where the connection was lost the lock went with it.
      await session`select pg_advisory_unlock(${RUNNER_LOCK})`.catch(() => {})
    }
  } finally {
    session.release()
  }
}

async function onEmbedded<Result>(dataDir: string, work: () => Promise<Result>): Promise<Result> {
  if (embeddedRunners.has(dataDir)) throw refusal()
  embeddedRunners.add(dataDir)
  try {
    return await work()
  } finally {
    embeddedRunners.delete(dataDir)
  }
}

/**
 * Runs `work` as the only runner of the move in this database. Other processes are kept out of an embedded folder by its lock.
 *
 * @throws {DbError} MIGRATION_RUNNING  another runner is at work
 */
export function asOnlyRunner<Result>(target: Database, work: () => Promise<Result>): Promise<Result> {
  return target.dataDir === null ? onServer(target, work) : onEmbedded(target.dataDir, work)
}
