import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'

export interface CatalogueColumn {
  readonly name: string
  /** With its modifiers, as the server writes it: `character varying(20)`. */
  readonly type: string
  readonly notNull: boolean
  /** The default's expression, or what a generated column is generated from. */
  readonly default: string | null
  readonly identity: '' | 'always' | 'by default'
  readonly generated: boolean
  /** Null where it is the type's own. */
  readonly collation: string | null
}

export interface CatalogueConstraint {
  readonly name: string
  readonly kind: 'primary key' | 'unique' | 'foreign key' | 'check' | 'exclusion'
  readonly definition: string
  /** False where the server's own triggers, which hold a key, were switched off. */
  readonly enforced: boolean
}

export interface CatalogueIndex {
  readonly name: string
  readonly definition: string
  /** False for what a concurrent build left behind when it failed. */
  readonly valid: boolean
}

export interface CatalogueTrigger {
  readonly name: string
  readonly definition: string
  /** In which sessions: a replica's leave out what fires in those of an origin. */
  readonly fires: 'origin' | 'always' | 'replica' | 'never'
}

export interface CatalogueTable {
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'partitioned' | 'view' | 'materialized view' | 'foreign table'
  /** In the table's order. */
  readonly columns: readonly CatalogueColumn[]
  /** Without NOT NULL, which Postgres 18 keeps as constraints and 15 does not: a column says it. */
  readonly constraints: readonly CatalogueConstraint[]
  /** Without those that a constraint made. */
  readonly indexes: readonly CatalogueIndex[]
  readonly triggers: readonly CatalogueTrigger[]
  readonly comment: string | null
  /** Access control entries, sorted, joined by commas; null where nobody granted or revoked anything. */
  readonly privileges: string | null
  readonly rowSecurity: boolean
  /** An unlogged table is empty after a crash. */
  readonly persistence: 'permanent' | 'unlogged' | 'temporary'
  /** Rules that rewrite statements, as definitions; a view's own is its definition. */
  readonly rules: readonly string[]
  /** Tables that inherit from it: their rows are read as its own. */
  readonly children: readonly string[]
  readonly viewDefinition: string | null
}

export interface CatalogueSequence {
  readonly schema: string
  readonly name: string
  readonly type: string
  readonly start: number
  readonly increment: number
  /** `1..2147483647`. */
  readonly bounds: string
  /** Begins again after its last number. */
  readonly cycles: boolean
  /** Numbers that a session takes at a time. */
  readonly cache: number
  /** The last number it gave; null before the first, and where we may not look. */
  readonly lastValue: number | null
  /** `schema.table.column`. */
  readonly ownedBy: string | null
}

export interface CatalogueFunction {
  readonly schema: string
  readonly name: string
  readonly arguments: string
  readonly definition: string
}

/** Everything is sorted by its names' bytes. What belongs to an extension is left out. */
export interface Catalogue {
  readonly tables: readonly CatalogueTable[]
  readonly sequences: readonly CatalogueSequence[]
  readonly functions: readonly CatalogueFunction[]
}

type TableHead = Omit<CatalogueTable, 'columns' | 'constraints' | 'indexes' | 'triggers'> & { readonly relation: number }

const notOfExtension = (catalogue: string, oid: SQL) =>
  sql`not exists (select from pg_depend x where x.classid = ${sql.raw(`'${catalogue}'`)}::regclass and x.objid = ${oid} and x.deptype = 'e')`

const relations = (schemas: SQL) => sql`
  select c.oid::int8 as relation, n.nspname as schema, c.relname as name,
    case c.relkind when 'r' then 'table' when 'p' then 'partitioned' when 'v' then 'view' when 'm' then 'materialized view'
      else 'foreign table' end as kind,
    obj_description(c.oid, 'pg_class') as comment,
    (select string_agg(entry::text, ',' order by entry::text collate "C") from unnest(c.relacl) entry) as privileges,
    c.relrowsecurity as "rowSecurity",
    case c.relpersistence when 'p' then 'permanent' when 'u' then 'unlogged' else 'temporary' end as persistence,
    (select coalesce(jsonb_agg(pg_get_ruledef(r.oid) order by r.rulename collate "C"), '[]') from pg_rewrite r
      where r.ev_class = c.oid and r.rulename <> '_RETURN') as rules,
    (select coalesce(jsonb_agg(i.inhrelid::regclass::text order by i.inhrelid::regclass::text collate "C"), '[]') from pg_inherits i
      where i.inhparent = c.oid) as children,
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as "viewDefinition"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname in ${schemas} and ${notOfExtension('pg_class', sql`c.oid`)}
  order by n.nspname collate "C", c.relname collate "C"`

const columns = (schemas: SQL) => sql`
  select c.oid::int8 as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull",
    pg_get_expr(d.adbin, d.adrelid) as default,
    case a.attidentity when 'a' then 'always' when 'd' then 'by default' else '' end as identity,
    a.attgenerated <> '' as generated, case when a.attcollation <> t.typcollation then l.collname end as collation
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_type t on t.oid = a.atttypid left join pg_collation l on l.oid = a.attcollation
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname in ${schemas}
  order by a.attnum`

const constraints = (schemas: SQL) => sql`
  select c.oid::int8 as relation, k.conname as name,
    case k.contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key' when 'c' then 'check'
      else 'exclusion' end as kind,
    pg_get_constraintdef(k.oid) as definition,
    not exists (select from pg_trigger g where g.tgconstraint = k.oid and g.tgisinternal and g.tgenabled not in ('O', 'A')) as enforced
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype in ('p', 'u', 'f', 'c', 'x') and n.nspname in ${schemas} order by k.conname collate "C"`

const indexes = (schemas: SQL) => sql`
  select c.oid::int8 as relation, x.relname as name, pg_get_indexdef(i.indexrelid) as definition, i.indisvalid as valid
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'm') and n.nspname in ${schemas}
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
  order by x.relname collate "C"`

const triggers = (schemas: SQL) => sql`
  select c.oid::int8 as relation, g.tgname as name, pg_get_triggerdef(g.oid) as definition,
    case g.tgenabled when 'O' then 'origin' when 'A' then 'always' when 'R' then 'replica' else 'never' end as fires
  from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where not g.tgisinternal and n.nspname in ${schemas} order by g.tgname collate "C"`

const sequences = (schemas: SQL) => sql`
  select n.nspname as schema, c.relname as name, format_type(s.seqtypid, null) as type, s.seqstart::float8 as start,
    s.seqincrement::float8 as increment, s.seqmin || '..' || s.seqmax as bounds, s.seqcycle as cycles, s.seqcache::float8 as cache,
    case when has_sequence_privilege(c.oid, 'USAGE, SELECT') then pg_sequence_last_value(c.oid)::float8 end as "lastValue",
    (select tn.nspname || '.' || tc.relname || '.' || a.attname
      from pg_depend d join pg_class tc on tc.oid = d.refobjid join pg_namespace tn on tn.oid = tc.relnamespace
      join pg_attribute a on a.attrelid = tc.oid and a.attnum = d.refobjsubid
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
    ) as "ownedBy"
  from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ${schemas} and ${notOfExtension('pg_class', sql`c.oid`)} order by n.nspname collate "C", c.relname collate "C"`

const functions = (schemas: SQL) => sql`
  select n.nspname as schema, p.proname as name, pg_get_function_identity_arguments(p.oid) as arguments, pg_get_functiondef(p.oid) as definition
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.prokind in ('f', 'p') and n.nspname in ${schemas} and ${notOfExtension('pg_proc', sql`p.oid`)}
  order by n.nspname collate "C", p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`

/**
 * Postgres 15 writes the table before each column of a view, later ones only where there are several tables: of a view
 * on one table it is taken away.
 */
function viewText(definition: string): string {
  const from = /\n +FROM (?:ONLY )?(?:[\w"]+\.)?([\w"]+)(?: ([\w"]+))?(?=;|\n +(?:WHERE|ORDER|GROUP|LIMIT)\b)/.exec(definition)
  if (from === null || definition.match(/\bFROM\b/g)?.length !== 1) return definition
  const prefix = `${from[2] ?? from[1]}.`
  return definition.replaceAll(prefix, (found, at: number) => (/[\w".]/.test(definition[at - 1] ?? ' ') ? found : ''))
}

/** Names in definitions are told in full whatever the session's search path is, which stands again afterwards. */
async function withFullNames<T>(executor: Executor, read: (tx: Executor) => Promise<T>): Promise<T> {
  return executor.transaction(async (tx) => {
    const [before] = await tx.execute<{ path: string }>(sql`select current_setting('search_path') as path`)
    await tx.execute(sql`select set_config('search_path', 'pg_catalog', true)`)
    const result = await read(tx)
    await tx.execute(sql`select set_config('search_path', ${before?.path ?? ''}, true)`)
    return result
  })
}

const rows = <T>(tx: Executor, query: SQL) => tx.execute<T & Record<string, unknown>>(query)

/** What a query finds, by the relation it belongs to. */
async function byRelation<T>(tx: Executor, query: SQL): Promise<ReadonlyMap<number, readonly T[]>> {
  const found = await rows<{ relation: number; part: T }>(
    tx,
    sql`select relation, to_jsonb(part) - 'relation' as part from (${query}) part`,
  )
  const map = new Map<number, T[]>()
  for (const { relation, part } of found) map.set(relation, [...(map.get(relation) ?? []), part])
  return map
}

/**
 * What the server says of every table, view, sequence and function of some schemas: the same text on every engine.
 * A schema that does not exist has nothing.
 */
export async function readCatalogue(executor: Executor, schemas: readonly string[]): Promise<Catalogue> {
  if (schemas.length === 0) return { tables: [], sequences: [], functions: [] }
  const names = sql`(${sql.join(
    schemas.map((schema) => sql`${schema}`),
    sql`, `,
  )})`
  return withFullNames(executor, async (tx) => {
    const heads = await rows<TableHead>(tx, relations(names))
    const columnsOf = await byRelation<CatalogueColumn>(tx, columns(names))
    const constraintsOf = await byRelation<CatalogueConstraint>(tx, constraints(names))
    const indexesOf = await byRelation<CatalogueIndex>(tx, indexes(names))
    const triggersOf = await byRelation<CatalogueTrigger>(tx, triggers(names))
    return {
      tables: heads.map(({ relation, ...head }) => ({
        ...head,
        viewDefinition: head.viewDefinition === null ? null : viewText(head.viewDefinition),
        columns: columnsOf.get(relation) ?? [],
        constraints: constraintsOf.get(relation) ?? [],
        indexes: indexesOf.get(relation) ?? [],
        triggers: triggersOf.get(relation) ?? [],
      })),
      sequences: [...(await rows<CatalogueSequence>(tx, sequences(names)))],
      functions: [...(await rows<CatalogueFunction>(tx, functions(names)))],
    }
  })
}

/**
 * SHA-256 of everything a catalogue says, names of schemas included, but for the last values of sequences, which are
 * content. Equal on every engine for an equal schema.
 */
export function catalogueDigest(catalogue: Catalogue): string {
  const definition = { ...catalogue, sequences: catalogue.sequences.map(({ lastValue: _, ...sequence }) => sequence) }
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex')
}
