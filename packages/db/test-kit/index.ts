export { type TestDatabase, openTestDatabase } from './open-test-database.ts'
