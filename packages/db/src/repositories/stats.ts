import { and, count, eq, isNull, max, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'
import { DbError } from '../errors.ts'
import { competition } from '../schema/competitions.ts'
import { match, sourceFile } from '../schema/matches.ts'
import { oddsQuote } from '../schema/odds.ts'
import { v3RowSource } from '../schema/publish.ts'
import { run } from '../schema/runs.ts'
import { team } from '../schema/teams.ts'

/** What the database holds, for health and `doctor`. */
export interface DatabaseStats {
  readonly serverVersion: string
  readonly bytes: number
  readonly migrations: number
  readonly competitions: number
  readonly teams: number
  readonly matches: number
  readonly quotes: number
  readonly sourceFiles: number
  readonly lastImportAt: string | null
  readonly lastCalculationAt: string | null
  /** Rows of the three V3 tables by what made them. */
  readonly published: readonly { readonly table: string; readonly origin: string; readonly rows: number }[]
}

export async function readStats(executor: Executor): Promise<DatabaseStats> {
  const calculated = executor
    .select({ at: max(run.finishedAt) })
    .from(run)
    .where(and(eq(run.kind, 'calculate'), eq(run.status, 'succeeded')))
  const imported = executor.select({ at: max(sourceFile.importedAt) }).from(sourceFile)
  const [row] = await executor
    .select({
      serverVersion: sql<string>`current_setting('server_version')`,
      bytes: sql<number>`pg_database_size(current_database())`,
      // The table of migrations is no part of the schema that they make.
      migrations: executor.$count(sql`mon_ps.migration`),
      competitions: executor.$count(competition),
      teams: executor.$count(team, isNull(team.mergedInto)),
      matches: executor.$count(match),
      quotes: executor.$count(oddsQuote),
      sourceFiles: executor.$count(sourceFile),
      lastImportAt: sql<string | null>`(${imported})`,
      lastCalculationAt: sql<string | null>`(${calculated})`,
    })
    .from(sql`(select 1) as one`)
  if (row === undefined) throw new DbError('QUERY_FAILED', 'the server answered a question about itself with no row')
  const { tableName, origin } = v3RowSource
  const published = await executor
    .select({ table: tableName, origin, rows: count() })
    .from(v3RowSource)
    .groupBy(tableName, origin)
    .orderBy(tableName, origin)
  return { ...row, published }
}
