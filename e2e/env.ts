/** What the environment says to the journey. This file is the only one here that reads it. */
export const CHROMIUM_PATH = process.env['CHROMIUM_PATH'] || null
/** In CI a missing browser is a failure, elsewhere a reason to skip. */
export const IN_CI = Boolean(process.env['CI'])

/** The folder with real data, or null where there is none: the move from V1 is then not tried in the browser. */
export const REAL_DATA = process.env['MON_PS_REAL_DATA'] || null

/** Environment of the product and of the command line: a folder of their own, and no server or database of the developer's. */
export function productEnvironment(dataDir: string, port?: number): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, LEGACY_DATABASE_URL: _legacy, MON_PS_URL: _url, PORT: _port, ...rest } = process.env
  return {
    ...rest,
    MON_PS_DATA_DIR: dataDir,
    MON_PS_LOG_LEVEL: 'warn',
    NO_COLOR: '1',
    ...(port === undefined ? {} : { PORT: String(port) }),
  }
}
