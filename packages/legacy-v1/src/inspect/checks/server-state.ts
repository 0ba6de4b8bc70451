import type { MigrationFinding } from '@mon-ps/contract/migration-plan'
import type { Executor } from '@mon-ps/db/client'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { V3_TABLES } from '@mon-ps/db/schema/publish'
import { type SQL, sql } from 'drizzle-orm'
import { listFinding } from '../check.ts'

const readTexts = async (executor: Executor, query: SQL) => (await executor.execute<{ what: string }>(query)).map(({ what }) => what)

/** P16: what this role may do in the target. */
async function privileges(target: Executor): Promise<MigrationFinding[]> {
  const missing = await readTexts(
    target,
    sql`select 'CREATE on the database ' || current_database() as what where not has_database_privilege(current_database(), 'create')
    union all select 'CREATE on the schema ' || nspname from pg_namespace where nspname in ('mon_ps', 'quantum') and not has_schema_privilege(oid, 'create')`,
  )
  const remedy = 'grant them to the role, or use its owner'
  return listFinding(
    { id: 'P16:database:no-create', severity: 'blocking', message: 'privileges are missing in the target', remedy },
    missing,
  )
}

/** P15: names that the move needs for tables of its own, and that are taken. */
async function namesTaken(target: Executor): Promise<MigrationFinding[]> {
  // From the catalogue, which answers without any right on the schemas.
  const [ours] = await target.execute<{ migrated: boolean; begun: boolean }>(
    sql`select coalesce(bool_or(nspname = 'mon_ps'), false) as migrated,
        coalesce(bool_or(nspname = 'quantum_backup' and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')), false) as begun
      from pg_class c join pg_namespace n on n.oid = relnamespace where relname = 'migration' and nspname in ('mon_ps', 'quantum_backup')`,
  )
  const [active] = ours?.begun === true ? await target.execute(sql`select from quantum_backup.migration where state <> 'rolled_back'`) : []
  const taken = await readTexts(
    target,
    sql`select nspname || '.' || relname as what from pg_class join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p', 'v', 'm', 'f') and ((nspname = 'quantum' and relname in ${V3_TABLES} and not ${ours?.migrated === true})
      or (nspname = 'legacy_v1' and ${active === undefined})) order by 1`,
  )
  return listFinding(
    {
      id: 'P15:database:names-taken',
      severity: 'blocking',
      message: 'tables stand in the target under names that the move needs for its own',
      remedy: 'rename or drop them, once nobody needs them: the move did not make them and does not touch them',
    },
    taken,
  )
}

/** P17 and P18: what else is going on. Its locks may make the move wait; nothing waits without a limit. */
async function activity(executor: Executor): Promise<MigrationFinding[]> {
  const long = sql`
    select 'process ' || pid || ' since ' || xact_start::timestamp(0) || ': ' || left(query, 80) as what from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start < now() - interval '1 minute' order by xact_start`
  const slots = sql`select slot_name || case when active then '' else ', not active' end as what from pg_replication_slots order by 1`
  const writers = sql`
    select 'process ' || l.pid || ' holds ' || l.mode || ' on ' || c.relname as what
    from pg_locks l join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'quantum' and c.relname in ${V1_TABLES} and l.pid <> pg_backend_pid()
      and l.mode not in ('AccessShareLock', 'RowShareLock') order by 1`
  return [
    ...listFinding(
      {
        id: 'P17:database:long-transactions',
        message: 'transactions run for longer than a minute',
        remedy: 'wait for them: their locks may make the move give up',
      },
      await readTexts(executor, long),
    ),
    ...listFinding(
      {
        id: 'P17:database:replication-slots',
        severity: 'info',
        message: 'replication slots are there',
        remedy: 'the move writes each row three times, which they all carry',
      },
      await readTexts(executor, slots),
    ),
    ...listFinding(
      {
        id: 'P18:database:live-writers',
        message: 'sessions are writing to V1',
        remedy: 'a plan made now is out of date when they commit; plan again',
      },
      await readTexts(executor, writers),
    ),
  ]
}

async function readLocale(executor: Executor) {
  const [row] = await executor.execute<{ encoding: string; collation: string }>(sql`
    select pg_encoding_to_char(encoding) as encoding, datcollate as collation from pg_database where datname = current_database()`)
  return row
}

/** P19: only UTF-8 holds every name; another order of texts is harmless, since nothing here sorts by the database's own. */
async function locales(source: Executor, target: Executor): Promise<MigrationFinding[]> {
  const [v1, v3] = [await readLocale(source), await readLocale(target)]
  const faults = [
    ...(v1?.encoding === 'UTF8' ? [] : [`V1 is encoded in ${v1?.encoding}: its letters are not judged`]),
    ...(v3?.encoding === 'UTF8' ? [] : [`the target is encoded in ${v3?.encoding}: it may refuse letters`]),
  ]
  const collations = v1?.collation === v3?.collation ? [] : [`V1 ${v1?.collation}, target ${v3?.collation}`]
  return [
    ...listFinding({ id: 'P19:database:encoding', message: 'databases are not in UTF-8', remedy: 'move to a database in UTF-8' }, faults),
    ...listFinding(
      {
        id: 'P19:database:collation',
        severity: 'info',
        message: 'difference in collation',
        remedy: 'nothing of the move depends on the order of texts',
      },
      collations,
    ),
  ]
}

/** P16 to P19: the servers around the tables. */
export async function serverState(source: Executor, target: Executor): Promise<readonly MigrationFinding[]> {
  return [...(await privileges(target)), ...(await namesTaken(target)), ...(await activity(source)), ...(await locales(source, target))]
}
