/** Tests never read DATABASE_URL: a developer's own database must not be touched by one. */
export const testDatabaseUrl: string | undefined = process.env['TEST_DATABASE_URL'] || undefined

/** Where the real files are, when they are there at all. */
export const realDataFolder: string | undefined = process.env['MON_PS_REAL_DATA'] || undefined
