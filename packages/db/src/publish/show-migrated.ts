import type { V1TableName } from '../schema/legacy-move.ts'
import type { IdScope as Scope } from '../engine/sql-text.ts'
import { getPublishedKind, type PublishedKind, rowKey, sameKey } from './published-kinds.ts'

/** Where our own numbers begin: a V1 id below is free for the row that V1 gave it to. */
const FIRST_OWN_ID = 100_001

const quotedList = (columns: readonly string[], prefix = '') => columns.map((column) => `${prefix}"${column}"`).join(', ')

const current = (kind: PublishedKind, scope: Scope) =>
  `v.origin = 'migrated' and v.retired_at is null and ${kind.where} and ${scope('v.v1_id')}`

/**
 * No decision shows something else than what was moved. The latest one counts, and only while the version that it names
 * is there.
 */
export const migratedShows = (kind: PublishedKind): string => `coalesce((select chosen.origin from mon_ps.publish_decision d
    left join mon_ps.${kind.versions} chosen on chosen.version_id = d.to_version
    where d.table_name = '${kind.v3}' and d.row_key = ${rowKey(kind, 'v', 'version')} order by d.id desc limit 1), 'migrated') = 'migrated'`

/** V3 rows that a moved version takes or has: never one that raw SQL or a person wrote. */
const standing = (kind: PublishedKind, scope: Scope) => `mon_ps.${kind.versions} v
    join quantum.${kind.v3} t on ${sameKey(kind)}
    join mon_ps.v3_row_source s on s.table_name = '${kind.v3}' and s.row_id = t."${kind.id}"
    where ${current(kind, scope)} and s.origin in ('migrated', 'calculated', 'enriched') and ${migratedShows(kind)}
      and not (s.origin <> 'migrated' and ${kind.v3 === 'team_quantum_dna_v3' ? kind.blocked : 'false'})`

/** What no version says of a calculated row, before a moved one takes its place. */
const remember = (kind: PublishedKind, scope: Scope) => `insert into legacy_v1.replaced_v3_row
    (table_name, row_id, version_id, published_by_run, row_sha256, season, created_at, updated_at)
  select '${kind.v3}', t."${kind.id}", s.version_id, s.published_by_run, w.row_sha256, w.season, t.created_at, t.updated_at
  from (select t."${kind.id}" as row_id from ${standing(kind, scope)} and s.origin <> 'migrated') found
  join quantum.${kind.v3} t on t."${kind.id}" = found.row_id
  join mon_ps.v3_row_source s on s.table_name = '${kind.v3}' and s.row_id = found.row_id
  left join mon_ps.${kind.versions} w on w.version_id = s.version_id
  on conflict (table_name, row_id) do update set version_id = excluded.version_id, published_by_run = excluded.published_by_run,
    row_sha256 = excluded.row_sha256, season = excluded.season, created_at = excluded.created_at, updated_at = excluded.updated_at`

const nameSource = (kind: PublishedKind, from: string, run: string) => `insert into mon_ps.v3_row_source as source
    (table_name, row_id, version_id, origin, run_id, published_by_run)
  select '${kind.v3}', f.row_id, f.version_id, 'migrated', f.run_id, ${run} from ${from} f
  on conflict (table_name, row_id) do update set version_id = excluded.version_id, origin = 'migrated', run_id = excluded.run_id,
    published_by_run = excluded.published_by_run
  where (source.version_id, source.origin, source.run_id) is distinct from (excluded.version_id, excluded.origin, excluded.run_id)`

/** Rows that V3 has. A column that the move does not own keeps what another writer put into it since. */
function updateStanding(kind: PublishedKind, scope: Scope, run: string): string {
  const others = (column: string) => kind.leftToOthers.includes(column)
  const owned = kind.payload.filter((column) => !others(column))
  const assignments = [
    ...owned.map((column) => `"${column}" = v."${column}"`),
    ...kind.payload.filter(others).map((column) => `"${column}" = case f.origin when 'migrated' then t."${column}" else v."${column}" end`),
    `created_at = coalesce(v.source_created_at, t.created_at)`,
    `updated_at = coalesce(v.source_updated_at, t.updated_at)`,
  ]
  return `with found as materialized (
    select t."${kind.id}" as row_id, v.version_id, v.run_id, s.origin from ${standing(kind, scope)}),
  written as (
    update quantum.${kind.v3} t set ${assignments.join(', ')} from found f join mon_ps.${kind.versions} v on v.version_id = f.version_id
    where t."${kind.id}" = f.row_id and (f.origin <> 'migrated'
      or row(${quotedList(owned, 't.')})::text <> row(${quotedList(owned, 'v.')})::text
      or t.created_at <> v.source_created_at or t.updated_at <> v.source_updated_at) returning 1)
  ${nameSource(kind, 'found', run)}`
}

/** The trigger that moves `updated_at` cannot tell "as the source says, which is what was there" from "not set". */
const keepSourceTime = (kind: PublishedKind, scope: Scope) => `update quantum.${kind.v3} t set updated_at = v.source_updated_at
  from mon_ps.${kind.versions} v join mon_ps.v3_row_source s on s.table_name = '${kind.v3}' and s.version_id = v.version_id
  where ${current(kind, scope)} and t."${kind.id}" = s.row_id and t.updated_at <> v.source_updated_at`

/** Rows whose key V3 does not have. V1's id stays where it is free. */
function insertFresh(kind: PublishedKind, scope: Scope, run: string): string {
  const keys = kind.keys.filter(([v3]) => v3 !== kind.id)
  const v3Columns = quotedList([...keys.map(([v3]) => v3), ...kind.payload])
  const versionColumns = quotedList([...keys.map(([, version]) => version), ...kind.payload], 'v.')
  const newId =
    kind.id === 'team_id'
      ? 'w.team_id'
      : `case when w.v1_id < ${FIRST_OWN_ID} and not exists (select from quantum.${kind.v3} taken where taken."${kind.id}" = w.v1_id) then w.v1_id
        else ${kind.newId} end`
  return `with fresh as materialized (
    select ${newId} as row_id, w.version_id, w.run_id from (
      select v.* from mon_ps.${kind.versions} v
      where ${current(kind, scope)} and not exists (select from quantum.${kind.v3} t where ${sameKey(kind)})
        and ${migratedShows(kind)} and not ${kind.blocked} order by v.v1_id) w),
  written as (
    insert into quantum.${kind.v3} ("${kind.id}", ${v3Columns}, created_at, updated_at)
    select f.row_id, ${versionColumns}, coalesce(v.source_created_at, now()), coalesce(v.source_updated_at, v.source_created_at, now())
    from fresh f join mon_ps.${kind.versions} v on v.version_id = f.version_id returning 1)
  ${nameSource(kind, 'fresh', run)}`
}

/** Statements that bring the current moved versions of some V1 ids into V3. `run` publishes them. */
export function showMigrated(
  table: V1TableName,
  scope: Scope,
  run: string,
): { remember: string; update: string; keepTime: string; insert: string } {
  const kind = getPublishedKind(table)
  return {
    remember: remember(kind, scope),
    update: updateStanding(kind, scope, run),
    keepTime: keepSourceTime(kind, scope),
    insert: insertFresh(kind, scope, run),
  }
}

/** The calculated version that stands for a key without a moved one, as `fallback (row_id, version_id)` of the `gone` rows. */
const selectFallback = (kind: PublishedKind) => `fallback as materialized (
    select distinct on (g.row_id) g.row_id, v.version_id from gone g
    join quantum.${kind.v3} t on t."${kind.id}" = g.row_id
    join mon_ps.${kind.versions} v on ${sameKey(kind)} and v.origin in ('calculated', 'enriched') and v.retired_at is null and ${kind.where}
    order by g.row_id, v.origin, v.version_id desc)`

/** Something in V3 that is not itself on its way out rests on the DNA row. */
export const hasDependants = (
  row: string,
): string => `(exists (select from quantum.quantum_friction_matrix_v3 f where f.team_home_id = ${row})
    or exists (select from quantum.quantum_friction_matrix_v3 f where f.team_away_id = ${row})
    or exists (select from quantum.quantum_strategies_v3 q where q.team_id = ${row}))`

/**
 * Takes V3 rows back: the calculated version of their key stands again, or the row goes. A common table expression `gone` with
 * their ids has to come before; what follows is the statement's last part.
 */
export function takeBack(kind: PublishedKind, choice = selectFallback(kind)): string {
  const assignments = kind.payload.map((column) => `"${column}" = v."${column}"`).join(', ')
  const keep = kind.id === 'team_id' ? ` and not ${hasDependants(`t."${kind.id}"`)}` : ''
  return `${choice},
  back as (
    update quantum.${kind.v3} t set ${assignments}, created_at = coalesce(r.created_at, now())
    from fallback f join mon_ps.${kind.versions} v on v.version_id = f.version_id
    left join legacy_v1.replaced_v3_row r on r.table_name = '${kind.v3}' and r.row_id = f.row_id
    where t."${kind.id}" = f.row_id returning 1),
  removed as (
    delete from quantum.${kind.v3} t using gone g where t."${kind.id}" = g.row_id
      and not exists (select from fallback f where f.row_id = g.row_id)${keep} returning 1),
  named as (
    insert into mon_ps.v3_row_source (table_name, row_id, version_id, origin, run_id, published_by_run)
    select '${kind.v3}', f.row_id, v.version_id, v.origin, v.run_id,
      case when r.version_id = v.version_id then r.published_by_run else v.run_id end
    from fallback f join mon_ps.${kind.versions} v on v.version_id = f.version_id
    left join legacy_v1.replaced_v3_row r on r.table_name = '${kind.v3}' and r.row_id = f.row_id
    on conflict (table_name, row_id) do update set version_id = excluded.version_id, origin = excluded.origin, run_id = excluded.run_id,
      published_by_run = excluded.published_by_run returning 1)`
}

/** After {@link takeBack}: rows whose content is again what it was get back the time at which it was written. */
export const restoreTimes = (kind: PublishedKind): readonly string[] => [
  `update quantum.${kind.v3} t set updated_at = r.updated_at
  from legacy_v1.replaced_v3_row r join mon_ps.v3_row_source s on s.table_name = r.table_name and s.row_id = r.row_id
  join mon_ps.${kind.versions} v on v.version_id = s.version_id
  where r.table_name = '${kind.v3}' and s.origin <> 'migrated' and t."${kind.id}" = r.row_id and v.row_sha256 = r.row_sha256
    and v.season is not distinct from r.season and t.updated_at <> r.updated_at`,
  `delete from legacy_v1.replaced_v3_row r where r.table_name = '${kind.v3}' and not exists (select from mon_ps.v3_row_source s
    where s.table_name = r.table_name and s.row_id = r.row_id and s.origin = 'migrated')`,
]
