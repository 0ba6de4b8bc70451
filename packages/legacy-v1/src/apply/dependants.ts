import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'

/**
 * Objects outside of a schema that rest on something inside: a drop with CASCADE would take them along. In the server's words,
 * for example `view ana.best_teams`.
 */
export async function dependantsOn(tx: Executor, schema: string): Promise<readonly string[]> {
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

/** Tables and views of a schema that are none of `ours`, each as `schema.name`. */
export async function strangersIn(tx: Executor, schema: string, ours: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select relname as name from pg_class where relnamespace = to_regnamespace(${schema}) and relkind in ('r', 'p', 'v', 'm', 'f') order by relname`)
  const known = new Set(ours)
  return rows.map(({ name }) => `${schema}.${name}`).filter((name) => !known.has(name))
}
