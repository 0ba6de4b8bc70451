import { MAPPING_RULES } from '../mapping/rules.ts'
import { quantumDnaKey } from '../mapping/quantum-dna-keys.ts'
import { TABLE_MAPPINGS } from '../mapping/table-mappings.ts'
import { TEAM_NAMES_VERSION } from '../mapping/club-names.ts'
import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import type { V1Shape } from '../inspect/read-shape.ts'
import type { MigrationPlan } from '../types.ts'

/** Each rule's name and version, and the version of the dictionary of names. */
export function ruleVersions(): Readonly<Record<string, number>> {
  const rules = MAPPING_RULES.map(({ id }) => {
    const at = id.lastIndexOf('@')
    return [id.slice(0, at), Number(id.slice(at + 1))] as const
  })
  return Object.fromEntries([...rules, ['team-names', TEAM_NAMES_VERSION] as const].sort(([x], [y]) => (x < y ? -1 : 1)))
}

/** Column by column; columns that are not V1's own are the companion's alone. */
export function describeMapping({ tables }: V1Shape): MigrationPlan['mapping'] {
  return TABLE_MAPPINGS.map(({ v1, v3, columns, companionOnly, v1Columns }) => {
    const own = new Set(v1Columns.map(({ name }) => name))
    const extra = (tables.find(({ table }) => table === v1)?.columns ?? []).filter(({ name }) => !own.has(name))
    return {
      v1,
      v3,
      columns: columns.map(({ target, sources, rule, note }) => ({ target, sources, rule, note, lossy: 'no' as const })),
      companionOnly: [...companionOnly, ...extra.map(({ name }) => ({ column: name, reason: 'not one of V1’s own columns' }))],
    }
  })
}

/** Every key at the top of quantum_dna, and where its value goes. */
export async function describeJsonKeys(executor: Executor, { relations }: V1Shape): Promise<MigrationPlan['jsonKeys']> {
  const rows = await executor.execute<{ key: string; profiles: number }>(sql`
    select entry.key, count(*) as profiles from (${relations.team_profiles.body}) r
    cross join lateral jsonb_object_keys(case when jsonb_typeof(r.quantum_dna) = 'object' then r.quantum_dna end) as entry(key) group by 1 order by entry.key collate "C"`)
  return rows.map(({ key, profiles }) => {
    const columns = quantumDnaKey(key)?.goesTo ?? []
    return { key, profiles, goesTo: [...columns, 'quantum_dna_legacy'].join(', ') }
  })
}
