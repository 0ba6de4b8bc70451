export { testDatabaseUrl } from './env.ts'
export { type TestDatabase, openTestDatabase } from './open-test-database.ts'
