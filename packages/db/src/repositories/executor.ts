import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type * as schema from '../schema/index.ts'

/** The database or a transaction on it. */
export type Executor = PgDatabase<PostgresJsQueryResultHKT, typeof schema>
