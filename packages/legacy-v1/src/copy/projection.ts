import { listed, named, quoted, allIds, type IdScope, idsBetween, idsIn, integerArray } from '@mon-ps/db/engine/sql-text'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { getPublishedKind, PUBLISHED_KINDS } from '@mon-ps/db/publish/published-kinds'
import { restoreTimes, takeBack } from '@mon-ps/db/publish/show-migrated'
import type { Executor } from '@mon-ps/db/client'
import type { IdRange } from './companions.ts'
import { MOVED_TABLES, tunePlanner } from './move-tables.ts'
import {
  filledColumns,
  isQuarantined,
  PROJECTED,
  type ProjectedTable,
  PROJECTION_REASON,
  findProblem,
  projectedRows,
} from './row-source.ts'

const sameKeys = ({ keys }: ProjectedTable, a: string, b: string): string =>
  keys
    .map((key) => `${a}.${named(key)} ${key === 'season' || key === 'strategy_version' ? 'is not distinct from' : '='} ${b}.${named(key)}`)
    .join(' and ')

const insertRuling = (
  table: V1TableName,
  run: string,
  from: string,
) => `insert into mon_ps.legacy_ruling (table_name, v1_id, kind, column_name, value, reason, run_id)
  select ${quoted(table)}, p.v1_id, 'quarantine', '', null, p.problem, ${run} from (${from}) p where p.problem is not null
  on conflict do nothing`

/** The projection's own findings are recomputed each time: a later write may have repaired the row. */
const forgetFindings = (table: V1TableName, scope: IdScope) => `delete from mon_ps.legacy_ruling q
  where q.table_name = ${quoted(table)} and q.kind = 'quarantine' and q.reason like '${PROJECTION_REASON}%' and ${scope('q.v1_id')}`

const findProblems = (table: V1TableName, scope: IdScope, run: string) =>
  insertRuling(
    table,
    run,
    `select r.v1_id, ${findProblem(table)} as problem
    from (${projectedRows(table, scope)}) r where not ${isQuarantined(table, 'r.v1_id')}`,
  )

/** Removes versions whose companion row is gone, quarantined or under another key, and what V3 shows of them. */
function removeStale(table: V1TableName, scope: IdScope): string {
  const projected = PROJECTED[table]
  const kind = getPublishedKind(table)
  return `with stale as materialized (
    select v.version_id from mon_ps.${projected.versions} v where v.origin = 'migrated' and v.retired_at is null and ${scope('v.v1_id')}
      and not exists (select from (${projectedRows(table, scope)}) r where r.v1_id = v.v1_id and ${sameKeys(projected, 'r', 'v')}
        and not ${isQuarantined(table, 'r.v1_id')})),
  gone as materialized (
    select s.row_id from mon_ps.v3_row_source s join stale on stale.version_id = s.version_id
    where s.table_name = ${quoted(kind.v3)} and s.origin = 'migrated'),
  ${takeBack(kind)}
  delete from mon_ps.${projected.versions} v using stale where v.version_id = stale.version_id`
}

/** V3 holds one row per key; the lowest V1 id gets it. */
function refuseSecond(table: V1TableName, scope: IdScope, run: string): string {
  const projected = PROJECTED[table]
  return insertRuling(
    table,
    run,
    `select r.v1_id, case when row_number() over (partition by ${listed(projected.keys, 'r.')} order by r.v1_id) > 1
      or exists (select from mon_ps.${projected.versions} v where v.origin = 'migrated' and v.retired_at is null
        and ${sameKeys(projected, 'v', 'r')} and v.v1_id <> r.v1_id) then ${quoted(`${PROJECTION_REASON}same-key`)} end as problem
    from (${projectedRows(table, scope)}) r where not ${isQuarantined(table, 'r.v1_id')}`,
  )
}

/** Sample sizes of the rates of the projected row `r`. */
export function estimatesSql({ measured }: ProjectedTable): string {
  if (measured === null) return `'{}'::jsonb`
  return Object.entries(measured.columns)
    .map(
      ([name, column]) => `case when r.${named(column)} is not null and r.${named(measured.n)} is not null
      then jsonb_build_object(${quoted(name)}, jsonb_build_object('n', r.${named(measured.n)}, 'interval', null)) else '{}' end`,
    )
    .join(' || ')
}

/** Estimates of columns that another writer fills. */
const othersEstimates = ({ measured }: ProjectedTable): string =>
  measured === null ? 'v.estimates' : `(v.estimates - array[${Object.keys(measured.columns).map(quoted).join(', ')}])`

const ownColumns = (projected: ProjectedTable) => [...filledColumns(projected).map(({ name }) => name), ...Object.keys(projected.fixed)]
const isContent = (name: string) => !name.startsWith('source_') && name !== 'last_audit_at'

/** Without times. */
export const contentHash = (projected: ProjectedTable): string =>
  `encode(sha256(convert_to(row(${listed(ownColumns(projected).filter(isContent), 'r.')})::text, 'UTF8')), 'hex')`

/** Writes V1's columns; columns of other writers stay. */
function upsert(table: V1TableName, scope: IdScope, run: string): string {
  const projected = PROJECTED[table]
  const names = ownColumns(projected)
  const instants = names.filter((name) => !isContent(name))
  const hash = contentHash(projected)
  const assignments = names.map((name) => `${named(name)} = excluded.${named(name)}`).join(', ')
  return `insert into mon_ps.${projected.versions} as v (${listed(names)}, v1_id, origin, run_id, row_sha256, estimates)
  select ${listed(names, 'r.')}, r.v1_id, 'migrated', ${run}, ${hash}, ${estimatesSql(projected)}
  from (${projectedRows(table, scope)}) r where not ${isQuarantined(table, 'r.v1_id')}
  order by r.v1_id
  on conflict (v1_id) where origin = 'migrated' and retired_at is null do update set ${assignments}, run_id = excluded.run_id,
    row_sha256 = excluded.row_sha256, estimates = ${othersEstimates(projected)} || excluded.estimates
  where v.row_sha256 <> excluded.row_sha256 or (${listed(instants, 'v.')}) is distinct from (${listed(instants, 'excluded.')})`
}

const statements = (table: V1TableName, scope: IdScope, run: string): readonly string[] => [
  forgetFindings(table, scope),
  findProblems(table, scope, run),
  removeStale(table, scope),
  ...restoreTimes(getPublishedKind(table)),
  ...(table === 'team_profiles' ? [] : [refuseSecond(table, scope, run)]),
  upsert(table, scope, run),
]

/**
 * The projection of some rows of a companion, for plpgsql: statements that read the variables `ids` (integer[], V1 ids of the
 * table) and `run` (bigint), none of which answers rows. Before them, the teams of new profiles have to stand in
 * `mon_ps.legacy_team`; after them comes `publicationText`. A row that V3 cannot hold gets a quarantine ruling whose
 * reason begins with `projection:`; the rows of a profile that came or went are the caller's to name as well, and so is the
 * profile whose best strategy may have changed. The session's TimeZone must be UTC, its DateStyle ISO and extra_float_digits 1.
 */
export const projectionText = (table: V1TableName): readonly string[] => statements(table, idsIn('ids'), 'run')

interface ProjectOptions {
  readonly runId: number
  /** Null for all rows. */
  readonly range: IdRange | null
  readonly ids?: readonly number[]
}

function toScope({ range, ids }: ProjectOptions): IdScope {
  if (ids !== undefined) return idsIn(integerArray(ids))
  return range === null ? allIds : idsBetween(range.lo, range.hi)
}

/**
 * Projects companion rows to versions of origin `migrated`: inserted, updated, or removed where the row is gone or quarantined. All
 * companions must be filled; profiles go first.
 *
 * @returns  how many versions the rows have now
 */
export async function projectRows(target: Executor, table: V1TableName, options: ProjectOptions): Promise<number> {
  const scope = toScope(options)
  const run = `${Math.trunc(options.runId)}::bigint`
  await tunePlanner(target, [...MOVED_TABLES, ...PUBLISHED_KINDS.map(({ versions }) => `mon_ps.${versions}`)])
  await target.execute(sql`select set_config('mon_ps.run_id', ${String(options.runId)}, true)`)
  for (const statement of statements(table, scope, run)) await target.execute(sql.raw(statement))
  await target.execute(sql`select set_config('mon_ps.run_id', '', true)`)
  const [count] = await target.execute<{ n: number }>(
    sql.raw(
      `select count(*) as n from mon_ps.${PROJECTED[table].versions} v where v.origin = 'migrated' and v.retired_at is null and ${scope('v.v1_id')}`,
    ),
  )
  return count?.n ?? 0
}
