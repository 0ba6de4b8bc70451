import { sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import type { Executor } from '../client.ts'

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
  const [row] = await executor.execute<Omit<DatabaseStats, 'published'> & Record<string, unknown>>(sql`
    select current_setting('server_version') as "serverVersion", pg_database_size(current_database()) as bytes,
      (select count(*) from mon_ps.migration) as migrations, (select count(*) from mon_ps.competition) as competitions,
      (select count(*) from mon_ps.team where merged_into is null) as teams, (select count(*) from mon_ps.match) as matches,
      (select count(*) from mon_ps.odds_quote) as quotes, (select count(*) from mon_ps.source_file) as "sourceFiles",
      (select max(imported_at) from mon_ps.source_file) as "lastImportAt",
      (select max(finished_at) from mon_ps.run where kind = 'calculate' and status = 'succeeded') as "lastCalculationAt"`)
  const published = await executor.execute<DatabaseStats['published'][number] & Record<string, unknown>>(sql`
    select table_name as "table", origin, count(*) as rows from mon_ps.v3_row_source group by 1, 2 order by 1, 2`)
  if (row === undefined) throw new DbError('QUERY_FAILED', 'the server answered a question about itself with no row')
  return { ...row, published: [...published] }
}
