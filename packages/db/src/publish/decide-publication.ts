import { sql } from 'drizzle-orm'
import { idsIn, integerArray } from '../engine/sql-text.ts'
import { DbError } from '../errors.ts'
import type { Executor } from '../client.ts'
import type { V3TableName } from '../schema/publish.ts'
import { getPublishedKind, type PublishedKind, rowKey, sameKey } from './published-kinds.ts'
import { restoreTimes, showMigrated, takeBack } from './show-migrated.ts'
import { lockV3 } from './v3-lock.ts'

/** What is written in between is ours, of this run; a trigger marks every other write. Nobody else publishes meanwhile. */
export async function asRun<T>(executor: Executor, runId: number, work: () => Promise<T>): Promise<T> {
  await lockV3(executor)
  await executor.execute(sql`select set_config('mon_ps.run_id', ${String(runId)}, true)`)
  const result = await work()
  await executor.execute(sql`select set_config('mon_ps.run_id', '', true)`)
  return result
}

export interface PublicationDecision {
  readonly tableName: V3TableName
  /** The V3 row. */
  readonly rowId: number
  /** What it is to show: a version of the same key. */
  readonly toVersion: number
  readonly who: string
  readonly why: string
}

interface Shown extends Record<string, unknown> {
  readonly rowKey: string
  readonly fromVersion: number | null
  readonly origin: string | null
  readonly v1Id: number | null
  readonly runId: number
}

async function versionOfRow(executor: Executor, kind: PublishedKind, decision: PublicationDecision): Promise<Shown> {
  const [found] = await executor.execute<Shown>(sql`
    select ${sql.raw(rowKey(kind, 'v', 'version'))} as "rowKey", s.version_id as "fromVersion", v.origin, v.v1_id as "v1Id", v.run_id as "runId"
    from quantum.${sql.raw(kind.v3)} t join mon_ps.${sql.raw(kind.versions)} v on ${sql.raw(sameKey(kind))}
    left join mon_ps.v3_row_source s on s.table_name = ${kind.v3} and s.row_id = t.${sql.raw(kind.id)}
    where t.${sql.raw(kind.id)} = ${decision.rowId} and v.version_id = ${decision.toVersion} and v.retired_at is null`)
  if (found === undefined)
    throw new DbError('NOT_FOUND', `row ${decision.rowId} of ${kind.v3} has no current version ${decision.toVersion} of its key`, {
      ...decision,
    })
  return found
}

/**
 * Records who decided what a V3 row shows, and shows it: the only way in which a calculated version comes before a moved one.
 * It holds until the next decision for the same key, or until its version is gone.
 *
 * @throws {DbError} NOT_FOUND     no such row, or no such current version of its key
 * @throws {DbError} NOT_MIGRATED  no move stands
 */
export async function decidePublication(executor: Executor, decision: PublicationDecision): Promise<{ readonly decisionId: number }> {
  const kind = getPublishedKind(decision.tableName)
  const [moved] = await executor.execute(sql`select 1 where to_regclass('legacy_v1.replaced_v3_row') is not null`)
  if (moved === undefined)
    throw new DbError('NOT_MIGRATED', 'nothing was moved into V3, so there is nothing to decide: a calculation shows itself')
  const version = await versionOfRow(executor, kind, decision)
  const [recorded] = await executor.execute<{ id: number }>(sql`
    insert into mon_ps.publish_decision (table_name, row_key, from_version, to_version, who, why)
    values (${kind.v3}, ${version.rowKey}, ${version.fromVersion}, ${decision.toVersion}, ${decision.who}, ${decision.why}) returning id`)
  await asRun(executor, version.runId, async () => {
    if (version.origin === 'migrated') {
      const show = showMigrated(kind.v1, idsIn(integerArray([version.v1Id ?? 0])), `${Math.trunc(version.runId)}::bigint`)
      for (const statement of [show.remember, show.update, show.keepTime]) await executor.execute(sql.raw(statement))
    } else {
      const chosen = `fallback as materialized (select row_id, ${Math.trunc(decision.toVersion)}::bigint as version_id from gone)`
      await executor.execute(
        sql.raw(
          `with gone as materialized (select ${Math.trunc(decision.rowId)} as row_id), ${takeBack(kind, chosen)} select count(*) from named`,
        ),
      )
      for (const statement of restoreTimes(kind)) await executor.execute(sql.raw(statement))
    }
  })
  return { decisionId: recorded?.id ?? 0 }
}

/**
 * Decides the opposite of an earlier decision: the row shows again what it showed before.
 *
 * @throws {DbError} NOT_FOUND  no such decision, or what the row showed before is gone
 */
export async function undoDecision(
  executor: Executor,
  decisionId: number,
  by: { readonly who: string; readonly why: string },
): Promise<{ readonly decisionId: number }> {
  const [earlier] = await executor.execute<{ tableName: V3TableName; rowKey: string; fromVersion: number | null }>(sql`
    select table_name as "tableName", row_key as "rowKey", from_version as "fromVersion" from mon_ps.publish_decision where id = ${decisionId}`)
  if (earlier === undefined || earlier.fromVersion === null)
    throw new DbError('NOT_FOUND', `no decision ${decisionId} that replaced a version`, { decisionId })
  const kind = getPublishedKind(earlier.tableName)
  const [row] = await executor.execute<{ id: number }>(sql`
    select t.${sql.raw(kind.id)} as id from quantum.${sql.raw(kind.v3)} t where ${sql.raw(rowKey(kind, 't', 'row'))} = ${earlier.rowKey}`)
  return decidePublication(executor, { tableName: kind.v3, rowId: row?.id ?? 0, toVersion: earlier.fromVersion, ...by })
}
