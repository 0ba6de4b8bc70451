import { qualified, tableDigest } from '@mon-ps/db/catalogue/digest'
import { type Catalogue, type CatalogueTable, readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import { named } from '@mon-ps/db/engine/sql-text'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import { type V1TableName, V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { V3_TABLES } from '@mon-ps/db/schema/publish'
import { sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { copyRowsAsText } from '../copy/companions.ts'
import { BACKUP_SCHEMA } from '../journal/read-journal.ts'
import type { LegacySource } from '../types.ts'
import { readManifest, requireSameRows, summarizeColumns, writeManifest } from './manifest.ts'

function columnText(column: CatalogueTable['columns'][number]): string {
  const collation = column.collation === null ? '' : ` collate ${named(column.collation)}`
  const notNull = column.notNull ? ' not null' : ''
  if (column.generated) return `${named(column.name)} ${column.type}${collation} generated always as (${column.default}) stored${notNull}`
  const identity = column.identity === '' ? '' : ` generated ${column.identity} as identity`
  const byDefault = column.default === null ? '' : ` default ${column.default}`
  return `${named(column.name)} ${column.type}${collation}${byDefault}${identity}${notNull}`
}

/**
 * The statement that makes a table anew: its columns, keys and checks. Foreign keys are left out, because a restored table
 * stands without the tables they point to.
 */
function tableDdl(table: CatalogueTable): string {
  const constraints = table.constraints
    .filter(({ kind }) => kind !== 'foreign key')
    .map(({ name, definition }) => `constraint ${named(name)} ${definition}`)
  const parts = [...table.columns.map(columnText), ...constraints]
  return `create table ${named(table.schema)}.${named(table.name)} (\n  ${parts.join(',\n  ')}\n)`
}

const ddlSha256 = (ddl: string) => createHash('sha256').update(ddl).digest('hex')

const SCRATCH = 'quantum_backup_scratch'

interface Saved {
  readonly table: CatalogueTable
  readonly catalogue: Catalogue
  /** Of V1 in another database: it is read over there, and kept here in the shape of the companion. */
  readonly remote: V1TableName | null
}

async function tablesToSave(tx: Executor, source: LegacySource): Promise<Saved[]> {
  const here = await readCatalogue(tx, ['quantum', 'mon_ps'])
  const there = source.same ? here : await readCatalogue(source.database.db, ['quantum'])
  const find = (catalogue: Catalogue, schema: string, name: string, remote: V1TableName | null = null): Saved[] => {
    const table = catalogue.tables.find((each) => each.schema === schema && each.name === name)
    return table === undefined ? [] : [{ table, catalogue, remote }]
  }
  return [
    ...V1_TABLES.flatMap((name) => find(there, 'quantum', name, source.same ? null : name)),
    ...V3_TABLES.flatMap((name) => find(here, 'quantum', name)),
    ...find(here, 'mon_ps', 'v3_row_source'),
  ]
}

async function saveTable(tx: Executor, migrationId: number, source: LegacySource, date: string, saved: Saved): Promise<number> {
  const { table, catalogue, remote } = saved
  const name = `${table.name}_backup_${date}_${migrationId}`
  const backup = { schema: BACKUP_SCHEMA, name }
  const columns = table.columns.map((column) => column.name)
  const model = remote !== null ? qualified('legacy_v1', table.name) : qualified(table.schema, table.name)
  // Without what would tie the backup to the sequences of the table it is of: those may be dropped, it stays. Without its checks,
  // too, which rows of long ago may break: the manifest keeps the whole definition.
  await tx.execute(sql`create table ${qualified(BACKUP_SCHEMA, name)}
    (like ${model} including all excluding defaults excluding identity excluding generated excluding constraints)`)
  if (remote !== null) await copyRowsAsText(source.database.db, tx, remote, `${BACKUP_SCHEMA}.${named(name)}`)
  else await tx.execute(sql`insert into ${qualified(BACKUP_SCHEMA, name)} select * from ${model}`)
  const digest = await tableDigest(remote !== null ? source.database.db : tx, { schema: table.schema, name: table.name }, columns)
  const ddl = tableDdl(table)
  const entry = {
    schema: table.schema,
    table: table.name,
    backup: name,
    ...digest,
    columns: await summarizeColumns(tx, backup, table.columns),
    ddl,
    ddlSha256: ddlSha256(ddl),
    sequences: catalogue.sequences
      .filter(({ ownedBy }) => ownedBy?.startsWith(`${table.schema}.${table.name}.`) === true)
      .map((sequence) => ({ name: `${sequence.schema}.${sequence.name}`, lastValue: sequence.lastValue })),
    privileges: table.privileges,
    comment: table.comment,
  }
  await requireSameRows(tx, { ...entry, restoredAt: null }, backup)
  await writeManifest(tx, migrationId, entry)
  return digest.rows
}

/**
 * Copies V1's and V3's tables, as far as they exist, into `quantum_backup`, in the snapshot of the transaction that also
 * takes their digests.
 *
 * @returns  rows that were saved
 * @throws {DbError} BACKUP_INVALID  a copy differs from its table
 */
export async function backUpTables(
  tx: Executor,
  migrationId: number,
  source: LegacySource,
  onTable: (table: string, done: number, total: number) => void,
): Promise<number> {
  const [today] = await tx.execute<{ date: string }>(sql`select to_char(now() at time zone 'UTC', 'YYYYMMDD') as date`)
  const tables = await tablesToSave(tx, source)
  let rows = 0
  for (const [at, saved] of tables.entries()) {
    onTable(`${saved.table.schema}.${saved.table.name}`, at, tables.length)
    rows += await saveTable(tx, migrationId, source, today?.date ?? '', saved)
  }
  return rows
}

/**
 * Restores every backup into a scratch schema and compares: only then does it count as one. Leaves nothing but the note.
 *
 * @throws {DbError} BACKUP_INVALID  what was restored differs from the manifest
 */
export async function checkBackups(
  tx: Executor,
  migrationId: number,
  onTable: (table: string, done: number, total: number) => void,
): Promise<number> {
  const entries = await readManifest(tx, migrationId)
  if (entries.length === 0) throw new DbError('BACKUP_INVALID', `move ${migrationId} has no backup, expected at least one table`)
  await tx.execute(sql`create schema ${sql.identifier(SCRATCH)}`)
  let rows = 0
  for (const [at, entry] of entries.entries()) {
    onTable(`${entry.schema}.${entry.table}`, at, entries.length)
    const restored = qualified(SCRATCH, entry.table)
    await tx.execute(sql`create table ${restored} (like ${qualified(BACKUP_SCHEMA, entry.backup)} including all)`)
    await tx.execute(sql`insert into ${restored} select * from ${qualified(BACKUP_SCHEMA, entry.backup)}`)
    await requireSameRows(tx, entry, { schema: SCRATCH, name: entry.table })
    rows += entry.rows
  }
  await tx.execute(sql`drop schema ${sql.identifier(SCRATCH)} cascade`)
  await tx.execute(sql`update quantum_backup.manifest set restored_at = clock_timestamp() where migration = ${migrationId}`)
  return rows
}
