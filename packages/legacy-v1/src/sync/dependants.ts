import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { TRIGGER_PREFIX } from './synced-tables.ts'

/** Objects that depend on tables by identity, and would follow a rename. */
export async function readDependants(tx: Executor, schema: string, names: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.execute<{ text: string }>(sql`
    with t as (select c.oid, c.relname, c.reltype, y.typarray from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_type y on y.oid = c.reltype where n.nspname = ${schema} and c.relname = any(array(select jsonb_array_elements_text(${JSON.stringify(names)}::text::jsonb)))),
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
    ) found order by 1`)
  return rows.map(({ text }) => text)
}
