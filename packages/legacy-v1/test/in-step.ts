import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Database, Executor } from '@mon-ps/db/client'
import { projectRows } from '../src/copy/projection.ts'
import { publishMigrated } from '../src/copy/publish-moved.ts'
import { V1_NAMES } from './moved.ts'

/** V3 and what stands behind it as text, but for times that only say when a row was written. */
async function shown(tx: Executor): Promise<readonly string[]> {
  const rows = await tx.execute<{ row: string }>(sql`
    select 'team ' || (to_jsonb(t) - 'created_at' - 'updated_at')::text as row from quantum.team_quantum_dna_v3 t
    union all select 'pair ' || (to_jsonb(t) - 'created_at' - 'updated_at' - 'friction_id')::text from quantum.quantum_friction_matrix_v3 t
    union all select 'strategy ' || (to_jsonb(t) - 'created_at' - 'updated_at' - 'strategy_id')::text from quantum.quantum_strategies_v3 t
    union all select 'source ' || s.table_name || ' ' || s.origin || ' ' || count(*) from mon_ps.v3_row_source s group by s.table_name, s.origin
    union all select 'version ' || v.v1_id || ' ' || v.row_sha256 from mon_ps.team_dna_version v where v.origin = 'migrated'
    union all select 'version ' || v.v1_id || ' ' || v.row_sha256 from mon_ps.friction_version v where v.origin = 'migrated'
    union all select 'version ' || v.v1_id || ' ' || v.row_sha256 from mon_ps.strategy_version v where v.origin = 'migrated'
    union all select 'ruling ' || r.table_name || ' ' || r.v1_id || ' ' || r.kind || ' ' || r.reason from mon_ps.legacy_ruling r
    union all select 'failure ' || f.message from mon_ps.legacy_sync_failure f where f.repaired_at is null
    order by 1`)
  return rows.map(({ row }) => row)
}

class Undo extends Error {}

/** The companions hold what V1 holds, and V3 is what a projection of all of it would make: nothing is missing, stale or left over. */
export async function requireInStep(database: Database): Promise<void> {
  let before: readonly string[] = []
  let after: readonly string[] = []
  const work = database.db.transaction(async (tx) => {
    for (const table of V1_NAMES) {
      const [differing] = await tx.execute(sql`
        select coalesce(s.id, c.id) as id from quantum.${sql.identifier(table)} s
        full join legacy_v1.${sql.identifier(table)} c on c.id = s.id where s::text is distinct from c::text limit 1`)
      expect(differing, `quantum.${table} and its companion`).toBeUndefined()
    }
    before = await shown(tx)
    const [run] = await tx.execute<{ id: number }>(sql`select max(id) as id from mon_ps.run where kind = 'migrate'`)
    for (const table of V1_NAMES) await projectRows(tx, table, { runId: run?.id ?? 0, range: null })
    await publishMigrated(tx, run?.id ?? 0)
    after = await shown(tx)
    throw new Undo()
  })
  await work.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error
  })
  expect(before).toEqual(after)
}
