import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { StartRefused } from './start-refused.ts'

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected postgres://user@host:port/database')
    .optional(),
  LEGACY_DATABASE_URL: z.string().min(1).max(2000).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  MON_PS_DATA_DIR: z
    .string()
    .min(1)
    .default(() => join(REPOSITORY, '.mon-ps')),
  MON_PS_LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  MON_PS_FOOTBALL_DATA_URL: z.url({ protocol: /^https?$/ }).default('https://www.football-data.co.uk/mmz4281/'),
  MON_PS_WORKERS: z.enum(['threads', 'shared']).default('threads'),
  MON_PS_URL: z.url({ protocol: /^https?$/ }).optional(),
})

/** Settings of this process, each with its default. */
export interface Env {
  /** A Postgres to use in place of the embedded database. */
  readonly databaseUrl: string | null
  /** Where V1 stands: a Postgres, a folder with an embedded database, or a `.sql` dump; where V3 is when null. */
  readonly legacyUrl: string | null
  readonly port: number
  /** Folder of the embedded database. */
  readonly dataDir: string
  readonly logLevel: LogLevel
  /** Where seasons are fetched from. */
  readonly footballDataUrl: string
  /** Calculations are shared with every worker on the same Postgres; else they are done by threads of this process. */
  readonly sharesWork: boolean
  readonly webDist: string
  /** Settings that were given and mean nothing here, as sentences. */
  readonly warnings: readonly string[]
}

/**
 * Reads and checks the environment. The only reader of `process.env` in this package.
 *
 * @throws {StartRefused} a known setting with a value that cannot be used
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new StartRefused(`The environment cannot be used. ${lines.join('; ')}`)
  }
  const settings = parsed.data
  return {
    databaseUrl: settings.DATABASE_URL ?? null,
    legacyUrl: settings.LEGACY_DATABASE_URL ?? null,
    port: settings.PORT,
    dataDir: settings.MON_PS_DATA_DIR,
    logLevel: settings.MON_PS_LOG_LEVEL,
    footballDataUrl: settings.MON_PS_FOOTBALL_DATA_URL,
    sharesWork: settings.MON_PS_WORKERS === 'shared',
    webDist: join(REPOSITORY, 'apps/web/dist'),
    warnings: unknownSettings(Object.keys(given)),
  }
}

function unknownSettings(names: readonly string[]): string[] {
  const known = Object.keys(schema.shape).filter((name) => name.startsWith('MON_PS_'))
  return names
    .filter((name) => name.startsWith('MON_PS_') && !known.includes(name) && !name.startsWith('MON_PS_REAL_'))
    .map((name) => {
      const near = known.find((candidate) => editDistance(name, candidate) <= 3)
      return `${name} is no setting of Mon PS${near ? `; did you mean ${near}?` : `. Known: ${known.join(', ')}`}`
    })
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}
