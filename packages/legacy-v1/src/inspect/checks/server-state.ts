import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { V3_TABLES } from '@mon-ps/db/schema/publish'
import type { Finding } from '../../types.ts'
import { type Listed, listedFinding, thing } from '../listed-finding.ts'

const found = (head: Omit<Listed, 'table'>, things: readonly string[]) => listedFinding({ ...head, table: 'database' }, things.map(thing))

const list = (rows: Iterable<{ what: string }>) => [...rows].map(({ what }) => what)

/** P16: what this role may do in the target. */
async function privileges(target: Executor): Promise<Finding[]> {
  const rows = await target.execute<{ what: string }>(sql`
    select 'CREATE on the database ' || current_database() as what where not has_database_privilege(current_database(), 'create')
    union all select 'CREATE on the schema ' || nspname from pg_namespace where nspname in ('mon_ps', 'quantum') and not has_schema_privilege(oid, 'create')`)
  return found(
    {
      check: 'P16',
      name: 'no-create',
      severity: 'blocking',
      message: 'privileges are missing in the target',
      remedy: 'grant them to the role, or use its owner',
    },
    list(rows),
  )
}

/** P15: names that the move needs and others have. It makes its own tables, and takes nobody's. */
async function namesTaken(target: Executor): Promise<Finding[]> {
  const [ours] = await target.execute<{ migrated: boolean; begun: boolean }>(
    // From the catalogue, which answers without any right on the schemas.
    sql`select coalesce(bool_or(nspname = 'mon_ps'), false) as migrated,
        coalesce(bool_or(nspname = 'quantum_backup' and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')), false) as begun
      from pg_class c join pg_namespace n on n.oid = relnamespace where relname = 'migration' and nspname in ('mon_ps', 'quantum_backup')`,
  )
  const [standing] =
    ours?.begun === true ? await target.execute(sql`select from quantum_backup.migration where state <> 'rolled_back'`) : []
  const rows = await target.execute<{ what: string }>(sql`
    select nspname || '.' || relname as what from pg_class join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p', 'v', 'm', 'f') and ((nspname = 'quantum' and relname in ${V3_TABLES} and not ${ours?.migrated === true})
      or (nspname = 'legacy_v1' and ${standing === undefined})) order by 1`)
  return found(
    {
      check: 'P15',
      name: 'names-taken',
      severity: 'blocking',
      message: 'tables stand in the target under names that the move needs for its own',
      remedy: 'rename or drop them, once nobody needs them: the move did not make them and does not touch them',
    },
    list(rows),
  )
}

const LONG = '1 minute'

/** P17 and P18: what else goes on where the tables stand. Their locks may make the move wait; nothing waits without a limit. */
async function activity(executor: Executor): Promise<Finding[]> {
  const long = await executor.execute<{ what: string }>(sql`
    select 'process ' || pid || ' since ' || xact_start::timestamp(0) || ': ' || left(query, 80) as what from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start < now() - ${LONG}::interval order by xact_start`)
  const slots = await executor.execute<{ what: string }>(
    sql`select slot_name || case when active then '' else ', not active' end as what from pg_replication_slots order by 1`,
  )
  const writers = await executor.execute<{ what: string }>(sql`
    select 'process ' || l.pid || ' holds ' || l.mode || ' on ' || c.relname as what
    from pg_locks l join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'quantum' and c.relname in ('team_profiles', 'matchup_friction', 'team_strategies') and l.pid <> pg_backend_pid()
      and l.mode not in ('AccessShareLock', 'RowShareLock') order by 1`)
  return [
    ...found(
      {
        check: 'P17',
        name: 'long-transactions',
        severity: 'warning',
        message: 'transactions run for longer than a minute',
        remedy: 'wait for them: their locks may make the move give up',
      },
      list(long),
    ),
    ...found(
      {
        check: 'P17',
        name: 'replication-slots',
        severity: 'info',
        message: 'replication slots are there',
        remedy: 'the move writes each row three times, which they all carry',
      },
      list(slots),
    ),
    ...found(
      {
        check: 'P18',
        name: 'live-writers',
        severity: 'warning',
        message: 'sessions are writing to V1',
        remedy: 'a plan made now is out of date when they commit; plan again',
      },
      list(writers),
    ),
  ]
}

interface Locale {
  readonly encoding: string
  readonly collation: string
}

const localeOf = async (executor: Executor) => {
  const [row] = await executor.execute<{ encoding: string; collation: string }>(sql`
    select pg_encoding_to_char(encoding) as encoding, datcollate as collation from pg_database where datname = current_database()`)
  return row
}

/** P19: only UTF-8 holds every name; an other order of texts is harmless, since nothing here sorts by the database's own. */
function locales(source: Locale | undefined, target: Locale | undefined): Finding[] {
  const faults = [
    ...(source?.encoding === 'UTF8' ? [] : [`V1 is encoded in ${source?.encoding}: its letters are not judged`]),
    ...(target?.encoding === 'UTF8' ? [] : [`the target is encoded in ${target?.encoding}: it may refuse letters`]),
  ]
  const collations = source?.collation === target?.collation ? [] : [`V1 ${source?.collation}, target ${target?.collation}`]
  return [
    ...found(
      { check: 'P19', name: 'encoding', severity: 'warning', message: 'databases are not in UTF-8', remedy: 'move to a database in UTF-8' },
      faults,
    ),
    ...found(
      {
        check: 'P19',
        name: 'collation',
        severity: 'info',
        message: 'difference in collation',
        remedy: 'nothing of the move depends on the order of texts',
      },
      collations,
    ),
  ]
}

/** P16 to P19: the servers around the tables. */
export async function serverState(source: Executor, target: Executor): Promise<readonly Finding[]> {
  return [
    ...(await privileges(target)),
    ...(await namesTaken(target)),
    ...(await activity(source)),
    ...locales(await localeOf(source), await localeOf(target)),
  ]
}
