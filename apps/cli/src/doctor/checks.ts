import type { MigrationDrift } from '@mon-ps/contract/migration-upkeep'
import type { AuditVerificationWire } from '@mon-ps/contract/audit'
import type { HealthStatus } from '@mon-ps/contract/health'
import type { League } from '@mon-ps/contract/league'
import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isAlive, isRunning, readFolderLock } from '../connect/connect.ts'
import { type Environment, PROJECT_FOLDER } from '../env.ts'

/** One line of `doctor`. */
export interface Check {
  name: string
  status: 'OK' | 'WARN' | 'FAIL'
  detail: string
  /** What to do about it; null when nothing is wrong. */
  fix: string | null
}

const ok = (name: string, detail: string): Check => ({ name, status: 'OK', detail, fix: null })
const warn = (name: string, detail: string, fix: string): Check => ({ name, status: 'WARN', detail, fix })
export const fail = (name: string, detail: string, fix: string): Check => ({ name, status: 'FAIL', detail, fix })

const DAY_MS = 86_400_000
/** Past a summer break: a league whose last match is older than this misses part of a season. */
const FRESH_DAYS = 100
const CLOSING_COVERAGE_WANTED = 0.9

export function checkEngine(health: HealthStatus): Check {
  const size = health.bytes === null ? '' : `, ${(health.bytes / 1e6).toFixed(0)} MB`
  return ok('engine', `${health.engine}, ${health.engineVersion}${size}`)
}

export function checkMigrations({ migrations: { applied, pending } }: HealthStatus): Check {
  if (pending > 0) return fail('schema', `${pending} migrations are pending, ${applied} applied`, '`npm start` applies them')
  return ok('schema', `${applied} migrations applied, none pending`)
}

/** The declared schema against the live one; what the baseline accepts is no fault. */
export function checkDrift({ objects, differences, unexpected, obsolete }: MigrationDrift): Check {
  const accepted = differences.total - unexpected
  const stale = obsolete.length > 0 ? `, ${obsolete.length} entries of the baseline no longer needed` : ''
  if (unexpected === 0) return ok('drift', `${objects} objects are as declared${accepted > 0 ? `, ${accepted} accepted` : ''}${stale}`)
  return warn('drift', `${unexpected} unexpected differences from the declared schema`, '`mon-ps migrate drift` names them')
}

/** A changed or removed entry of the audit log breaks the chain of hashes. */
export function checkAuditLog({ entries, head, firstBad }: AuditVerificationWire): Check {
  if (firstBad !== null)
    return fail('audit log', firstBad.what, 'compare with a backup who changed it; `mon-ps audit` shows the entries as they stand')
  return ok(
    'audit log',
    entries === 0 ? 'no entry yet' : `${entries} entries, each follows the one before; the last is ${head?.slice(0, 12)}`,
  )
}

/** How old each league's newest match is. */
export function checkFreshness(leagues: readonly League[], now: Date): Check {
  const real = leagues.filter((league) => league.source !== 'demo')
  if (leagues.length === 0) return warn('data', 'nothing is loaded', '`mon-ps import football-data <folder>`, or `mon-ps demo load`')
  if (real.length === 0) return ok('data', 'only the invented demo leagues are loaded')
  const old = real.filter(({ lastMatchOn }) => lastMatchOn === null || now.getTime() - Date.parse(lastMatchOn) > FRESH_DAYS * DAY_MS)
  if (old.length === 0) return ok('data', `${real.length} leagues, each with a match in the last ${FRESH_DAYS} days`)
  const named = old.map((league) => `${league.code} ends ${league.lastMatchOn ?? 'before it begins'}`).join(', ')
  return warn('data', named, '`mon-ps import football-data --league <code> --seasons <code>` fetches newer seasons')
}

/** Without closing prices there is no closing line value. */
export function checkClosingPrices(leagues: readonly League[]): Check {
  const thin = leagues.filter((league) => league.matches > 0 && league.matchesWithClosingPrice < CLOSING_COVERAGE_WANTED * league.matches)
  const matches = leagues.reduce((sum, league) => sum + league.matches, 0)
  const priced = leagues.reduce((sum, league) => sum + league.matchesWithClosingPrice, 0)
  const detail = `${priced} of ${matches} matches have a sharp closing price`
  if (thin.length === 0) return ok('closing prices', detail)
  const named = thin.map((league) => `${league.code} ${league.matchesWithClosingPrice} of ${league.matches}`).join(', ')
  return warn('closing prices', `${detail}; thin: ${named}`, 'read closing line values of these leagues with their n')
}

export function checkCalculation(leagues: readonly League[]): Check {
  const never = leagues.filter((league) => league.calculatedAt === null)
  const stale = leagues.filter((league) => league.calculatedAt !== null && league.stale)
  if (never.length + stale.length === 0) return ok('calculation', leagues.length === 0 ? 'nothing to calculate' : 'as new as the data')
  const parts = [
    ...(never.length > 0 ? [`never calculated: ${never.map((league) => league.code).join(', ')}`] : []),
    ...(stale.length > 0 ? [`older than the data: ${stale.map((league) => league.code).join(', ')}`] : []),
  ]
  return warn('calculation', parts.join('; '), '`mon-ps calculate`')
}

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
