import { type SQL, sql } from 'drizzle-orm'
import { qualified } from '@mon-ps/db/catalogue/digest'
import type { Executor } from '@mon-ps/db/client'
import { V3_TABLES } from '@mon-ps/db/schema/publish'
import { BACKUP_SCHEMA } from '../journal/journal-tables.ts'
import type { ManifestEntry } from '../backup/manifest.ts'

type V3Name = (typeof V3_TABLES)[number]

const IDS: Readonly<Record<V3Name, string>> = {
  team_quantum_dna_v3: 'team_id',
  quantum_friction_matrix_v3: 'friction_id',
  quantum_strategies_v3: 'strategy_id',
}

/** A V3 table beside the rows it had before the move, as SQL. */
export interface V3Backup {
  readonly name: V3Name
  readonly id: SQL
  readonly live: SQL
  /** A relation of the same columns; one without rows where V3 did not exist. */
  readonly saved: SQL
  /** Rows of mon_ps.v3_row_source as they were, of all V3 tables. */
  readonly savedSources: SQL
  readonly columns: readonly string[]
}

/** The V3 tables, each with its backup, parents before children; empty where V3 does not exist. */
export async function v3Backups(executor: Executor, manifest: readonly ManifestEntry[]): Promise<readonly V3Backup[]> {
  const [found] = await executor.execute<{ v3: boolean }>(
    sql`select to_regclass('quantum.team_quantum_dna_v3') is not null and to_regclass('mon_ps.v3_row_source') is not null as v3`,
  )
  if (found?.v3 !== true) return []
  const backups: V3Backup[] = []
  for (const name of V3_TABLES) {
    const live = qualified('quantum', name)
    const columns = await executor.execute<{ name: string }>(sql`
      select attname as name from pg_attribute where attrelid = ${`quantum.${name}`}::regclass and attnum > 0 and not attisdropped order by attnum`)
    const saved = manifest.find(({ schema, table }) => schema === 'quantum' && table === name)
    const sources = manifest.find(({ schema, table }) => schema === 'mon_ps' && table === 'v3_row_source')
    backups.push({
      name,
      id: sql`${sql.identifier(IDS[name])}`,
      live,
      saved: saved === undefined ? sql`(select * from ${live} where false)` : qualified(BACKUP_SCHEMA, saved.backup),
      savedSources:
        sources === undefined ? sql`(select * from mon_ps.v3_row_source where false)` : qualified(BACKUP_SCHEMA, sources.backup),
      columns: columns.map((column) => column.name),
    })
  }
  return backups
}
