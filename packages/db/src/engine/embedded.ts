import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DbError } from '../errors.ts'
import { WorkerSocket } from './worker-socket.ts'

export interface EmbeddedEngine {
  /** A new connection; the engine has one session, so there may be one connection at a time. */
  connect(): Promise<WorkerSocket>
  /** Closes the engine cleanly; waits for the statement under way. */
  close(): Promise<void>
}

type FromWorker = { ready: true } | { data: Uint8Array } | { done: true } | { failed: string } | { closed: true }

const CLOSE_LIMIT_MS = 10_000

/** What Node has and its types do not name. */
declare const WebAssembly: { compile(code: Uint8Array): Promise<object> }

let compiled: Promise<object> | null = null

/** The engine's code, compiled once for all threads of this process: opening another engine, or the same one anew, is a quarter cheaper. */
function compileEngine(): Promise<object> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  compiled ??= readFile(join(dirname(entry), 'pglite.wasm')).then((code) => WebAssembly.compile(code))
  return compiled
}

async function startWorker(dataDir: string): Promise<Worker> {
  const workerData = { dataDir, engine: await compileEngine() }
  const worker = new Worker(new URL('./pglite-worker.mjs', import.meta.url), { workerData })
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown) =>
      reject(new DbError('ENGINE_FAILED', `the embedded database in ${dataDir} does not open: ${String(error)}`, { dataDir }, error))
    worker.once('error', refuse)
    worker.once('message', () => {
      worker.off('error', refuse)
      resolve(worker)
    })
  })
}

/**
 * PGlite in a worker thread. A statement that takes longer than the limit, or a thread that died, costs
 * its connection: the thread is ended, the statement fails with ENGINE_RESTARTED, and the next
 * connection opens the folder anew. What was committed is there; what was not is gone.
 */
export async function startEmbedded(options: { dataDir: string; statementLimitMs: number }): Promise<EmbeddedEngine> {
  const { dataDir, statementLimitMs } = options
  let worker: Worker | null = null
  let starting: Promise<Worker> | null = null
  let socket: WorkerSocket | null = null
  let closing = false
  /** When each chunk was sent that the engine has not finished; the first is the one under way. */
  let pending: number[] = []

  const restart = async (broken: Worker, error: DbError) => {
    if (worker !== broken) return
    worker = null
    pending = []
    // Ended before the socket fails, so that no retry meets two engines on one folder.
    starting = broken.terminate().then(() => open())
    starting.catch(() => {})
    const current = socket
    socket = null
    await starting.catch(() => {})
    current?.fail(error)
  }

  const watch = (started: Worker) => {
    started.on('message', (message: FromWorker) => {
      if ('data' in message) socket?.receive(message.data)
      else if ('done' in message) pending = shifted(pending)
      else if ('failed' in message)
        void restart(
          started,
          new DbError('ENGINE_RESTARTED', `the embedded database failed (${message.failed}) and was opened anew; try again`),
        )
    })
    const died = (cause: unknown) => {
      if (!closing)
        void restart(started, new DbError('ENGINE_RESTARTED', 'the embedded database stopped and was opened anew; try again', {}, cause))
    }
    started.on('error', died)
    started.on('exit', died)
  }

  const open = async () => {
    const started = await startWorker(dataDir)
    watch(started)
    worker = started
    starting = null
    return started
  }

  await open()
  const timer = setInterval(
    () => {
      const oldest = pending[0]
      if (worker === null || oldest === undefined || performance.now() - oldest < statementLimitMs) return
      const message = `a statement took longer than ${statementLimitMs} ms; the embedded database was opened anew; try a smaller request`
      void restart(worker, new DbError('ENGINE_RESTARTED', message, { statementLimitMs }))
    },
    Math.max(10, Math.min(1000, statementLimitMs / 4)),
  )
  timer.unref()

  return {
    async connect() {
      if (closing) throw new DbError('CONNECTION_LOST', 'the database is closed')
      const current = worker ?? (await (starting ?? open()))
      const connection = new WorkerSocket((chunk) => {
        if (worker !== current) return
        pending.push(performance.now())
        current.postMessage({ data: chunk }, [chunk.buffer])
      })
      socket = connection
      return connection
    },
    async close() {
      if (closing) return
      closing = true
      clearInterval(timer)
      const current = worker ?? (await starting?.catch(() => null)) ?? null
      if (current !== null) await closeWorker(current)
    },
  }
}

/** The rest waits from now on: the engine takes one chunk after the other. */
function shifted(pending: readonly number[]): number[] {
  const now = performance.now()
  return pending.slice(1).map(() => now)
}

async function closeWorker(worker: Worker): Promise<void> {
  await new Promise<void>((resolve) => {
    const limit = setTimeout(resolve, CLOSE_LIMIT_MS)
    worker.on('message', (message: FromWorker) => {
      if (!('closed' in message)) return
      clearTimeout(limit)
      resolve()
    })
    worker.postMessage({ close: true })
  })
  await worker.terminate()
}
