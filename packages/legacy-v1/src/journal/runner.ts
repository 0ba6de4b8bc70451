import type { Database, Executor } from '@mon-ps/db/client'
import { asDbError, DbError } from '@mon-ps/db/errors'
import { sql } from 'drizzle-orm'
import { setTimeout as pause } from 'node:timers/promises'
import type { ReservedSql } from 'postgres'
import { type Claim, holdEntry } from './journal.ts'

/** Beside the numbers of migrate.ts, the tests' template and the audit log. */
const RUNNER_LOCK = 7_340_031

/** The embedded engine has one session, in which an advisory lock can be taken again and again: there, this set excludes. */
const embeddedRunners = new Set<string>()

const alreadyRunning = () =>
  new DbError(
    'MIGRATION_RUNNING',
    'another runner moves, or undoes, this database already; wait until it is done, then ask for the state with: mon-ps migrate status',
  )

/** The server's, or the role's limit is reached. */
const TOO_MANY_CONNECTIONS = '53300'

/** Each on another connection; a server that answers none of them holds no lock any more. */
const ATTEMPTS = 5
const PAUSE_MS = 200
const EXIT_POLLS = 100
const EXIT_POLL_MS = 20

/** A session that was told to end takes a moment: the next runner must not meet its lock. */
async function waitForSessionExit(target: Database, pid: number): Promise<void> {
  for (let look = 0; look < EXIT_POLLS; look++) {
    const [left] = await target.sql`select 1 from pg_locks where locktype = 'advisory' and pid = ${pid} and objid = ${RUNNER_LOCK}`
    if (left === undefined) return
    await new Promise((resolve) => setTimeout(resolve, EXIT_POLL_MS))
  }
}

/** Whether the session stands that holds the lock; with `end`, it is told to end. */
async function isSessionAlive(target: Database, pid: number, end: boolean): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const held = await target.sql`
        select ${end}::boolean and pg_terminate_backend(pid) as ended from pg_locks
        where locktype = 'advisory' and pid = ${pid} and objid = ${RUNNER_LOCK}`
      if (held.length > 0 && end) await waitForSessionExit(target, pid)
      return held.length > 0
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt))
    }
  }
  return false
}

/**
 * Gives the lock back, where the session that holds it still stands: that is asked on another connection. A session that cannot be
 * told to unlock is ended, and the lock goes with it.
 */
async function releaseLock(target: Database, session: ReservedSql, pid: number): Promise<void> {
  if (!(await isSessionAlive(target, pid, false))) return
  try {
    await session`select pg_advisory_unlock(${RUNNER_LOCK})`
    session.release()
  } catch {
    await isSessionAlive(target, pid, true)
  }
}

/** One holds the lock, the other works: a runner with fewer would wait for itself. */
const CONNECTIONS = 2

const tooFewConnections = (got: string, cause?: unknown) =>
  new DbError(
    'CONNECTION_LOST',
    `got ${got}, expected at least ${CONNECTIONS} to the target database: one holds the lock of the move while another works. ` +
      'Close other sessions, or raise CONNECTION LIMIT of the role or max_connections of the server',
    {},
    cause,
  )

/**
 * A connection of its own: the lock is the session's, and goes with it when the process dies. The driver hands out a reserveConnection
 * connection only when one has answered something: a new one, opened for it alone, would never come.
 */
async function reserveConnection(target: Database): Promise<ReservedSql> {
  if (target.sql.options.max < CONNECTIONS) throw tooFewConnections(`a pool of ${target.sql.options.max} connection`)
  const reserving = target.sql.reserve()
  try {
    await target.sql`select 1`
  } catch (error) {
    void reserving.then((session) => session.release()).catch(() => {})
    if (asDbError(error).context['sqlState'] === TOO_MANY_CONNECTIONS) throw tooFewConnections('no second connection', error)
    throw error
  }
  return reserving
}

async function takeLock(session: ReservedSql): Promise<{ taken: boolean; pid: number } | undefined> {
  try {
    const [row] = await session<{ taken: boolean; pid: number }[]>`
      select pg_try_advisory_lock(${RUNNER_LOCK}) as taken, pg_backend_pid() as pid`
    return row
  } catch (error) {
    session.release()
    throw error
  }
}

async function onServer<Result>(target: Database, work: () => Promise<Result>): Promise<Result> {
  const session = await reserveConnection(target)
  const row = await takeLock(session)
  if (row?.taken !== true) {
    session.release()
    throw alreadyRunning()
  }
  try {
    return await work()
  } finally {
    await releaseLock(target, session, row.pid)
  }
}

async function onEmbedded<Result>(dataDir: string, work: () => Promise<Result>): Promise<Result> {
  if (embeddedRunners.has(dataDir)) throw alreadyRunning()
  embeddedRunners.add(dataDir)
  try {
    return await work()
  } finally {
    embeddedRunners.delete(dataDir)
  }
}

/** Whether a runner is at work in this database, of this process or another. */
export async function isRunnerAtWork(target: Database): Promise<boolean> {
  if (target.dataDir !== null) return embeddedRunners.has(target.dataDir)
  const [row] = await target.sql<{ held: boolean }[]>`
    select exists(select from pg_locks where locktype = 'advisory' and objid = ${RUNNER_LOCK} and granted
      and database = (select oid from pg_database where datname = current_database())) as held`
  return row?.held ?? false
}

/**
 * Runs `work` as the only runner of the move in this database. Other processes are kept out of an embedded folder by its lock.
 *
 * @throws {DbError} MIGRATION_RUNNING  another runner is at work
 */
export function asOnlyRunner<Result>(target: Database, work: () => Promise<Result>): Promise<Result> {
  return target.dataDir === null ? onServer(target, work) : onEmbedded(target.dataDir, work)
}

/** Nobody's reader waits longer behind a lock that we wait for. */
const LOCK_TIMEOUT = '1s'
const MAX_ATTEMPTS = 10
const MAX_PAUSE_MS = 800

/** Lock not available, serialization failure, deadlock: another transaction was in the way, and will be waitForSessionExit. */
const RETRYABLE_STATES: ReadonlySet<unknown> = new Set(['55P03', '40001', '40P01'])

const isRetryable = (error: unknown) => RETRYABLE_STATES.has(asDbError(error).context['sqlState'])

interface WritingOptions {
  /** Checked first; null where the journal does not stand yet. */
  readonly claim: Claim | null
  readonly signal?: AbortSignal | undefined
  /** Repeatable read when not given; read committed for work that must see what was written before its locks were given. */
  readonly isolation?: 'repeatable read' | 'read committed'
}

/**
 * One transaction of the move: one snapshot of everything it reads, short waits for locks, again with a pause of random length
 * where another transaction was in the way, and refused when another runner took the move over.
 */
export async function inWritingTransaction<Result>(
  target: Database,
  options: WritingOptions,
  work: (tx: Executor) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    options.signal?.throwIfAborted()
    try {
      return await target.db.transaction(
        async (tx) => {
          await tx.execute(sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true), set_config('statement_timeout', '0', true)`)
          if (options.claim !== null) await holdEntry(tx, options.claim)
          return work(tx)
        },
        { isolationLevel: options.isolation ?? 'repeatable read' },
      )
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isRetryable(error)) throw error
      await pause(Math.random() * Math.min(MAX_PAUSE_MS, 50 * 2 ** attempt), undefined, { signal: options.signal })
    }
  }
}
