/** Where the real files are, when they are there at all. */
export const realDataFolder: string | undefined = process.env['MON_PS_REAL_DATA'] || undefined
/** How long the soak goes on; longer in the full check than in `npm test`. */
export const soakSeconds = Number(process.env['MON_PS_SOAK_SECONDS'] || 8)
/** The environment of a server that a test starts: ours without what would point it at somebody's data. */
export function serverEnvironment(set: Record<string, string>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, MON_PS_DATA_DIR: _folder, MON_PS_URL: _url, LEGACY_DATABASE_URL: _legacy, ...rest } = process.env
  return { ...rest, ...set }
}
