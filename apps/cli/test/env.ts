/** What the environment says to the tests. This file is the only one here that reads it. */
export const TEST_DATABASE_URL = process.env['TEST_DATABASE_URL'] || null

const realDataFolder = process.env['MON_PS_REAL_DATA'] || null
/** Where the dump of V1 stands, when the real data are there at all. */
export const realV1: string | null = realDataFolder === null ? null : `${realDataFolder}/legacy-v1/legacy-v1.sql`

const OWN = ['DATABASE_URL', 'LEGACY_DATABASE_URL', 'MON_PS_URL', 'MON_PS_DATA_DIR', 'NO_COLOR', 'TERM', 'CI', 'PORT']

/** The environment of a command line under test: nothing of the developer's, and what the test sets. */
export function commandEnvironment(set: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !OWN.includes(name))
  return { ...Object.fromEntries(kept), MON_PS_LOG_LEVEL: 'error', ...set }
}
