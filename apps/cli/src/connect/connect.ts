import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import type { Caller, ConnectHow, Connection } from './connection.ts'
import { connectHttp } from './http.ts'
import { isAlive, readFolderLock } from './running-server.ts'

/**
 * Opens the API: over HTTP where MON_PS_URL names a server or the data folder's lock names a living one, else in process.
 *
 * @throws {Failure} environment, when MON_PS_URL names a server that does not answer
 */
export async function connect({ env, terminal, interrupted, yes }: Caller, how: ConnectHow = { prepare: true }): Promise<Connection> {
  if (env.url !== null) {
    if (await isAlive(env.url)) return connectHttp(env.url, interrupted)
    throw new Failure(EXIT.environment, `No Mon PS server answers at ${env.url}, which MON_PS_URL names. Start it, or unset MON_PS_URL.`, {
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
