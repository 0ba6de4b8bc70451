import { V1_SCHEMA } from '../copy/move-tables.ts'
import type { MigrationCleanup, MigrationCleanupItem } from '@mon-ps/contract/migration-upkeep'
import { qualified } from '@mon-ps/db/catalogue/digest'
import type { Database, Executor } from '@mon-ps/db/client'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { BACKUP_SCHEMA, journalExists } from '../journal/read-journal.ts'
import { readDependants } from '../sync/dependants.ts'
import { archiveName } from '../sync/synced-tables.ts'

/** Made by the legacy before V3, and never filled. */
const V2_TABLES = ['team_quantum_dna', 'quantum_friction_matrix', 'quantum_strategies', 'goalscorer_profiles', 'chess_classifications']

type CleanupKind = 'v2' | 'v1-archive' | 'backup'

export interface CleanupObject {
  readonly item: MigrationCleanupItem
  readonly kind: CleanupKind
  readonly schema: string
  /** Its own name, and the one it has now; null where it was dropped. */
  readonly table: string
  readonly standsAs: string | null
}

interface Decided extends Record<string, unknown> {
  readonly name: string
  readonly choice: 'keep' | 'archive' | 'drop'
  readonly who: string
  readonly why: string
  readonly at: string
  readonly archivedAs: string | null
}

export async function createDecisions(tx: Executor): Promise<void> {
  await tx.execute(
    sql.raw(`create table if not exists ${BACKUP_SCHEMA}.cleanup_decision (
    id bigint generated always as identity primary key,
    name text not null,
    choice text not null check (choice in ('keep', 'archive', 'drop')),
    who text not null,
    why text not null,
    at timestamptz not null default clock_timestamp(),
    -- The name that the table has while it is archived.
    archived_as text,
    -- Where its rows went before it was dropped; null where it had none.
    export jsonb)`),
  )
}

const exists = async (tx: Executor, schema: string, table: string): Promise<boolean> =>
  (
    await tx.execute(sql`select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${schema} and c.relname = ${table} and c.relkind in ('r', 'p')`)
  ).length > 0

async function readDecisions(tx: Executor): Promise<ReadonlyMap<string, Decided>> {
  if (!(await exists(tx, BACKUP_SCHEMA, 'cleanup_decision'))) return new Map()
  const rows = await tx.execute<Decided>(sql`
    select distinct on (name) name, choice, who, why, at, archived_as as "archivedAs" from quantum_backup.cleanup_decision order by name, id desc`)
  return new Map(rows.map((row) => [row.name, row]))
}

/** Backups of moves that were rolled back: the one that stands needs its own. */
async function oldBackups(tx: Executor): Promise<readonly string[]> {
  if (!(await journalExists(tx))) return []
  const rows = await tx.execute<{ name: string }>(sql`
    select f.backup_table as name from quantum_backup.manifest f join quantum_backup.migration m on m.id = f.migration
    where m.state = 'rolled_back' order by f.migration, f.source_schema, f.source_table`)
  return rows.map(({ name }) => name)
}

interface Use extends Record<string, unknown> {
  readonly bytes: number
  readonly writes: number | null
}

const LOSES: Readonly<Record<CleanupKind, string>> = {
  v2: 'its columns as an idea: nothing of the legacy or of ours fills or reads it',
  'v1-archive': 'the way back: without it neither resume nor rollback is possible; the rows themselves are in legacy_v1',
  backup: 'the state before a move that was rolled back already',
}

function describe(kind: CleanupKind, rows: number, { writes }: Use): string {
  const named = {
    v2: 'a table of V2',
    'v1-archive': 'a table of V1, archived when the move was finished',
    backup: 'a backup of a move that was undone',
  }[kind]
  const filled = rows === 0 ? 'empty' : `${rows} rows`
  return `${named}, ${filled}; ${writes === null ? 'the server keeps no count of writes' : `written ${writes} times since the server began to count`}`
}

async function readObject(
  tx: Executor,
  kind: CleanupKind,
  schema: string,
  table: string,
  decided: Decided | null,
): Promise<CleanupObject | null> {
  const archivedAs = decided?.archivedAs ?? null
  const name = `${schema}.${table}`
  const decision = decided === null ? null : { choice: decided.choice, who: decided.who, why: decided.why, at: decided.at }
  const archived = archivedAs !== null && (await exists(tx, schema, archivedAs))
  const standsAs = archived ? archivedAs : (await exists(tx, schema, table)) ? table : null
  if (standsAs === null) {
    if (decided?.choice !== 'drop') return null
    const item = { name, what: 'dropped by decision', rows: 0, bytes: 0, dependants: [], loses: '', decision, state: 'dropped' as const }
    return { item, kind, schema, table, standsAs }
  }
  const [count] = await tx.execute<{ n: number }>(sql`select count(*) as n from ${qualified(schema, standsAs)}`)
  const [use] = await tx.execute<Use>(sql`
    select pg_total_relation_size(c.oid) as bytes, (select s.n_tup_ins + s.n_tup_upd + s.n_tup_del from pg_stat_user_tables s where s.relid = c.oid) as writes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = ${schema} and c.relname = ${standsAs}`)
  const callers = await tx.execute<{ text: string }>(sql`
    select 'the function ' || p.oid::regprocedure || ', whose text names it' as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'legacy_v1', 'mon_ps') and p.prosrc ~ ${String.raw`\m${table}\M`} order by 1`)
  const rows = count?.n ?? 0
  const dependants = [...(await readDependants(tx, schema, [standsAs])), ...callers.map(({ text }) => text)]
  // Finish renamed V1's tables, which was the reversible step.
  const state = archived || kind === 'v1-archive' ? ('archived' as const) : ('standing' as const)
  const item = {
    name,
    what: describe(kind, rows, use ?? { bytes: 0, writes: null }),
    rows,
    bytes: use?.bytes ?? 0,
    dependants,
    loses: kind === 'v2' && rows > 0 ? `${rows} rows that are nowhere else: it is not to be dropped` : LOSES[kind],
    decision,
    state,
  }
  return { item, kind, schema, table, standsAs }
}

export async function readCleanupObjects(tx: Executor): Promise<readonly CleanupObject[]> {
  // Dependants are shown with their schema.
  await tx.execute(sql`select set_config('search_path', 'pg_catalog', true)`)
  const candidates: readonly (readonly [kind: CleanupKind, schema: string, table: string])[] = [
    ...V2_TABLES.map((table) => ['v2', V1_SCHEMA, table] as const),
    ...V1_TABLES.map((table) => ['v1-archive', V1_SCHEMA, archiveName(table)] as const),
    ...(await oldBackups(tx)).map((table) => ['backup', BACKUP_SCHEMA, table] as const),
  ]
  const decisions = await readDecisions(tx)
  const objects: CleanupObject[] = []
  for (const [kind, schema, table] of candidates) {
    const object = await readObject(tx, kind, schema, table, decisions.get(`${schema}.${table}`) ?? null)
    if (object !== null) objects.push(object)
  }
  return objects
}

/** Without sizes and write counts, which change by themselves. */
export const hashCleanup = (objects: readonly CleanupObject[]): string =>
  createHash('sha256')
    .update(JSON.stringify(objects.map(({ item }) => [item.name, item.rows, item.dependants, item.loses, item.decision, item.state])))
    .digest('hex')

/**
 * What the move left behind that may go: V2's empty tables, V1's archives after finish, backups of moves that were undone; each
 * with what would be lost, what rests on it and what was decided. Writes nothing.
 */
export async function cleanupPlan(target: Database): Promise<MigrationCleanup> {
  const objects = await target.db.transaction((tx) => readCleanupObjects(tx), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })
  return { planSha256: hashCleanup(objects), items: objects.map(({ item }) => item), done: [] }
}
