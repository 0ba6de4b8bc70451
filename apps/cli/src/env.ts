import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the environment says. This file is the only one here that reads it. */
export interface Environment {
  /** MON_PS_URL: a server to use, whatever runs locally. */
  url: string | null
  /** DATABASE_URL: a Postgres of one's own instead of the embedded engine. */
  databaseUrl: string | null
  /** LEGACY_DATABASE_URL: where V1 stands, for the move; where V3 is when null. */
  legacyUrl: string | null
  /** MON_PS_DATA_DIR, else `.mon-ps` in the project. */
  dataDir: string
  /** Colours are wanted on a terminal: neither NO_COLOR nor TERM=dumb. */
  color: boolean
  /** The terminal can redraw a line. */
  redraw: boolean
}

/** The project's folder: three levels above this file. */
export const PROJECT_FOLDER = fileURLToPath(new URL('../../..', import.meta.url))

export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const dumb = env['TERM'] === 'dumb'
  return {
    url: env['MON_PS_URL'] || null,
    databaseUrl: env['DATABASE_URL'] || null,
    legacyUrl: env['LEGACY_DATABASE_URL'] || null,
    dataDir: resolve(PROJECT_FOLDER, env['MON_PS_DATA_DIR'] || '.mon-ps'),
    color: !env['NO_COLOR'] && !dumb,
    redraw: !dumb && !env['CI'],
  }
}

/** The environment that a child process is given: ours, and what is set on top. */
export function childEnvironment(added: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...added }
}
