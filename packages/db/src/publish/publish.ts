import { type SQL, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import type { Executor } from '../client.ts'
import { findRun } from '../repositories/runs.ts'
import { PUBLISHED_KINDS, type PublishedKind, sameKey } from './published-kinds.ts'
import { lockV3 } from './v3-lock.ts'

/** What publishing did to V3, in rows. */
export interface Published {
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  /** Rows that a migration brought in and that only a recorded decision may replace. */
  readonly keptMigrated: number
  /** Rows of another origin: written by raw SQL or by hand. */
  readonly keptOther: number
  /** Not inserted: V3 holds another team under this name and league, or lacks the team that the row belongs to. */
  readonly blocked: number
  /** Calculated rows whose version was retired without a successor. */
  readonly removed: number
}

const raw = (text: string) => sql.raw(text)
const list = (columns: readonly string[], prefix = '') => raw(columns.map((column) => `${prefix}"${column}"`).join(', '))

/** The versions of the run beside the V3 row of the same key, if there is one, and what made that row. */
function candidates(kind: PublishedKind, runId: number): SQL {
  return sql`
    select v.version_id, v.origin, v.run_id, t.${raw(kind.id)} as row_id,
      coalesce(s.origin, 'legacy_sql') as row_origin, shown.row_sha256 = v.row_sha256 and s.version_id is not null and t.season is not distinct from v.season as same_content
    from mon_ps.${raw(kind.versions)} v
    left join quantum.${raw(kind.v3)} t on ${raw(sameKey(kind))}
    left join mon_ps.v3_row_source s on s.table_name = ${kind.v3} and s.row_id = t.${raw(kind.id)}
    left join mon_ps.${raw(kind.versions)} shown on shown.version_id = s.version_id
    where v.run_id = ${runId} and v.retired_at is null and ${raw(kind.where)}`
}

const selectSource = (kind: PublishedKind, from: SQL, publishedByRun: number) => sql`
  insert into mon_ps.v3_row_source (table_name, row_id, version_id, origin, run_id, published_by_run)
  select ${kind.v3}, row_id, version_id, origin, run_id, ${publishedByRun}::bigint from ${from}
  on conflict (table_name, row_id) do update set version_id = excluded.version_id, origin = excluded.origin,
    run_id = excluded.run_id, published_by_run = excluded.published_by_run`

/** Rows whose key V3 does not have yet. The new ids are drawn first, so that each can be tied to its version. */
async function insertNew(
  executor: Executor,
  kind: PublishedKind,
  runId: number,
  publishedByRun: number,
): Promise<{ inserted: number; blocked: number }> {
  const keys = kind.keys.filter(([v3]) => v3 !== kind.id)
  const v3Columns = [...keys.map(([v3]) => v3), ...kind.payload]
  const versionColumns = [...keys.map(([, version]) => version), ...kind.payload]
  const [row] = await executor.execute<{ inserted: number; blocked: number }>(sql`
    with candidate as materialized (
      select c.version_id, ${raw(kind.blocked)} as blocked from (${candidates(kind, runId)}) c
      join mon_ps.${raw(kind.versions)} v on v.version_id = c.version_id where c.row_id is null),
    fresh as materialized (
      select ${raw(kind.newId)} as row_id, v.version_id, v.origin, v.run_id from candidate c
      join mon_ps.${raw(kind.versions)} v on v.version_id = c.version_id where not c.blocked order by v.version_id),
    written as (
      insert into quantum.${raw(kind.v3)} (${raw(`"${kind.id}"`)}, ${list(v3Columns)})
      select f.row_id, ${list(versionColumns, 'v.')} from fresh f join mon_ps.${raw(kind.versions)} v on v.version_id = f.version_id
      returning 1),
    named as (${selectSource(kind, sql`fresh`, publishedByRun)} returning 1)
    select (select count(*) from named) as inserted, (select count(*) from candidate where blocked) as blocked`)
  return row ?? { inserted: 0, blocked: 0 }
}

interface Standing {
  readonly updated: number
  readonly unchanged: number
  readonly keptMigrated: number
  readonly keptOther: number
}

/** Rows that V3 has: replaced where the origin is the same and the content differs, else left and counted. */
async function updateStanding(executor: Executor, kind: PublishedKind, runId: number, publishedByRun: number): Promise<Standing> {
  const assignments = kind.payload.map((column) => `"${column}" = v."${column}"`).join(', ')
  const [row] = await executor.execute<Standing & Record<string, unknown>>(sql`
    with candidate as materialized (select * from (${candidates(kind, runId)}) c where row_id is not null),
    own as (select * from candidate where row_origin = origin),
    written as (
      update quantum.${raw(kind.v3)} t set ${raw(assignments)}
      from own o join mon_ps.${raw(kind.versions)} v on v.version_id = o.version_id
      where t.${raw(kind.id)} = o.row_id and not coalesce(o.same_content, false) returning 1),
    named as (${selectSource(kind, sql`own`, publishedByRun)} returning 1)
    select (select count(*) from written) as updated, (select count(*) from own where same_content) as unchanged,
      (select count(*) from candidate where row_origin <> origin and row_origin = 'migrated') as "keptMigrated",
      (select count(*) from candidate where row_origin <> origin and row_origin <> 'migrated') as "keptOther",
      (select count(*) from named) as named`)
  return row ?? { updated: 0, unchanged: 0, keptMigrated: 0, keptOther: 0 }
}

/** Rows that show a retired version of a competition and season which the run covers: their key is gone. */
async function removeOrphans(executor: Executor, kind: PublishedKind, runId: number): Promise<number> {
  const rows = await executor.execute(sql`
    delete from quantum.${raw(kind.v3)} t using mon_ps.v3_row_source s, mon_ps.${raw(kind.versions)} shown
    where s.table_name = ${kind.v3} and s.row_id = t.${raw(kind.id)} and shown.version_id = s.version_id
      and shown.retired_at is not null and shown.run_id <> ${runId}
      and (shown.competition_id, coalesce(shown.season, ''), shown.origin) in (
        select competition_id, coalesce(season, ''), origin from mon_ps.${raw(kind.versions)} where run_id = ${runId})
    returning 1`)
  return rows.length
}

/**
 * Shows the current versions of a run in the V3 tables, inside a unit of work: the only writer of V3. A key that V3
 * does not have is inserted; a row of the same origin is updated when its content differs; a row of another
 * origin, above all a migrated one, is left alone and counted.
 *
 * @param runId           whose versions
 * @param publishedByRun  recorded as the publisher; the run itself when not given
 * @throws {DbError} NOT_FOUND  no such run
 */
export async function publish(executor: Executor, runId: number, publishedByRun = runId): Promise<Published> {
  if ((await findRun(executor, runId)) === null) throw new DbError('NOT_FOUND', `no run ${runId}`, { runId })
  await lockV3(executor)
  await executor.execute(sql`select set_config('mon_ps.run_id', ${String(runId)}, true)`)
  const total = { inserted: 0, updated: 0, unchanged: 0, keptMigrated: 0, keptOther: 0, blocked: 0, removed: 0 }
  for (const kind of PUBLISHED_KINDS) {
    // Standing rows first: after the insert the new ones would count among them.
    const standing = await updateStanding(executor, kind, runId, publishedByRun)
    const fresh = await insertNew(executor, kind, runId, publishedByRun)
    total.inserted += fresh.inserted
    total.blocked += fresh.blocked
    total.updated += standing.updated
    total.unchanged += standing.unchanged
    total.keptMigrated += standing.keptMigrated
    total.keptOther += standing.keptOther
    // A team that left keeps its last DNA, which friction and strategies of other seasons may point to.
    if (kind.id !== 'team_id') total.removed += await removeOrphans(executor, kind, runId)
  }
  await executor.execute(sql`select set_config('mon_ps.run_id', '', true)`)
  return total
}
