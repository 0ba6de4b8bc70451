import { V1_SCHEMA } from '../../copy/move-tables.ts'
import type { MigrationFinding } from '@mon-ps/contract/migration-plan'
import type { Executor } from '@mon-ps/db/client'
import { type V1TableName, V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { findLiveTables, LIVE_TABLE_NAMES } from '../../live/read-rows.ts'
import type { Severity } from '../../types.ts'
import { listFinding } from '../check.ts'
import { isReadable, LIVE_SCHEMA, type V1Shape } from '../read-shape.ts'

/** Tables and columns that are missing, in the way, or of a kind that cannot be moved. */
function presence(shape: V1Shape, table: V1TableName): MigrationFinding[] {
  const source = shape.tables.find((one) => one.table === table)
  const find = (id: string, severity: Severity, message: string, remedy: string, found: readonly string[]) =>
    listFinding({ id: id.replace(':', `:${table}:`), severity, message, remedy }, found)
  if (source === undefined || !source.present) {
    const remedy = 'restore it from a backup of V1: the move needs all three'
    return find('P20:missing', 'blocking', 'table is missing', remedy, [`${V1_SCHEMA}.${table}`])
  }
  if (shape.unreadable.has(table)) return unreadableTable(shape, table, V1_SCHEMA, 'blocking')
  const { columns } = shape.relations[table]
  const expected = new Set(columns.map(({ name }) => name))
  const missing = columns.filter(({ type }) => type === null).map(({ name }) => name)
  const extra = source.columns.filter(({ name }) => !expected.has(name)).map(({ name, type }) => `${name} ${type}`)
  const unreadable = columns.filter((column) => !isReadable(column)).map(({ name, type }) => `${name} ${type}`)
  const guarded = columns.filter((column) => column.guarded && isReadable(column)).map(({ name, type }) => `${name} ${type}`)
  const relation = source.kind === 'table' ? [] : [`${V1_SCHEMA}.${table} is a ${source.kind}`]
  const likeTable = 'it is read like one; what only a table has, keys and triggers, is not there'
  const byValue = 'they are read value by value; the companion keeps the type'
  return [
    ...find('P08:missing-column', 'blocking', 'columns of V1 are missing', 'add them to V1, empty where nothing is known', missing),
    ...find('P08:unreadable-type', 'blocking', UNREADABLE_TYPE, 'give them the type that V1 has: see the mapping', unreadable),
    ...find('P08:extra-column', 'info', 'columns are not V1’s own', 'the companion keeps them, V3 has no place for them', extra),
    ...find('P08:other-type', 'warning', 'columns have a type of another kind', byValue, guarded),
    ...find('P15:not-a-table', 'warning', 'relation is no table', likeTable, relation),
  ]
}

const UNREADABLE_TYPE = 'columns have a type that cannot be read'

/** A table that exists and that nobody can read. */
function unreadableTable(shape: V1Shape, table: string, schema: string, severity: Severity): MigrationFinding[] {
  const reason = shape.unreadable.get(table)
  if (reason === undefined) return []
  const until = severity === 'blocking' ? '' : '; until then nothing is taken from it'
  const [message, remedy] =
    reason.why === 'no-select'
      ? ['table may not be read by this role', `grant it: GRANT SELECT ON ${schema}.${table} TO …${until}`]
      : ['table cannot be read', `mend it, so that SELECT * FROM ${schema}.${table} answers every row${until}`]
  return listFinding({ id: `P16:${table}:${reason.why}`, severity, message, remedy }, [reason.message])
}

/**
 * The move reads the picks for the teams’ closing-line value. Without a grant it leaves that null; a view that fails, or a price kept
 * as text, would end it.
 */
async function liveTables(executor: Executor, shape: V1Shape): Promise<MigrationFinding[]> {
  const found = await findLiveTables(executor)
  return LIVE_TABLE_NAMES.flatMap((table) => {
    const isPicks = table === 'tracking_clv_picks'
    const fails = isPicks && shape.unreadable.get(table)?.why === 'not-readable'
    const live = found.get(table)
    return [
      ...unreadableTable(shape, table, LIVE_SCHEMA, fails ? 'blocking' : 'warning'),
      ...listFinding(
        {
          id: `P08:${table}:unreadable-type`,
          severity: isPicks ? 'blocking' : 'warning',
          message: UNREADABLE_TYPE,
          remedy: `give them the type that the legacy has in ${LIVE_SCHEMA}.${table}; numbers and times are not read out of other types`,
        },
        live?.readable === true ? live.wrongType : [],
      ),
    ]
  })
}

/** A sequence that gives an id that is taken. */
async function sequences(executor: Executor, shape: V1Shape): Promise<MigrationFinding[]> {
  const findings: MigrationFinding[] = []
  for (const table of V1_TABLES) {
    const owned = shape.catalogue.sequences.find(({ ownedBy }) => ownedBy === `${V1_SCHEMA}.${table}.id`)
    if (owned === undefined || !shape.relations[table].present) continue
    const [row] = await executor.execute<{ max: number | null }>(
      sql`select max(r.id)::float8 as max from (${shape.relations[table].body}) r`,
    )
    const next = owned.lastValue ?? owned.start - 1
    const behind = (row?.max ?? 0) > next ? [`${owned.name} is at ${next}, the highest id is ${row?.max}`] : []
    const remedy = 'the companion’s sequence goes on after the highest id'
    findings.push(...listFinding({ id: `P14:${table}:sequence-behind`, message: 'sequence is behind the highest id', remedy }, behind))
  }
  return findings
}

const ATTACHED = sql`
  select c.relname as "table", o.kind, o.what from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral (
    select 'rule' as kind, w.rulename::text as what from pg_rewrite w where w.ev_class = c.oid and w.rulename <> '_RETURN'
    union all select 'row-security', 'policy ' || p.polname from pg_policy p where p.polrelid = c.oid and c.relrowsecurity
    union all select 'inheritance', 'inherits from ' || i.inhparent::regclass from pg_inherits i where i.inhrelid = c.oid
    union all select 'inheritance', 'has the child ' || i.inhrelid::regclass from pg_inherits i where i.inhparent = c.oid
    union all select distinct 'dependent-view', v.relname::text from pg_depend d join pg_rewrite w on w.oid = d.objid join pg_class v on v.oid = w.ev_class
      where d.classid = 'pg_rewrite'::regclass and d.refobjid = c.oid and v.oid <> c.oid
    union all select 'unproven-check', k.conname || ': ' || pg_get_constraintdef(k.oid) from pg_constraint k
      where k.contype = 'c' and k.conrelid = c.oid and not k.convalidated
    union all select 'foreign-key', k.conname || ' of ' || k.conrelid::regclass from pg_constraint k where k.contype = 'f' and k.confrelid = c.oid
  ) o where n.nspname = ${V1_SCHEMA} order by 1, 2, 3`

const MEANINGS: Readonly<Record<string, readonly [severity: Severity, message: string, remedy: string]>> = {
  trigger: ['info', 'triggers act on the table', 'they stay and go on acting; look whether they write what V3 now writes'],
  rule: ['warning', 'rules rewrite statements on the table', 'they stay on V1 and go on rewriting'],
  'row-security': ['warning', 'policies may hide rows from this role', 'read V1 with a role that sees every row'],
  inheritance: ['warning', 'tables inherit', 'rows of the children are read with their parent’s'],
  'dependent-view': ['info', 'views read the table', 'they go on reading it'],
  'foreign-key': ['info', 'foreign keys point to the table', 'they stay'],
  generated: ['info', 'columns are generated', 'the companion keeps their values'],
  'invalid-index': [
    'blocking',
    'unique indexes are invalid, for rows that are there twice: the companion could not have them',
    'drop them, DROP INDEX CONCURRENTLY, or give each row its own key and build them again',
  ],
  'unproven-check': ['warning', 'checks are NOT VALID: rows may break them', 'the companion gets them as NOT VALID, after its rows'],
}

/** Triggers, rules, keys and other objects attached to the tables. */
async function attached(executor: Executor, shape: V1Shape): Promise<MigrationFinding[]> {
  const rows = [...(await executor.execute<{ table: string; kind: string; what: string }>(ATTACHED))]
  for (const { name: table, triggers, indexes, columns } of shape.catalogue.tables.filter(({ schema }) => schema === V1_SCHEMA)) {
    const invalid = indexes.filter(({ valid, definition }) => !valid && definition.startsWith('CREATE UNIQUE'))
    const generated = columns.filter((column) => column.generated)
    rows.push(...triggers.map(({ name }) => ({ table, kind: 'trigger', what: name })))
    rows.push(...invalid.map(({ definition }) => ({ table, kind: 'invalid-index', what: definition })))
    rows.push(...generated.map(({ name }) => ({ table, kind: 'generated', what: name })))
  }
  return V1_TABLES.flatMap((table) =>
    Object.entries(MEANINGS).flatMap(([kind, [severity, message, remedy]]) => {
      const found = rows.filter((row) => row.table === table && row.kind === kind).map(({ what }) => what)
      return listFinding({ id: `P15:${table}:${kind}`, severity, message, remedy }, found)
    }),
  )
}

const EXPECTED_ROWS: Readonly<Record<V1TableName, number>> = { team_profiles: 99, matchup_friction: 3403, team_strategies: 351 }

/** The expected row counts, and whether every pair of teams is there. */
async function inventory(executor: Executor, shape: V1Shape): Promise<MigrationFinding[]> {
  const counts = V1_TABLES.flatMap((table) => {
    const rows = shape.tables.find((one) => one.table === table)?.rows ?? 0
    const differs = shape.relations[table].present && rows !== EXPECTED_ROWS[table]
    const found = differs ? [`${rows} rows, the papers say ${EXPECTED_ROWS[table]}`] : []
    return listFinding(
      { id: `P20:${table}:rows`, severity: 'info', message: 'count differs from the legacy’s papers', remedy: null },
      found,
    )
  })
  const { team_profiles: profiles, matchup_friction: friction } = shape.relations
  const pairs = sql`f as not materialized (${friction.body})`
  const alone = await executor.execute<{ v1Id: number; what: string }>(sql`
    with p as (${profiles.body}), ${pairs}, ends as (select distinct team_a_id as id from f union select distinct team_b_id from f)
    select p.id::float8 as "v1Id", coalesce(p.team_name, 'null') as what from p
    where not exists (select from ends where ends.id = p.id) order by p.id`)
  const [complete] = await executor.execute<{ teams: number; pairs: number }>(sql`
    with ${pairs}, ends as (select least(team_a_id, team_b_id) as x, greatest(team_a_id, team_b_id) as y from f where team_a_id <> team_b_id)
    select (select count(*) from (select x from ends union select y from ends) t) as teams, (select count(*) from (select distinct x, y from ends) u) as pairs`)
  const { teams, pairs: distinct } = complete ?? { teams: 0, pairs: 0 }
  const all = (teams * (teams - 1)) / 2
  return [
    ...counts,
    ...listFinding(
      {
        id: 'P20:matchup_friction:teams-without-pair',
        severity: 'info',
        message: 'teams have no pair',
        remedy: 'V3 has no friction for them until it is calculated',
      },
      [...alone],
    ),
    ...listFinding(
      {
        id: 'P20:matchup_friction:completeness',
        severity: distinct === all ? 'info' : 'warning',
        message: 'statement about completeness',
        remedy: null,
      },
      distinct === 0 ? [] : [`${distinct} pairs of ${teams} teams; all pairs of them are ${all} = n(n−1)/2`],
    ),
  ]
}

/** P14, P15, P20, and what is missing: the source as a database, not its rows. */
export async function sourceState(executor: Executor, shape: V1Shape): Promise<readonly MigrationFinding[]> {
  return [
    ...V1_TABLES.flatMap((table) => presence(shape, table)),
    ...(await liveTables(executor, shape)),
    ...(await sequences(executor, shape)),
    ...(await attached(executor, shape)),
    ...(await inventory(executor, shape)),
  ]
}
