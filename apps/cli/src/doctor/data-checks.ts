import type { AuditVerificationWire } from '@mon-ps/contract/audit'
import type { HealthStatus } from '@mon-ps/contract/health'
import type { League } from '@mon-ps/contract/league'
import type { MigrationDriftWire } from '@mon-ps/client'
import { type Check, fail, ok, warn } from './check.ts'

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
export function checkDrift({ objects, differences, unexpected, obsolete }: MigrationDriftWire): Check {
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
