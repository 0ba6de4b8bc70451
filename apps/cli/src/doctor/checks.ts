import type { MigrationDrift } from '@mon-ps/contract/migration-upkeep'
import type { AuditVerification } from '@mon-ps/contract/audit'
import type { HealthStatus } from '@mon-ps/contract/health'
import type { League } from '@mon-ps/contract/league'
import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isAlive, isRunning, readFolderLock } from '../connect/connect.ts'
import { valueText } from '../print/number-text.ts'
import { type Environment, PROJECT_FOLDER } from '../env.ts'
import { cli } from '../words.ts'

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
  const size = health.bytes === null ? '' : cli.doctor.size({ megabytes: valueText(health.bytes / 1e6, 'count') })
  return ok('engine', cli.doctor.engine({ engine: health.engine, version: health.engineVersion, size }))
}

export function checkMigrations({ migrations: { applied, pending } }: HealthStatus): Check {
  if (pending > 0) return fail('schema', cli.doctor.pending({ pending, applied }), cli.doctor.appliedByStart)
  return ok('schema', cli.doctor.migrated({ applied }))
}

/** The declared schema against the live one; what the baseline accepts is no fault. */
export function checkDrift({ objects, differences, unexpected, obsolete }: MigrationDrift): Check {
  const accepted = differences.total - unexpected
  const stale = obsolete.length > 0 ? cli.doctor.obsolete({ entries: obsolete.length }) : ''
  if (unexpected === 0)
    return ok('drift', cli.doctor.asDeclared({ objects, accepted: accepted > 0 ? cli.doctor.accepted({ accepted }) : '', obsolete: stale }))
  return warn('drift', cli.doctor.unexpected({ differences: unexpected }), cli.doctor.driftNamed)
}

/** A changed or removed entry of the audit log breaks the chain of hashes. */
export function checkAuditLog({ entries, head, firstBad }: AuditVerification): Check {
  if (firstBad !== null) return fail('audit log', firstBad.what, cli.doctor.compareBackup)
  return ok('audit log', entries === 0 ? cli.doctor.noEntry : cli.doctor.chain({ entries, head: head?.slice(0, 12) ?? '' }))
}

/** How old each league's newest match is. */
export function checkFreshness(leagues: readonly League[], now: Date): Check {
  const real = leagues.filter((league) => league.source !== 'demo')
  if (leagues.length === 0) return warn('data', cli.doctor.nothingLoaded, cli.doctor.importOrDemo)
  if (real.length === 0) return ok('data', cli.doctor.onlyDemo)
  const old = real.filter(({ lastMatchOn }) => lastMatchOn === null || now.getTime() - Date.parse(lastMatchOn) > FRESH_DAYS * DAY_MS)
  if (old.length === 0) return ok('data', cli.doctor.fresh({ leagues: real.length, days: FRESH_DAYS }))
  const named = old
    .map((league) => cli.doctor.endsOn({ league: league.code, day: league.lastMatchOn ?? cli.doctor.beforeItBegins }))
    .join(', ')
  return warn('data', named, cli.doctor.fetchNewer)
}

/** Without closing prices there is no closing line value. */
export function checkClosingPrices(leagues: readonly League[]): Check {
  const thin = leagues.filter((league) => league.matches > 0 && league.matchesWithClosingPrice < CLOSING_COVERAGE_WANTED * league.matches)
  const matches = leagues.reduce((sum, league) => sum + league.matches, 0)
  const priced = leagues.reduce((sum, league) => sum + league.matchesWithClosingPrice, 0)
  const detail = cli.doctor.priced({ priced, matches })
  if (thin.length === 0) return ok('closing prices', detail)
  const named = thin
    .map((league) => cli.doctor.leaguePriced({ league: league.code, priced: league.matchesWithClosingPrice, matches: league.matches }))
    .join(', ')
  return warn('closing prices', cli.doctor.thin({ detail, leagues: named }), cli.doctor.readWithN)
}

export function checkCalculation(leagues: readonly League[]): Check {
  const never = leagues.filter((league) => league.calculatedAt === null)
  const stale = leagues.filter((league) => league.calculatedAt !== null && league.stale)
  if (never.length + stale.length === 0) return ok('calculation', leagues.length === 0 ? cli.doctor.nothingToCalculate : cli.doctor.asNew)
  const parts = [
    ...(never.length > 0 ? [cli.doctor.never({ leagues: never.map((league) => league.code).join(', ') })] : []),
    ...(stale.length > 0 ? [cli.doctor.older({ leagues: stale.map((league) => league.code).join(', ') })] : []),
  ]
  return warn('calculation', parts.join('; '), cli.doctor.calculate)
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
    ? ok('node', cli.doctor.node({ version }))
    : fail('node', cli.doctor.oldNode({ version, least }), cli.doctor.installNode({ least }))
}

/** The embedded engine's folder can be written: looked at, or made. */
export async function checkDataFolder({ dataDir, databaseUrl }: Environment): Promise<Check> {
  if (databaseUrl) return ok('data folder', cli.doctor.notUsed)
  try {
    const existing = await nearestExisting(dataDir)
    await access(existing, constants.W_OK | constants.X_OK)
    if (existing === dataDir || (await stat(existing)).isDirectory()) return ok('data folder', dataDir)
    return fail('data folder', cli.doctor.isFile({ path: existing }), cli.doctor.setFolder)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return fail('data folder', cli.doctor.notWritable({ folder: dataDir, reason }), cli.doctor.setOwnFolder)
  }
}

/** Who holds the folder, and whether it answers. */
export async function checkLock({ dataDir, databaseUrl }: Environment): Promise<Check> {
  if (databaseUrl) return ok('folder lock', cli.doctor.notUsed)
  const lock = await readFolderLock(dataDir)
  if (!lock) return ok(cli.doctor.free, 'free')
  if (!isRunning(lock.pid)) return warn('folder lock', cli.doctor.leftBehind({ process: lock.pid }), cli.doctor.takesOver)
  if (lock.url === null) return warn('folder lock', cli.doctor.servesNothing({ process: lock.pid }), cli.doctor.waitForIt)
  if (await isAlive(lock.url)) return ok('folder lock', cli.doctor.heldByServer({ url: lock.url, process: lock.pid }))
  return fail('folder lock', cli.doctor.doesNotAnswer({ process: lock.pid, url: lock.url }), cli.doctor.endProcess({ process: lock.pid }))
}

export async function checkDisk({ dataDir }: Environment): Promise<Check> {
  const { bavail, bsize } = await statfs(await nearestExisting(dataDir))
  const free = Number(bavail) * Number(bsize)
  const detail = cli.doctor.gigabytes({ gigabytes: valueText(free / 1e9, 'expected') })
  if (free < FREE_BYTES_NEEDED)
    return fail('disk', cli.doctor.tooFull({ detail, megabytes: FREE_BYTES_NEEDED / 1e6 }), cli.doctor.freeSpace)
  return free < FREE_BYTES_COMFORTABLE ? warn('disk', detail, cli.doctor.freeSpaceFirst) : ok('disk', detail)
}

export async function checkWebBuild(): Promise<Check> {
  const page = join(PROJECT_FOLDER, 'apps/web/dist/index.html')
  try {
    await access(page)
    return ok(cli.doctor.built, 'built')
  } catch {
    return warn('web page', cli.doctor.notBuilt, cli.doctor.startBuilds)
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
