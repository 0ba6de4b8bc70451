import { AsyncLocalStorage } from 'node:async_hooks'
import type { Sql, TransactionSql } from 'postgres'
import { asDbError, DbError } from '../errors.ts'

/** Set while a unit of work runs, with the client of the database that it runs on. */
export const unitInProgress = new AsyncLocalStorage<{ readonly client: Sql; active: boolean }>()

type Work = (sql: TransactionSql) => unknown
type WithWork = (...args: unknown[]) => Promise<unknown>

/** How long a lost connection may take to tell its transaction. */
const GRACE_MS = 5000

/**
 * One transaction as its client sees it. postgres.js has two weaknesses when a connection is lost in the middle of one:
 * it sends the rollback down the connection that is gone, which ends the process; and work that goes on afterwards
 * runs on the next connection, outside any transaction. So a loss is not told to postgres.js, which learns of it
 * from the connection itself, and a client whose transaction is over refuses to work.
 */
class GuardedTransaction {
  #over = false
  #lost: unknown = null

  async run(begin: WithWork, args: readonly unknown[]): Promise<unknown> {
    try {
      return await begin(...this.#withWork(args))
    } catch (error) {
      this.#over = true
      // The close event fires before the query rejects.
      if (isLoss(error)) await new Promise((resolve) => setImmediate(resolve))
      throw this.#lost ?? error
    } finally {
      this.#over = true
    }
  }

  #refuseWhenOver(): void {
    if (this.#over)
      throw new DbError('CONNECTION_LOST', 'the transaction is over, its connection was lost; nothing of it was saved; try again')
  }

  /** The arguments of `begin` or `savepoint` with the work, the last of them, given a guarded client. */
  #withWork(args: readonly unknown[]): unknown[] {
    const work = args.at(-1)
    if (!isWork(work)) throw new DbError('INVALID_ARGUMENT', 'got a transaction without work, expected a function')
    const guarded = async (sql: TransactionSql) => {
      try {
        return await work(this.#guard(sql))
      } catch (error) {
        return this.#holdBackLoss(error)
      }
    }
    return [...args.slice(0, -1), guarded]
  }

  async #holdBackLoss(error: unknown): Promise<never> {
    if (!isLoss(error)) throw error
    this.#lost ??= error
    await new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())
    if (!this.#over) throw error
    return new Promise(() => {})
  }

  #guard(sql: TransactionSql): TransactionSql {
    return new Proxy(sql, {
      apply: (target, self, args) => {
        this.#refuseWhenOver()
        return Reflect.apply(target, self, args)
      },
      get: (target, name, receiver) => {
        if (name !== 'unsafe' && name !== 'savepoint') return Reflect.get(target, name, receiver)
        this.#refuseWhenOver()
        if (name === 'unsafe') return target.unsafe
        return (...args: unknown[]) => Reflect.apply(target.savepoint, target, this.#withWork(args))
      },
    })
  }
}

/** Whether a connection was lost, also where somebody told it in words of their own. */
function isLoss(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (asDbError(cause).retryable) return true
  return false
}

function isWork(value: unknown): value is Work {
  return typeof value === 'function'
}

/** A client that refuses to work inside a unit of work of its database: on one connection it would wait for itself for ever. */
export function guardClient(sql: Sql): Sql {
  const refuseInside = () => {
    const unit = unitInProgress.getStore()
    if (unit?.active && unit.client === client)
      throw new DbError('UNIT_OF_WORK_REENTERED', 'the outer database was used inside a unit of work; use its transaction')
  }
  const client: Sql = new Proxy(sql, {
    apply(target, self, args) {
      refuseInside()
      return Reflect.apply(target, self, args)
    },
    get(target, name, receiver) {
      if (name !== 'unsafe' && name !== 'begin' && name !== 'reserve') return Reflect.get(target, name, receiver)
      refuseInside()
      if (name !== 'begin') return Reflect.get(target, name, receiver)
      const begin: WithWork = (...args) => Reflect.apply(target.begin, target, args)
      return (...args: unknown[]) => new GuardedTransaction().run(begin, args)
    },
  })
  return client
}
