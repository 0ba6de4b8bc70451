import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isAlive, isRunning, readFolderLock } from '../connect/running-server.ts'
import { type Environment, PROJECT_FOLDER } from '../env.ts'
import { type Check, fail, ok, warn } from './check.ts'

const LEAST_NODE: readonly [number, number] = [20, 19]
/** Five leagues' history take about 150 MB, and the engine keeps as much again in its log while it imports. */
const FREE_BYTES_NEEDED = 300_000_000
const FREE_BYTES_COMFORTABLE = 1_000_000_000

export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const enough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])
  const least = LEAST_NODE.join('.')
  return enough
    ? ok('node', `Node ${version}`)
    : fail('node', `Node ${version}, expected ${least} or later`, `install Node ${least} or later`)
}

/** The embedded engine's folder can be written: looked at, or made. */
export async function checkDataFolder({ dataDir, databaseUrl }: Environment): Promise<Check> {
  if (databaseUrl) return ok('data folder', 'not used: DATABASE_URL names a Postgres')
  try {
    const existing = await nearestExisting(dataDir)
    await access(existing, constants.W_OK | constants.X_OK)
    if (existing === dataDir || (await stat(existing)).isDirectory()) return ok('data folder', dataDir)
    return fail('data folder', `${existing} is a file`, 'set MON_PS_DATA_DIR to a folder')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return fail('data folder', `${dataDir} cannot be written: ${reason}`, 'set MON_PS_DATA_DIR to a folder of your own')
  }
}

/** Who holds the folder, and whether it answers. */
export async function checkLock({ dataDir, databaseUrl }: Environment): Promise<Check> {
  if (databaseUrl) return ok('folder lock', 'not used: DATABASE_URL names a Postgres')
  const lock = await readFolderLock(dataDir)
  if (!lock) return ok('folder lock', 'free')
  if (!isRunning(lock.pid))
    return warn('folder lock', `left behind by process ${lock.pid}, which has ended`, 'nothing: the next start takes it over')
  if (lock.url === null) return warn('folder lock', `held by process ${lock.pid}, which serves nothing`, 'wait until it has ended')
  if (await isAlive(lock.url)) return ok('folder lock', `held by the server at ${lock.url} (process ${lock.pid})`)
  return fail('folder lock', `held by process ${lock.pid}, but ${lock.url} does not answer`, `end process ${lock.pid}, then start again`)
}

export async function checkDisk({ dataDir }: Environment): Promise<Check> {
  const { bavail, bsize } = await statfs(await nearestExisting(dataDir))
  const free = Number(bavail) * Number(bsize)
  const detail = `${(free / 1e9).toFixed(1)} GB free`
  if (free < FREE_BYTES_NEEDED) return fail('disk', `${detail}, an import needs ${FREE_BYTES_NEEDED / 1e6} MB`, 'free some space')
  return free < FREE_BYTES_COMFORTABLE ? warn('disk', detail, 'free some space before a large import') : ok('disk', detail)
}

export async function checkWebBuild(): Promise<Check> {
  const page = join(PROJECT_FOLDER, 'apps/web/dist/index.html')
  try {
    await access(page)
    return ok('web page', 'built')
  } catch {
    return warn('web page', 'not built yet', '`npm start` builds it')
  }
}

async function nearestExisting(path: string): Promise<string> {
  try {
    await stat(path)
    return path
  } catch {
    const parent = dirname(path)
    return parent === path ? path : nearestExisting(parent)
  }
}
