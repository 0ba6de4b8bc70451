import { sql } from 'drizzle-orm'
import { asDbError, DbError } from '../../errors.ts'
import type { Executor } from '../../repositories/executor.ts'
import { recordAct, type SyncState } from './sync-state.ts'
import { changedParts, readDefinitions, type SyncedTable, TRIGGER_PREFIX, V1_SCHEMA } from './synced-tables.ts'
import { SERVES_MERGE, unservable } from './unservable.ts'

/** So long nobody may have sent a statement that a view cannot serve. */
const QUIET_DAYS = 7

const namesOf = (tables: readonly SyncedTable[]) => tables.map(({ name }) => name)
const textArray = (texts: readonly string[]) => sql`array(select jsonb_array_elements_text(${JSON.stringify(texts)}::text::jsonb))`
const textsOf = async (tx: Executor, query: ReturnType<typeof sql>): Promise<readonly string[]> =>
  (await tx.execute<{ text: string }>(query)).map(({ text }) => text)

/** What rests on tables of a schema by their identity, and would go on resting on what is renamed or dropped. */
export const readDependants = (tx: Executor, schema: string, names: readonly string[]): Promise<readonly string[]> =>
  textsOf(
    tx,
    sql`
    with t as (select c.oid, c.relname, c.reltype, y.typarray from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_type y on y.oid = c.reltype where n.nspname = ${schema} and c.relname = any(${textArray(names)})),
    on_t as (select t.oid, t.relname, d.classid, d.objid from t join pg_depend d
      on (d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid) or (d.refclassid = 'pg_type'::regclass and d.refobjid in (t.reltype, t.typarray)))
    select distinct text from (
      select case when r.ev_class = o.oid then 'the rule ' || r.rulename || ' on' else
        case v.relkind when 'm' then 'the materialized view ' else 'the view ' end || v.oid::regclass || ' on' end || ' ' || o.relname as text
      from on_t o join pg_rewrite r on o.classid = 'pg_rewrite'::regclass and r.oid = o.objid join pg_class v on v.oid = r.ev_class
      where not (r.ev_class = o.oid and r.rulename = '_RETURN')
      union all select 'the function ' || o.objid::regprocedure || ' on ' || o.relname from on_t o where o.classid = 'pg_proc'::regclass
      union all select 'the column ' || a.attrelid::regclass || '.' || a.attname || ', whose type is ' || t.relname
        from t join pg_attribute a on a.atttypid in (t.reltype, t.typarray) and not a.attisdropped and a.attnum > 0
        join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'm')
      union all select 'the foreign key ' || k.conname || ' from ' || k.conrelid::regclass || ' to ' || k.confrelid::regclass
        from t join pg_constraint k on k.contype = 'f' and t.oid in (k.conrelid, k.confrelid)
      union all select 'the trigger ' || g.tgname || ' on ' || t.relname from t join pg_trigger g on g.tgrelid = t.oid
        where not g.tgisinternal and not starts_with(g.tgname, ${TRIGGER_PREFIX})
      union all select 'the inheritance between ' || i.inhrelid::regclass || ' and ' || i.inhparent::regclass
        from t join pg_inherits i on t.oid in (i.inhrelid, i.inhparent)
      union all select 'the publication ' || p.pubname || ' of ' || t.relname
        from t join pg_publication_rel pr on pr.prrelid = t.oid join pg_publication p on p.oid = pr.prpubid
      union all select 'row security on ' || t.relname from t join pg_class c on c.oid = t.oid where c.relrowsecurity
    ) found order by 1`,
  )

/** Whether a text has a statement on these tables that a view cannot serve. */
const unservableIn = (column: 'query' | 'prosrc', tables: readonly SyncedTable[]) => {
  const patterns = (merges: boolean) => textArray(tables.map(({ name }) => unservable(name, merges)))
  return sql`(${sql.identifier(column)} ~* any(${patterns(false)}) or (not ${sql.raw(SERVES_MERGE)} and ${sql.identifier(column)} ~* any(${patterns(true)})))`
}
const shortened = sql`left(regexp_replace(query, '\\s+', ' ', 'g'), 120)`
/** Ours are marked. */
const notOurs = sql`query not like '%/* mon_ps */%'`

/** What the server remembers or runs; nothing where it does not keep such statistics. */
async function readStatements(tx: Executor, tables: readonly SyncedTable[]): Promise<readonly string[]> {
  const running = await textsOf(
    tx,
    sql`select 'under way: ' || ${shortened} as text from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and ${notOurs} and ${unservableIn('query', tables)}`,
  )
  const [extension] = await tx.execute<{ schema: string }>(sql`
    select n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'`)
  if (extension === undefined) return running
  const remembered = sql`
    select 'in pg_stat_statements, ' || calls || ' times: ' || ${shortened} as text from ${sql.identifier(extension.schema)}.pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database()) and ${notOurs} and ${unservableIn('query', tables)}`
  try {
    return [...running, ...(await tx.transaction((savepoint) => textsOf(savepoint, remembered)))]
  } catch (error) {
    // Installed but not loaded by the server: it remembers nothing.
    if (asDbError(error).context['sqlState'] === '55000') return running
    throw error
  }
}

/** The name of what was seen: another one as soon as it is seen again, so that who agrees knows of the last time. */
const seenAs = sql`table_name || ':' || statement || '@' || to_char(last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const readSeen = (tx: Executor) =>
  textsOf(
    tx,
    sql`select statement || ' on quantum.' || table_name || ', ' || times || ' times; where nobody sends it any more, agree with: '
        || 'mon-ps migrate sync switch --gone ''' || ${seenAs} || ''' --why …' as text
      from mon_ps.legacy_statement_seen where last_at > now() - make_interval(days => ${QUIET_DAYS}) order by 1`,
  )

/** A statement that was seen and that, as somebody knows, will not come again. */
export interface GoneStatement {
  /** As the obstacle names it: `team_profiles:TRUNCATE@2026-11-21T19:50:00.000000Z`. */
  readonly what: string
  readonly why: string
}

/**
 * Forgets what was seen, and writes down who said so and why.
 *
 * @throws {DbError} INVALID_ARGUMENT  nothing of that name was seen, or it was seen again since, or no reason was given
 */
export async function forgetSeen(tx: Executor, gone: readonly GoneStatement[], who: string): Promise<void> {
  for (const { what, why } of gone) {
    if (why.trim() === '') throw new DbError('INVALID_ARGUMENT', `got no reason for ${what}, expected why nobody sends it any more`)
    const forgotten = await tx.execute(sql`delete from mon_ps.legacy_statement_seen where ${seenAs} = ${what} returning table_name`)
    if (forgotten.length === 0)
      throw new DbError(
        'INVALID_ARGUMENT',
        `got ${what} as a statement that is gone, but no such one was seen, or it was seen again since; look at: mon-ps migrate sync status`,
      )
    await recordAct(tx, 'gone', who, { what, why })
  }
}

const readSources = (tx: Executor, tables: readonly SyncedTable[]) =>
  textsOf(
    tx,
    sql`select 'the function ' || p.oid::regprocedure || ', whose text has one' as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema', 'legacy_v1', 'mon_ps') and ${unservableIn('prosrc', tables)} order by 1`,
  )

async function readAltered(tx: Executor, tables: readonly SyncedTable[], state: SyncState): Promise<readonly string[]> {
  const now = await readDefinitions(tx, tables)
  return tables
    .filter(({ name }) => now[name] !== state.definitions[name])
    .map(({ name }) => `quantum.${name} (${changedParts(state.definitions[name], now[name]).join(', ')})`)
}

/** What stands in the way of the switch while V1's tables are tables: each line is one thing, and what to do about its kind. */
export async function readObstacles(tx: Executor, tables: readonly SyncedTable[], state: SyncState): Promise<readonly string[]> {
  const [failures] = await tx.execute<{ open: number }>(
    sql`select count(*) as open from mon_ps.legacy_sync_failure where repaired_at is null`,
  )
  const all: readonly (readonly [what: string, found: readonly string[], remedy: string])[] = [
    ['a view cannot serve', await readSeen(tx), `else wait until it was not seen for ${QUIET_DAYS} days`],
    ['a view cannot serve', await readStatements(tx, tables), 'stop sending it; then pg_stat_statements_reset()'],
    ['a view cannot serve', await readSources(tx, tables), 'rewrite it without'],
    [
      'would stay with the archive',
      await readDependants(tx, V1_SCHEMA, namesOf(tables)),
      'drop it, and make it again after the switch, on legacy_v1 where only a table will do',
    ],
    ['was altered since the sync was installed', await readAltered(tx, tables, state), 'take that back, or roll back and move again'],
  ]
  const lines = all.flatMap(([what, found, remedy]) => found.map((text) => `${what}: ${text}; ${remedy}`))
  if (failures === undefined || failures.open === 0) return lines
  return [...lines, `${failures.open} failures of the sync are not repaired; repair them with: mon-ps migrate sync install`]
}
