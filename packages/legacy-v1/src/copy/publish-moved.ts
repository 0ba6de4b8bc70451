import { allIds, idsIn } from '@mon-ps/db/engine/sql-text'
import { DbError } from '@mon-ps/db/errors'
import { asRun } from '@mon-ps/db/publish/decide-publication'
import { PUBLISHED_KINDS, type PublishedKind } from '@mon-ps/db/publish/published-kinds'
import { restoreTimes, showMigrated, takeBack } from '@mon-ps/db/publish/show-migrated'
import type { Executor } from '@mon-ps/db/client'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { dropCompanions, ownSequences, tunePlanner, restoreSequences } from './move-tables.ts'

export interface MovedPublished {
  readonly inserted: number
  /** Calculated rows that a moved row replaced. */
  readonly replaced: number
  /** Left alone: written outside of a run, or shown by a recorded decision. */
  readonly kept: number
}

const count = async (executor: Executor, text: string): Promise<number> => {
  const [row] = await executor.execute<{ n: number }>(sql.raw(text))
  return row?.n ?? 0
}

const TABLES = PUBLISHED_KINDS.flatMap(({ versions, v3 }) => [`mon_ps.${versions}`, `quantum.${v3}`]).concat('mon_ps.v3_row_source')

const notShown = ({ v3, versions }: PublishedKind) => `select count(*) as n from mon_ps.${versions} v
  where v.origin = 'migrated' and v.retired_at is null and not exists (select from mon_ps.v3_row_source s
    where s.table_name = '${v3}' and s.version_id = v.version_id and s.origin = 'migrated')`

/**
 * Shows every current moved version in V3, in place of a calculated row or as a new row, which keeps V1's id where possible.
 *
 * @param runId  recorded as the publisher
 */
export async function publishMigrated(executor: Executor, runId: number): Promise<MovedPublished> {
  await ownSequences(executor)
  await tunePlanner(executor, TABLES)
  return asRun(executor, runId, async () => {
    const total = { inserted: 0, replaced: 0, kept: 0 }
    for (const kind of PUBLISHED_KINDS) {
      const show = showMigrated(kind.v1, allIds, `${Math.trunc(runId)}::bigint`)
      total.replaced += (await executor.execute(sql.raw(show.remember))).count
      await executor.execute(sql.raw(show.update))
      await executor.execute(sql.raw(show.keepTime))
      total.inserted += (await executor.execute(sql.raw(show.insert))).count
      total.kept += await count(executor, notShown(kind))
    }
    return total
  })
}

/**
 * The publication of some V1 ids, for plpgsql, after `projectionText`: statements that read `ids` (integer[]) and `run` (bigint).
 * The setting `mon_ps.run_id` must name the run meanwhile.
 */
export function publicationText(table: V1TableName): readonly string[] {
  const show = showMigrated(table, idsIn('ids'), 'run')
  return [show.remember, show.update, show.keepTime, show.insert]
}

const moved = ({ v3 }: PublishedKind) => `gone as materialized (
    select s.row_id from mon_ps.v3_row_source s where s.table_name = '${v3}' and s.origin = 'migrated')`

/** Restores V1's `updated_at` where a column that is not V1's was filled. */
export async function keepMovedTimes(executor: Executor, runId: number): Promise<void> {
  await asRun(executor, runId, async () => {
    for (const { v1 } of PUBLISHED_KINDS) await executor.execute(sql.raw(showMigrated(v1, allIds, String(Math.trunc(runId))).keepTime))
  })
}

interface Withdrawn {
  readonly restored: number
  readonly removed: number
  /** DNA rows that manually written rows reference. */
  readonly kept: readonly string[]
}

/** Removes everything moved from V3 and restores the calculated rows with their times. Call it before removing the versions. */
export async function withdrawMigrated(executor: Executor, runId: number): Promise<Withdrawn> {
  return asRun(executor, runId, async () => {
    await tunePlanner(executor, TABLES)
    const total = { restored: 0, removed: 0 }
    for (const kind of [...PUBLISHED_KINDS].reverse()) {
      const [done] = await executor.execute<{ restored: number; removed: number }>(
        sql.raw(`with ${moved(kind)}, ${takeBack(kind)}
          select (select count(*) from named) as restored, (select count(*) from removed) as removed`),
      )
      for (const statement of restoreTimes(kind)) await executor.execute(sql.raw(statement))
      total.restored += done?.restored ?? 0
      total.removed += done?.removed ?? 0
    }
    const kept = await executor.execute<{ name: string }>(sql`
      update mon_ps.v3_row_source s set origin = 'legacy_sql', version_id = null, run_id = null, published_by_run = null
      from quantum.team_quantum_dna_v3 t
      where s.table_name = 'team_quantum_dna_v3' and s.origin = 'migrated' and t.team_id = s.row_id returning t.team_name as name`)
    await restoreSequences(executor)
    return { ...total, kept: kept.map(({ name }) => `the DNA row of ${name}: rows of V3 that no run made rest on it`) }
  })
}

/** Read from the catalogue, so that a table added later is not forgotten. */
async function referencesToTeams(target: Executor): Promise<readonly { readonly relation: string; readonly column: string }[]> {
  return target.execute<{ relation: string; column: string }>(sql`
    select k.conrelid::regclass::text as relation, quote_ident(a.attname) as column from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'mon_ps.team'::regclass order by 1, 2`)
}

async function removeTeams(target: Executor): Promise<readonly string[]> {
  const made = sql`select l.team_id, l.run_id from mon_ps.legacy_team l`
  // The move's own aliases do not keep a team.
  await target.execute(sql`
    delete from mon_ps.team_alias a using (${made}) m where a.team_id = m.team_id and a.run_id is not distinct from m.run_id`)
  await target.execute(sql`create temporary table moved_team on commit drop as
    select l.team_id from mon_ps.legacy_team l join mon_ps.team t on t.id = l.team_id where t.source = 'legacy'`)
  await target.execute(sql`delete from mon_ps.legacy_team`)
  const references = (await referencesToTeams(target)).map(
    ({ relation, column }) => `exists (select from ${relation} x where x.${column} = t.id)`,
  )
  const inUse = sql.raw(
    [...references, `exists (select from quantum.team_quantum_dna_v3 x where x.team_id = t.id)`].map((one) => `(${one})`).join(' or '),
  )
  await target.execute(sql`delete from mon_ps.team t using moved_team m where t.id = m.team_id and not (${inUse})`)
  const kept = await target.execute<{ name: string; id: number }>(
    sql`select t.name, t.id from mon_ps.team t join moved_team m on m.team_id = t.id order by t.id`,
  )
  await target.execute(sql`drop table moved_team`)
  return kept.map(({ name, id }) => `the team ${name} (${id}): something that came later rests on it`)
}

/**
 * Removes versions, rulings, teams and companions of the move, after {@link withdrawMigrated}. Teams that later rows reference stay and
 * are named.
 *
 * @throws {DbError} CONFLICT  V3 still shows a moved row
 */
export async function removeMoved(target: Executor): Promise<{ readonly kept: readonly string[] }> {
  const [shown] = await target.execute(sql`select 1 from mon_ps.v3_row_source where origin = 'migrated' limit 1`)
  if (shown !== undefined) throw new DbError('CONFLICT', 'V3 still shows moved rows; call withdrawMigrated first')
  for (const { versions } of PUBLISHED_KINDS) await target.execute(sql.raw(`delete from mon_ps.${versions} where origin = 'migrated'`))
  await target.execute(sql`delete from mon_ps.legacy_ruling`)
  const kept = await removeTeams(target)
  await restoreSequences(target)
  await dropCompanions(target)
  return { kept }
}
