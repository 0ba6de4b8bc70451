import { getPublishedKind } from '@mon-ps/db/publish/published-kinds'
import { readColumnNames } from '../copy/companions.ts'
import type { MigrationRollbackReport } from '@mon-ps/contract/migration-report'
import { qualified, tableDigest } from '@mon-ps/db/catalogue/digest'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import { V3_TABLES } from '@mon-ps/db/schema/publish'
import { type SQL, sql } from 'drizzle-orm'
import type { ManifestEntry } from '../backup/manifest.ts'
import { BACKUP_SCHEMA } from '../journal/read-journal.ts'

type V3Name = (typeof V3_TABLES)[number]

/** A V3 table beside the rows it had before the move, as SQL. */
export interface V3Backup {
  readonly name: V3Name
  readonly id: SQL
  readonly live: SQL
  /** Empty where V3 did not exist. */
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
    const saved = manifest.find(({ schema, table }) => schema === 'quantum' && table === name)
    const sources = manifest.find(({ schema, table }) => schema === 'mon_ps' && table === 'v3_row_source')
    backups.push({
      name,
      id: sql`${sql.identifier(getPublishedKind(name).id)}`,
      live,
      saved: saved === undefined ? sql`(select * from ${live} where false)` : qualified(BACKUP_SCHEMA, saved.backup),
      savedSources:
        sources === undefined ? sql`(select * from mon_ps.v3_row_source where false)` : qualified(BACKUP_SCHEMA, sources.backup),
      columns: await readColumnNames(executor, `quantum.${name}`),
    })
  }
  return backups
}

/** Calculations since the move rest on our versions, and their rows stay. */
export const laterCalculation = (runId: number | null): SQL =>
  sql`exists (select from mon_ps.run r where r.id > ${sql.raw(String(runId ?? 0))} and r.kind in ('calculate', 'backtest', 'publish'))`

const list = (columns: readonly string[], prefix = '') =>
  sql.join(
    columns.map((column) => sql`${sql.raw(prefix)}${sql.identifier(column)}`),
    sql`, `,
  )

/** A literal, since views cannot have parameters. */
const literal = (name: V3Backup['name']) => sql.raw(`'${name}'`)

/** The row `t` of V3 shows a later calculation. */
const calculatedSince = ({ name, id }: V3Backup, runId: number) => sql`exists (
  select from mon_ps.v3_row_source s where s.table_name = ${literal(name)} and s.row_id = t.${id} and s.origin in ('calculated', 'enriched')
    and greatest(s.run_id, s.published_by_run) > ${sql.raw(String(runId))})`

/** A later calculation removed the saved row `b`. */
const removedSince = ({ name, id, live, savedSources }: V3Backup, runId: number) => sql`(
  not exists (select from ${live} t where t.${id} = b.${id}) and ${laterCalculation(runId)}
  and exists (select from ${savedSources} s where s.table_name = ${literal(name)} and s.row_id = b.${id} and s.origin = 'calculated'))`

async function removeLeftOvers(tx: Executor, backup: V3Backup, runId: number): Promise<void> {
  const { id, live, saved } = backup
  await tx.execute(sql`
    delete from ${live} t where not exists (select from ${saved} b where b.${id} = t.${id}) and not ${calculatedSince(backup, runId)}`)
}

/** Restores times, too, which publishing a version again would change. */
async function restoreRows(tx: Executor, backup: V3Backup, runId: number): Promise<void> {
  const { name, id, live, saved, savedSources, columns } = backup
  const assignments = sql.join(
    columns.map((column) => sql`${sql.identifier(column)} = b.${sql.identifier(column)}`),
    sql`, `,
  )
  await tx.execute(sql`
    insert into ${live} (${list(columns)}) select ${list(columns, 'b.')} from ${saved} b
    where not exists (select from ${live} t where t.${id} = b.${id}) and not ${removedSince(backup, runId)}`)
  await tx.execute(sql`
    update ${live} t set ${assignments} from ${saved} b
    where b.${id} = t.${id} and b::text <> t::text and not ${calculatedSince(backup, runId)}`)
  await tx.execute(sql`
    insert into mon_ps.v3_row_source (table_name, row_id, version_id, origin, run_id, published_by_run)
    select s.table_name, s.row_id, s.version_id, s.origin, s.run_id, s.published_by_run
    from ${savedSources} s join ${live} t on t.${id} = s.row_id where s.table_name = ${name} and not ${calculatedSince(backup, runId)}
    on conflict (table_name, row_id) do update set version_id = excluded.version_id, origin = excluded.origin, run_id = excluded.run_id,
      published_by_run = excluded.published_by_run`)
}

/** Pairs and strategies that somebody agreed to lose; the moved DNA rows they reference can be removed afterwards. */
export async function removeAgreed(tx: Executor, backups: readonly V3Backup[]): Promise<void> {
  for (const { name, id, live, saved } of backups.filter((backup) => backup.name !== 'team_quantum_dna_v3'))
    await tx.execute(sql`
      delete from ${live} t where not exists (select from ${saved} b where b.${id} = t.${id})
        and coalesce((select s.origin from mon_ps.v3_row_source s where s.table_name = ${name} and s.row_id = t.${id}), 'legacy_sql')
          in ('legacy_sql', 'manual')`)
}

/** Restores V3 from the backup, except rows of later calculations. Children are removed first and restored last. */
export async function restoreV3(tx: Executor, backups: readonly V3Backup[], runId: number): Promise<void> {
  await tx.execute(sql`select set_config('mon_ps.run_id', ${String(runId)}, true)`)
  for (const backup of backups.toReversed()) await removeLeftOvers(tx, backup, runId)
  for (const backup of backups) await restoreRows(tx, backup, runId)
  await tx.execute(sql`select set_config('mon_ps.run_id', '', true)`)
}

/**
 * Compares V3's rows with the backup, except rows of later calculations.
 *
 * @throws {DbError} VERIFICATION_FAILED  they differ
 */
export async function compareV3Rows(
  tx: Executor,
  backups: readonly V3Backup[],
  runId: number,
): Promise<MigrationRollbackReport['digests']> {
  const digests: { what: string; before: string; after: string }[] = []
  for (const backup of backups) {
    const { name, id, live, saved, columns } = backup
    const since = calculatedSince(backup, runId)
    await tx.execute(sql`create temporary view v3_after as select * from ${live} t where not ${since}`)
    await tx.execute(sql`create temporary view v3_before as select * from ${saved} b
      where not ${removedSince(backup, runId)} and not exists (select from ${live} t where t.${id} = b.${id} and ${since})`)
    const before = await tableDigest(tx, { schema: 'pg_temp', name: 'v3_before' }, columns)
    const after = await tableDigest(tx, { schema: 'pg_temp', name: 'v3_after' }, columns)
    await tx.execute(sql`drop view pg_temp.v3_before, pg_temp.v3_after`)
    digests.push({ what: `quantum.${name} rows`, before: before.digest, after: after.digest })
    if (before.digest !== after.digest)
      throw new DbError(
        'VERIFICATION_FAILED',
        `quantum.${name} would have ${after.rows} rows, expected the ${before.rows} of before the move; the rollback was undone`,
        { table: name, before: before.digest, after: after.digest },
      )
  }
  return digests
}
