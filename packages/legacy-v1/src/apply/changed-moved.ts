import { sql } from 'drizzle-orm'
import { qualified } from '@mon-ps/db/catalogue/digest'
import { PUBLISHED_KINDS } from '@mon-ps/db/publish/published-kinds'
import type { Executor } from '@mon-ps/db/client'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import type { ManifestEntry } from '../backup/manifest.ts'
import { COMPANION_SCHEMA } from '../copy/move-tables.ts'
import { named } from '@mon-ps/db/engine/sql-text'
import type { JournalEntry } from '../journal/journal.ts'
import { BACKUP_SCHEMA } from '../journal/journal-tables.ts'
import type { LaterWrite } from './later-write.ts'

interface Found extends Record<string, unknown> {
  readonly key: string
  readonly content: string
}

const writesOf = (what: string, rows: readonly Found[]): LaterWrite[] => rows.map(({ key, content }) => ({ what, key, content }))

/**
 * V3 rows that show a moved version and say something else. While V3 follows V1, a row in which somebody filled a column that is
 * not V1's stays a moved one: nothing but the comparison tells.
 */
async function unlikeVersions(tx: Executor): Promise<LaterWrite[]> {
  const writes: LaterWrite[] = []
  for (const { v3, id, versions, payload } of PUBLISHED_KINDS) {
    const values = (alias: string) => `row(${payload.map((column) => `${alias}.${named(column)}`).join(', ')})::text`
    const rows = await tx.execute<Found>(
      sql.raw(`select t.${named(id)}::text as key, md5(${values('t')} || ${values('v')}) as content from quantum.${v3} t
        join mon_ps.v3_row_source s on s.table_name = '${v3}' and s.row_id = t.${named(id)} and s.origin = 'migrated'
        join mon_ps.${versions} v on v.version_id = s.version_id where ${values('t')} <> ${values('v')} order by t.${named(id)}`),
    )
    writes.push(...writesOf(`somebody changed quantum.${v3} or its version in mon_ps.${versions}, row`, rows))
  }
  return writes
}

/** Rows of the companions that are not what was moved. Until the sync nothing of ours writes there. */
async function unlikeBackups(tx: Executor, manifest: readonly ManifestEntry[]): Promise<LaterWrite[]> {
  const writes: LaterWrite[] = []
  for (const table of V1_TABLES) {
    const saved = manifest.find((entry) => entry.schema === 'quantum' && entry.table === table)
    if (saved === undefined) continue
    const [companion, backup] = [qualified(COMPANION_SCHEMA, table), qualified(BACKUP_SCHEMA, saved.backup)]
    const rows = await tx.execute<Found>(sql`
      select c.id::text as key, md5((c.*)::text) as content from ${companion} c
      where not exists (select from ${backup} b where b.id = c.id and md5((b.*)::text) = md5((c.*)::text))
      union all select b.id::text, 'deleted' from ${backup} b where not exists (select from ${companion} c where c.id = b.id) order by 1`)
    writes.push(...writesOf(`somebody wrote ${COMPANION_SCHEMA}.${table}, row`, rows))
  }
  return writes
}

/** What the plan had decided and somebody has decided otherwise since: names of teams, rulings, the zone of V1's times. */
async function otherSettings(tx: Executor, { plan, runId }: JournalEntry): Promise<LaterWrite[]> {
  const teams = await tx.execute<Found>(sql`
    select t.id::text as key, md5(t::text) as content from mon_ps.team t join mon_ps.legacy_team l on l.team_id = t.id
    where t.source = 'legacy' and l.run_id = ${runId} and (t.name <> l.name or t.country is not null or t.merged_into is not null) order by t.id`)
  const rulings = await tx.execute<Found>(sql`
    select table_name || ' ' || v1_id || ' ' || kind as key, md5(r::text) as content from mon_ps.legacy_ruling r
    where run_id is distinct from ${runId} order by 1`)
  const zones = await tx.execute<Found>(sql`
    select time_zone as key, md5(time_zone) as content from legacy_v1.move_setting where time_zone <> ${plan.timeZone}`)
  return [
    ...writesOf('somebody changed the team mon_ps.team', teams),
    ...writesOf('somebody ruled in mon_ps.legacy_ruling on', rulings),
    ...writesOf('somebody changed the time zone in legacy_v1.move_setting to', zones),
  ]
}

/** What was changed since in rows that the move made, which no record of origin tells. */
export async function changesOfMoved(tx: Executor, entry: JournalEntry, manifest: readonly ManifestEntry[]): Promise<LaterWrite[]> {
  // Before its end, V1 itself may have changed under the copy, which then is what stopped it.
  if (entry.finishedAt === null) return []
  const companions = entry.state === 'applied' ? await unlikeBackups(tx, manifest) : []
  return [...(await unlikeVersions(tx)), ...companions, ...(await otherSettings(tx, entry))]
}
