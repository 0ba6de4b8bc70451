import { qualified, tableDigest } from '@mon-ps/db/catalogue/digest'
import { type Catalogue, type CatalogueTable, readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { V3_TABLES } from '@mon-ps/db/schema/publish'
import { sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { BACKUP_SCHEMA } from '../journal/read-journal.ts'
import type { StateDigest } from '../journal/journal.ts'
import type { MoveReport } from '../types.ts'

/** One table as it was before the move, and where its rows are kept. */
export interface ManifestEntry {
  readonly schema: string
  readonly table: string
  /** In `quantum_backup`. */
  readonly backup: string
  readonly rows: number
  readonly digest: string
  /** In the table's order. */
  readonly columns: readonly ColumnSummary[]
  readonly ddl: string
  readonly ddlSha256: string
  readonly sequences: readonly { readonly name: string; readonly lastValue: number | null }[]
  readonly privileges: string | null
  readonly comment: string | null
  readonly restoredAt: string | null
}

interface ColumnSummary {
  readonly name: string
  readonly filled: number
  /** Exact, as text; null for what is not a number. */
  readonly sum: string | null
}

const NUMBERS = /^(?:smallint|integer|bigint|numeric|real|double precision)(?!.*\[\]$)/

/** How many values each column has, and of numbers the exact sum. */
export async function summarizeColumns(
  executor: Executor,
  table: { readonly schema: string; readonly name: string },
  columns: readonly { readonly name: string; readonly type: string }[],
): Promise<ColumnSummary[]> {
  const facts = columns.map(({ name, type }) => {
    const sum = NUMBERS.test(type) ? sql`sum(${sql.identifier(name)}::numeric)::text` : sql`null::text`
    return sql`jsonb_build_object('name', ${name}::text, 'filled', count(${sql.identifier(name)}), 'sum', ${sum})`
  })
  const [row] = await executor.execute<{ columns: ColumnSummary[] }>(
    sql`select to_jsonb(array[${sql.join(facts, sql`, `)}]) as columns from ${qualified(table.schema, table.name)}`,
  )
  return row?.columns ?? []
}

export async function writeManifest(tx: Executor, migrationId: number, entry: Omit<ManifestEntry, 'restoredAt'>): Promise<void> {
  await tx.execute(sql`
    insert into quantum_backup.manifest (migration, source_schema, source_table, backup_table, rows, digest, columns, ddl, ddl_sha256,
      sequences, privileges, comment)
    values (${migrationId}, ${entry.schema}, ${entry.table}, ${entry.backup}, ${entry.rows}, ${entry.digest},
      ${JSON.stringify(entry.columns)}::text::jsonb, ${entry.ddl}, ${entry.ddlSha256}, ${JSON.stringify(entry.sequences)}::text::jsonb,
      ${entry.privileges}, ${entry.comment})`)
}

export async function readManifest(executor: Executor, migrationId: number): Promise<readonly ManifestEntry[]> {
  return executor.execute<ManifestEntry & Record<string, unknown>>(sql`
    select source_schema as schema, source_table as "table", backup_table as backup, rows, digest, columns, ddl, ddl_sha256 as "ddlSha256",
      sequences, privileges, comment, restored_at as "restoredAt"
    from quantum_backup.manifest where migration = ${migrationId} order by source_schema collate "C", source_table collate "C"`)
}

/** The backups as a report tells them. */
export async function reportedBackups(executor: Executor, migrationId: number): Promise<MoveReport['backup']> {
  const entries = await readManifest(executor, migrationId)
  return entries.map(({ schema, table, backup, rows, digest, restoredAt }) => ({
    table: `${schema}.${table}`,
    backup: `${BACKUP_SCHEMA}.${backup}`,
    rows,
    digest,
    restoredAndCompared: restoredAt !== null,
  }))
}

/** @throws {DbError} BACKUP_INVALID  `schema.table` holds other rows than the manifest says */
export async function requireSameRows(executor: Executor, entry: ManifestEntry, table: { schema: string; name: string }): Promise<void> {
  const found = await tableDigest(
    executor,
    table,
    entry.columns.map(({ name }) => name),
  )
  if (found.digest === entry.digest) return
  throw new DbError(
    'BACKUP_INVALID',
    `${table.schema}.${table.name} has ${found.rows} rows with the digest ${found.digest.slice(0, 12)}…, expected ${entry.rows} rows with ` +
      `${entry.digest.slice(0, 12)}…: the backup of ${entry.schema}.${entry.table} is not what was saved; nothing was changed`,
    { table: `${entry.schema}.${entry.table}`, backup: entry.backup, expected: entry.digest, found: found.digest },
  )
}

/**
 * Reads every backup again.
 *
 * @throws {DbError} BACKUP_INVALID  one byte differs from what was saved
 */
export async function requireIntactBackups(executor: Executor, migrationId: number): Promise<readonly ManifestEntry[]> {
  const entries = await readManifest(executor, migrationId)
  for (const entry of entries) await requireSameRows(executor, entry, { schema: BACKUP_SCHEMA, name: entry.backup })
  return entries
}

const ABSENT = 'absent'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Columns, constraints, indexes, triggers, privileges and comment: everything of a table but its rows. */
const definitionDigest = (table: CatalogueTable) => sha256(JSON.stringify(table))

async function digestTables(executor: Executor, catalogue: Catalogue, tables: readonly string[]): Promise<Record<string, string>> {
  const digest: Record<string, string> = {}
  for (const name of tables) {
    const table = catalogue.tables.find((each) => each.schema === 'quantum' && each.name === name)
    digest[`quantum.${name} definition`] = table === undefined ? ABSENT : definitionDigest(table)
    const columns = table?.columns.map((column) => column.name) ?? []
    const rows = table === undefined ? null : await tableDigest(executor, { schema: 'quantum', name }, columns)
    digest[`quantum.${name} rows`] = rows?.digest ?? ABSENT
    for (const sequence of catalogue.sequences) {
      if (sequence.ownedBy?.startsWith(`quantum.${name}.`) !== true) continue
      digest[`sequence ${sequence.schema}.${sequence.name}`] = String(sequence.lastValue ?? 'unused')
    }
  }
  return digest
}

/** V1's three tables: definition, rows and the sequences they own, each in one value. */
export async function v1Digest(executor: Executor): Promise<StateDigest> {
  return digestTables(executor, await readCatalogue(executor, ['quantum']), V1_TABLES)
}

/** V3's three tables, and the sequences that give their ids. */
export async function v3Digest(executor: Executor): Promise<StateDigest> {
  const catalogue = await readCatalogue(executor, ['quantum', 'mon_ps'])
  const digest = await digestTables(executor, catalogue, V3_TABLES)
  const teams = catalogue.sequences.find(({ schema, name }) => schema === 'mon_ps' && name === 'team_id_seq')
  return { ...digest, 'sequence mon_ps.team_id_seq': teams === undefined ? ABSENT : String(teams.lastValue ?? 'unused') }
}

/** V1 and V3 as they stand, without what only we keep beside them. */
export async function stateDigest(executor: Executor): Promise<StateDigest> {
  return { ...(await v1Digest(executor)), ...(await v3Digest(executor)) }
}
