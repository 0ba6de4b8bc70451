import type { ReservedSql, Sql, TransactionSql } from 'postgres'
import { type Database, databaseOn } from '@mon-ps/db/client'

type Client = Sql | TransactionSql | ReservedSql
type Send = (...args: unknown[]) => PromiseLike<unknown>

export interface StatementTime {
  readonly ms: number
  /** Its first words. */
  readonly text: string
}

export interface Watched {
  /** The same database; each of its statements is timed. */
  readonly database: Database
  /** The longest statements since the last call, the longest first. */
  longest(): readonly StatementTime[]
  /** The most memory that this process held since the last call, bytes. The embedded engine is part of it. */
  peakMemory(): number
  stop(): void
}

const KEPT = 5
const WORDS = 110
const SAMPLE_MS = 50

/** A database whose statements are timed, in a process whose memory is looked at. */
export function watch(database: Database): Watched {
  let times: StatementTime[] = []
  let peak = 0
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, SAMPLE_MS)

  const note = (text: string, ms: number) => {
    times.push({ ms, text: text.replace(/\s+/g, ' ').slice(0, WORDS) })
    if (times.length > 8 * KEPT) times = times.sort((a, b) => b.ms - a.ms).slice(0, KEPT)
  }

  /** A query is sent when somebody waits for it: from then on it is timed. */
  const timed = (target: { unsafe: unknown }, args: unknown[]) => {
    const query = Reflect.apply(target.unsafe as Send, target, args)
    const wait = query.then.bind(query)
    Reflect.set(query, 'then', (...both: Parameters<typeof wait>) => {
      const start = performance.now()
      const noted = (outcome: unknown) => {
        note(String(args[0]), performance.now() - start)
        return outcome
      }
      return wait(noted).then(...both)
    })
    return query
  }

  const watched = <C extends Client>(client: C): C =>
    new Proxy(client, {
      get(target, name, receiver) {
        if (name === 'unsafe') return (...args: unknown[]) => timed(target, args)
        if (name === 'begin' && 'begin' in target)
          return (...args: unknown[]) => Reflect.apply(target.begin, target, [...args.slice(0, -1), inside(args.at(-1))])
        if (name === 'savepoint' && 'savepoint' in target)
          return (...args: unknown[]) => Reflect.apply(target.savepoint, target, [...args.slice(0, -1), inside(args.at(-1))])
        if (name === 'reserve' && 'reserve' in target) return async () => watched(await target.reserve())
        return Reflect.get(target, name, receiver)
      },
    })

  const inside = (work: unknown) => (client: TransactionSql) => (work as (client: TransactionSql) => unknown)(watched(client))

  const { engine, dataDir, setUrl, close } = database
  return {
    database: databaseOn(watched(database.sql), engine, { dataDir, setUrl, close }),
    longest() {
      const all = times.sort((a, b) => b.ms - a.ms).slice(0, KEPT)
      times = []
      return all
    },
    peakMemory() {
      const all = Math.max(peak, process.memoryUsage.rss())
      peak = 0
      return all
    },
    stop: () => clearInterval(sampling),
  }
}
