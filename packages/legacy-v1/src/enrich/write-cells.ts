import { ENRICHED_COLUMNS, estimateKey } from '../mapping/enrich-rules.ts'
import type { V3TableName } from '@mon-ps/db/schema/publish'
import { sql } from 'drizzle-orm'
import { getPublishedKind, PUBLISHED_KINDS, rowKey } from '@mon-ps/db/publish/published-kinds'
import type { Executor } from '@mon-ps/db/client'
import { chunksOf } from '@mon-ps/db/repositories/records'
import { named, quoted } from '@mon-ps/db/engine/sql-text'
import type { EnrichmentCell } from '@mon-ps/contract/enrichment'

const JSON_COLUMNS: ReadonlySet<string> = new Set(['historical_friction', 'context_filters', 'performance_by_context'])

const enrichedTables = (): readonly { readonly table: V3TableName; readonly columns: readonly string[] }[] =>
  PUBLISHED_KINDS.map(({ v3 }) => ({
    table: v3,
    columns: ENRICHED_COLUMNS.filter(({ table }) => table === v3).map(({ column }) => column),
  }))

/** Fills cells of migrated versions that are null, and marks each with the run, its rule and what stands behind it. */
export async function fillVersions(tx: Executor, runId: number, cells: readonly EnrichmentCell[]): Promise<void> {
  for (const { table, columns } of enrichedTables())
    for (const column of columns) {
      const wanted = cells
        .filter((cell) => cell.table === table && cell.column === column)
        .map(({ v1Id, value, n, interval, rule, season }) => ({ v1_id: v1Id, value, estimate: { n, interval, rule, season, run: runId } }))
      const value = JSON_COLUMNS.has(column) ? 'w.value' : `(w.value #>> '{}')::float8`
      for (const chunk of chunksOf(wanted))
        await tx.execute(sql`
          update mon_ps.${sql.raw(getPublishedKind(table).versions)} v
          set ${sql.raw(named(column))} = ${sql.raw(value)}, estimates = v.estimates || jsonb_build_object(${estimateKey(column)}::text, w.estimate)
          from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as w(v1_id int, value jsonb, estimate jsonb)
          where v.v1_id = w.v1_id and v.origin = 'migrated' and v.retired_at is null and v.${sql.raw(named(column))} is null`)
    }
}

export async function emptyVersions(tx: Executor, runId: number): Promise<number> {
  let cells = 0
  for (const { table, columns } of enrichedTables())
    for (const column of columns) {
      const key = quoted(estimateKey(column))
      const emptied = await tx.execute(
        sql.raw(`update mon_ps.${getPublishedKind(table).versions} v set ${named(column)} = null, estimates = v.estimates - ${key}
          where v.origin = 'migrated' and v.retired_at is null and (v.estimates -> ${key} ->> 'run')::bigint = ${Math.trunc(runId)} returning 1`),
      )
      cells += emptied.length
    }
  return cells
}

/** A cell of V3 that differs from its version: empty in V3, or filled by the run `taken`. */
function staleCells(column: string, taken: number | null): string {
  const [t, v] = [`t.${named(column)}`, `v.${named(column)}`]
  if (taken === null) return `(${t} is null and ${v} is not null)`
  return `(${t} is not distinct from ${v} and (v.estimates -> ${quoted(estimateKey(column))} ->> 'run')::bigint = ${Math.trunc(taken)})`
}

interface ChangedRow {
  readonly row_id: number
  readonly updated_at: string
}

/**
 * Copies enriched cells from the versions to the V3 rows that show them, or with `taken` empties what that run filled. Restores V1's
 * `updated_at`, which a trigger changes.
 *
 * @returns  ids of the V3 rows that changed
 */
async function changeShown(tx: Executor, table: V3TableName, columns: readonly string[], taken: number | null): Promise<number[]> {
  const { v3, id, versions } = getPublishedKind(table)
  const assignments = columns.map((column) => {
    const fresh = taken === null ? `v.${named(column)}` : 'null'
    return `${named(column)} = case when ${staleCells(column, taken)} then ${fresh} else t.${named(column)} end`
  })
  const [found] = await tx.execute<{ rows: readonly ChangedRow[] | null }>(
    sql.raw(`with stale as materialized (
        select s.row_id, s.version_id, t.updated_at from mon_ps.v3_row_source s join quantum.${v3} t on t.${named(id)} = s.row_id
        join mon_ps.${versions} v on v.version_id = s.version_id
        where s.table_name = ${quoted(v3)} and s.origin = 'migrated' and (${columns.map((column) => staleCells(column, taken)).join(' or ')})),
      written as (
        update quantum.${v3} t set ${assignments.join(', ')} from stale join mon_ps.${versions} v on v.version_id = stale.version_id
        where t.${named(id)} = stale.row_id returning 1)
      select (select jsonb_agg(jsonb_build_object('row_id', row_id, 'updated_at', updated_at)) from stale) as rows,
        (select count(*) from written) as written`),
  )
  const rows = found?.rows ?? []
  for (const chunk of chunksOf(rows))
    await tx.execute(sql`
      update quantum.${sql.raw(v3)} t set updated_at = b.updated_at
      from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as b(row_id int, updated_at timestamptz) where t.${sql.raw(named(id))} = b.row_id`)
  return rows.map((row) => row.row_id)
}

/** Records a publication decision for each changed row. */
async function recordDecisions(tx: Executor, table: V3TableName, ids: readonly number[], by: { who: string; why: string }): Promise<void> {
  const kind = getPublishedKind(table)
  await tx.execute(sql`
    insert into mon_ps.publish_decision (table_name, row_key, from_version, to_version, who, why)
    select ${kind.v3}, ${sql.raw(rowKey(kind, 't', 'row'))}, s.version_id, s.version_id, ${by.who}, ${by.why}
    from quantum.${sql.raw(kind.v3)} t
    join mon_ps.v3_row_source s on s.table_name = ${kind.v3} and s.row_id = t.${sql.raw(named(kind.id))}
    where t.${sql.raw(named(kind.id))} in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::int) order by s.row_id`)
}

/** Updates V3 from the versions, or with `taken` takes that run back; each row by a recorded decision. */
export async function showEnriched(tx: Executor, by: { who: string; why: string }, taken: number | null = null): Promise<number> {
  let rows = 0
  for (const { table, columns } of enrichedTables()) {
    const ids = await changeShown(tx, table, columns, taken)
    if (ids.length > 0) await recordDecisions(tx, table, ids, by)
    rows += ids.length
  }
  return rows
}
