import { COMPANION_SCHEMA, COMPANION_TABLES } from '../copy/move-tables.ts'
import { asDbError, DbError } from '@mon-ps/db/errors'
import { tablesOfOurs } from '@mon-ps/db/migrate'
import type { Executor } from '@mon-ps/db/client'
import { MIGRATION_JOB } from '@mon-ps/db/repositories/jobs'
import { sql } from 'drizzle-orm'
import type { JournalEntry } from '../journal/journal.ts'

/** Objects outside of a schema that depend on something inside, as the server describes them: `view ana.best_teams`. */
async function listDependants(tx: Executor, schema: string): Promise<readonly string[]> {
  const rows = await tx.execute<{ what: string }>(sql`
    with inside as (
      select 'pg_class'::regclass as classid, oid from pg_class where relnamespace = to_regnamespace(${schema})
      union all select 'pg_type'::regclass, oid from pg_type where typnamespace = to_regnamespace(${schema})
      union all select 'pg_proc'::regclass, oid from pg_proc where pronamespace = to_regnamespace(${schema}))
    select distinct case when d.classid = 'pg_rewrite'::regclass
        then (select pg_describe_object('pg_class'::regclass, w.ev_class, 0) from pg_rewrite w where w.oid = d.objid)
        else pg_describe_object(d.classid, d.objid, d.objsubid) end as what
    from pg_depend d join inside on inside.classid = d.refclassid and inside.oid = d.refobjid
    cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) dependant
    where d.deptype in ('n', 'a') and dependant.identity !~ ('(^| )(on |for )?' || ${schema}::text || '\\.')
    order by 1`)
  return rows.map(({ what }) => what)
}

/** Tables and views of a schema that are not in `ours`. */
async function listForeignTables(tx: Executor, schema: string, ours: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select relname as name from pg_class where relnamespace = to_regnamespace(${schema}) and relkind in ('r', 'p', 'v', 'm', 'f') order by relname`)
  const known = new Set(ours)
  return rows.map(({ name }) => `${schema}.${name}`).filter((name) => !known.has(name))
}

/** Tables of `mon_ps` that migrations and the move itself fill, or that can be recomputed. */
const UNOWNED_TABLES: ReadonlySet<string> = new Set(['migration', 'run', 'job', 'audit_head', 'legacy_sync_failure', 'work_result'])

/** Tables of `mon_ps` with rows that did not come from the move. */
async function listOtherWork(tx: Executor): Promise<string[]> {
  const tables = await tx.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'mon_ps' order by tablename collate "C"`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    if (UNOWNED_TABLES.has(name)) continue
    const [row] = await tx.execute<{ filled: boolean }>(sql`select exists (select from mon_ps.${sql.identifier(name)}) as filled`)
    if (row?.filled === true) found.push(`mon_ps.${name}`)
  }
  const [runs] = await tx.execute<{ filled: boolean }>(
    sql`select exists (select from mon_ps.run where kind not in ('migrate', 'sync', 'enrich')) as filled`,
  )
  if (runs?.filled === true) found.push('mon_ps.run')
  const [jobs] = await tx.execute<{ filled: boolean }>(sql`select exists (select from mon_ps.job where kind <> ${MIGRATION_JOB}) as filled`)
  if (jobs?.filled === true) found.push('mon_ps.job')
  return found
}

async function isV3Filled(tx: Executor): Promise<boolean> {
  const [row] = await tx.execute<{ filled: boolean }>(sql`
    select exists (select from quantum.team_quantum_dna_v3) or exists (select from quantum.quantum_friction_matrix_v3)
      or exists (select from quantum.quantum_strategies_v3) as filled`)
  return row?.filled === true
}

/** Refuses to drop what other objects depend on. */
async function dropOurs(tx: Executor): Promise<string | null> {
  try {
    await tx.transaction(async (inner) => {
      await inner.execute(sql`drop table quantum.quantum_strategies_v3, quantum.quantum_friction_matrix_v3, quantum.team_quantum_dna_v3`)
      const others = [...(await listForeignTables(inner, 'mon_ps', tablesOfOurs())), ...(await listDependants(inner, 'mon_ps'))]
      if (others.length > 0) throw new DbError('CONFLICT', others.join(', '))
      await inner.execute(sql`drop schema mon_ps cascade`)
    })
    return null
  } catch (error) {
    const { code, context, message } = asDbError(error)
    if (code !== 'CONFLICT' && context['sqlState'] !== '2BP01') throw error
    return message
  }
}

/**
 * Dropping the companions must not take anybody else's objects with it.
 *
 * @throws {DbError} CONFLICT  objects of others rest on the companions or stand beside them; the message lists them
 */
export async function requireFreeCompanions(tx: Executor): Promise<void> {
  const ours = COMPANION_TABLES.map((table) => `${COMPANION_SCHEMA}.${table}`)
  const others = [...(await listForeignTables(tx, COMPANION_SCHEMA, ours)), ...(await listDependants(tx, COMPANION_SCHEMA))]
  if (others.length === 0) return
  throw new DbError(
    'CONFLICT',
    `got ${others.join(', ')}, made on or beside the companions in ${COMPANION_SCHEMA}, which the rollback takes away. ` +
      'Drop or move them, then roll back again; nothing was changed',
    { others },
  )
}

/**
 * Removes the schema `mon_ps` and V3's tables where apply made them and nothing later rests on them.
 *
 * @returns  what stays, and why, in words
 */
export async function dropCreated(tx: Executor, { created }: JournalEntry): Promise<readonly string[]> {
  if (created.includes('migrations')) return ['the newer tables and columns of mon_ps stay: the schema was there before the move']
  if (!created.includes('mon_ps')) return []
  const work = await listOtherWork(tx)
  if (await isV3Filled(tx)) work.push('the V3 tables')
  if (work.length > 0)
    return [`mon_ps and the V3 tables stay, because something is in them that did not come from the move: ${work.join(', ')}`]
  const refusal = await dropOurs(tx)
  if (refusal !== null) return [`mon_ps and the V3 tables stay, because other objects rest on them: ${refusal}`]
  if (!created.includes('quantum')) return []
  const [left] = await tx.execute<{ empty: boolean }>(
    sql`select not exists (select from pg_class where relnamespace = to_regnamespace('quantum')) as empty`,
  )
  if (left?.empty !== true) return ['the schema quantum stays: there are tables in it']
  await tx.execute(sql`drop schema quantum`)
  return []
}
