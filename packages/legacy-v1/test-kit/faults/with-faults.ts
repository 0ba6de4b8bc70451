import type { ReservedSql, Sql, TransactionSql } from 'postgres'
import { type Database, databaseOn } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'

export interface FaultOptions {
  /** Which statement fails, counted from 1 over all connections, beginnings and ends of transactions included; 0 for none. */
  readonly failAt: number
  /**
   * `error`: the server refuses it. `disconnect`: the connection, or the embedded engine, is lost with it; of a commit only the
   * answer is. A function is called while the statement is on its way, and may kill who sent it or who is to run it.
   */
  readonly how: 'error' | 'disconnect' | (() => void)
}

export interface Faulty {
  readonly database: Database
  /** How many statements went through it. */
  statements(): number
  fired(): boolean
}

const REFUSED = `do $$ begin raise exception 'a fault was injected' using errcode = 'XX000'; end $$`
const CONNECTION_ENDS = 'select pg_terminate_backend(pg_backend_pid())'
/** The engine is ended by its own limit for statements. */
const ENGINE_ENDS = 'select pg_sleep(3600)'

type Client = Sql | TransactionSql | ReservedSql
type Work = (client: TransactionSql) => unknown

const isWork = (value: unknown): value is Work => typeof value === 'function'
const isTemplate = (value: unknown) => Array.isArray(value) && 'raw' in value

/**
 * The same database through a client of which one statement fails. Its engine is the real one: what fails is sent as a
 * statement that the server refuses, or that costs the connection.
 *
 * @param database  with a short `statementLimitMs` when it is embedded and loses its engine
 */
export function withFaults(database: Database, { failAt, how }: FaultOptions): Faulty {
  let count = 0
  let fired = false
  const due = () => {
    count++
    if (count !== failAt) return false
    fired = true
    if (typeof how === 'string') return true
    setTimeout(how, 1)
    return false
  }
  const lost = database.engine === 'pglite' ? ENGINE_ENDS : CONNECTION_ENDS
  const fault = how === 'error' ? REFUSED : lost

  const watched = <C extends Client>(client: C): C =>
    new Proxy(client, {
      apply: (target, self, args) =>
        isTemplate(args[0]) && due() ? target.unsafe(fault) : Reflect.apply(target as (...all: unknown[]) => unknown, self, args),
      get(target, name, receiver) {
        if (name === 'unsafe') return (...args: unknown[]) => (due() ? target.unsafe(fault) : Reflect.apply(target.unsafe, target, args))
        if (name === 'begin' && 'begin' in target) return (...args: unknown[]) => transaction(target, args)
        if (name === 'savepoint' && 'savepoint' in target)
          return (...args: unknown[]) => Reflect.apply(target.savepoint, target, [...args.slice(0, -1), inside(args.at(-1))])
        if (name === 'reserve' && 'reserve' in target) return async () => watched(await target.reserve())
        return Reflect.get(target, name, receiver)
      },
    })

  const inside = (work: unknown) => async (client: TransactionSql) => {
    if (!isWork(work)) throw new DbError('INVALID_ARGUMENT', 'got a transaction without work')
    return work(watched(client))
  }

  const transaction = async (target: Sql, args: readonly unknown[]) => {
    let answerLost = false
    const work = async (client: TransactionSql) => {
      if (due()) await client.unsafe(fault)
      const result = await inside(args.at(-1))(client)
      if (due()) {
        if (how === 'error') await client.unsafe(fault)
        answerLost = true
      }
      return result
    }
    const result: unknown = await Reflect.apply(target.begin, target, [...args.slice(0, -1), work])
    if (answerLost) throw new DbError('CONNECTION_LOST', 'a fault was injected: the commit was done, its answer is lost')
    return result
  }

  const { engine, dataDir, setUrl, close } = database
  return {
    database: databaseOn(watched(database.sql), engine, { dataDir, setUrl, close }),
    statements: () => count,
    fired: () => fired,
  }
}
