import { sql } from 'drizzle-orm'
import type { Reader } from './reader.ts'

/** Those of some imports' runs whose files hold matches of the demo. */
export async function findDemoImports(db: Reader, runIds: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db.execute<{ id: number }>(sql`
    select f.run_id::int as "id" from mon_ps.source_file f
    where f.run_id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(runIds)}::jsonb))
      and exists (select from mon_ps.source_row r join mon_ps.match m on m.id = r.match_id
        join mon_ps.competition c on c.id = m.competition_id where r.file_id = f.id and c.source = 'demo')`)
  return new Set(rows.map(({ id }) => id))
}
