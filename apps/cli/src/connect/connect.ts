import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import type { Caller, ConnectHow, Connection } from './connection.ts'
import { connectHttp } from './http.ts'
import { cli } from '../words.ts'

/** What the process that holds the data folder wrote into its lock file. */
export interface FolderLock {
  pid: number
  startedAt: string
  /** Where that process serves; null while it starts, and for one that serves nothing. */
  url: string | null
}

const LOCK_FILE = 'lock.json'
const HEALTH_TIMEOUT_MS = 1500

/** The lock of a data folder, or null where there is none or it cannot be read. */
export async function readFolderLock(dataDir: string): Promise<FolderLock | null> {
  try {
    const lock: unknown = JSON.parse(await readFile(join(dataDir, LOCK_FILE), 'utf8'))
    if (typeof lock !== 'object' || lock === null || !('pid' in lock) || typeof lock.pid !== 'number') return null
    const startedAt = 'startedAt' in lock ? String(lock.startedAt) : ''
    return { pid: lock.pid, startedAt, url: 'url' in lock && typeof lock.url === 'string' ? lock.url : null }
  } catch {
    return null
  }
}

/** Whether a Mon PS server answers there. */
export async function isAlive(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/healthz`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) })
    return response.ok
  } catch {
    return false
  }
}

/** Whether a process of that id runs on this machine. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Opens the API: over HTTP where MON_PS_URL names a server or the data folder's lock names a living one, else in process.
 *
 * @throws {Failure} environment, when MON_PS_URL names a server that does not answer
 */
export async function connect({ env, terminal, interrupted, yes }: Caller, how: ConnectHow = { prepare: true }): Promise<Connection> {
  if (env.url !== null) {
    if (await isAlive(env.url)) return connectHttp(env.url, interrupted)
    throw new Failure(EXIT.environment, cli.connection.noServer({ url: env.url }), {
      code: 'NO_CONNECTION',
    })
  }
  // A database of one's own has no folder and no lock; it takes any number of processes.
  const lock = env.databaseUrl === null ? await readFolderLock(env.dataDir) : null
  if (lock?.url && (await isAlive(lock.url))) return connectHttp(lock.url, interrupted)
  // Loaded only here: the engine takes half a second that a command over HTTP need not wait for.
  const { connectInProcess } = await import('./in-process.ts')
  return connectInProcess({ env, terminal, interrupted, yes }, how)
}
