import { qualified } from '@mon-ps/db/catalogue/digest'
import { named } from '@mon-ps/db/engine/sql-text'
import { DbError } from '@mon-ps/db/errors'
import { PUBLISHED_KINDS } from '@mon-ps/db/publish/published-kinds'
import type { Executor } from '@mon-ps/db/client'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import type { ManifestEntry } from '../backup/manifest.ts'
import { COMPANION_SCHEMA } from '../copy/move-tables.ts'
import { BACKUP_SCHEMA } from '../journal/read-journal.ts'
import type { JournalEntry } from '../journal/journal.ts'
import { laterCalculation, type V3Backup } from './restore-v3.ts'

/** A write made after the move began that undoing the move would remove. */
export interface LaterWrite {
  readonly what: string
  readonly key: string
  /** Part of the digest, so that agreeing to lose it does not cover later content. */
  readonly content: string
}

interface Found extends Record<string, unknown> {
  readonly key: string
  readonly content: string
}

const toWrites = (what: string, rows: readonly Found[]): LaterWrite[] => rows.map(({ key, content }) => ({ what, key, content }))

/**
 * V3 rows that differ from the moved version they show. Filling a column that is not V1's leaves the origin as it was, so only a
 * comparison finds them.
 */
async function listChangedVersions(tx: Executor): Promise<LaterWrite[]> {
  const writes: LaterWrite[] = []
  for (const { v3, id, versions, payload } of PUBLISHED_KINDS) {
    const values = (alias: string) => `row(${payload.map((column) => `${alias}.${named(column)}`).join(', ')})::text`
    const rows = await tx.execute<Found>(
      sql.raw(`select t.${named(id)}::text as key, md5(${values('t')} || ${values('v')}) as content from quantum.${v3} t
        join mon_ps.v3_row_source s on s.table_name = '${v3}' and s.row_id = t.${named(id)} and s.origin = 'migrated'
        join mon_ps.${versions} v on v.version_id = s.version_id where ${values('t')} <> ${values('v')} order by t.${named(id)}`),
    )
    writes.push(...toWrites(`somebody changed quantum.${v3} or its version in mon_ps.${versions}, row`, rows))
  }
  return writes
}

/** Rows of the companions that differ from the backup; until the sync nothing of ours writes there. */
async function listChangedCompanions(tx: Executor, manifest: readonly ManifestEntry[]): Promise<LaterWrite[]> {
  const writes: LaterWrite[] = []
  for (const table of V1_TABLES) {
    const saved = manifest.find((entry) => entry.schema === 'quantum' && entry.table === table)
    if (saved === undefined) continue
    const [companion, backup] = [qualified(COMPANION_SCHEMA, table), qualified(BACKUP_SCHEMA, saved.backup)]
    const rows = await tx.execute<Found>(sql`
      select c.id::text as key, md5((c.*)::text) as content from ${companion} c
      where not exists (select from ${backup} b where b.id = c.id and md5((b.*)::text) = md5((c.*)::text))
      union all select b.id::text, 'deleted' from ${backup} b where not exists (select from ${companion} c where c.id = b.id) order by 1`)
    writes.push(...toWrites(`somebody wrote ${COMPANION_SCHEMA}.${table}, row`, rows))
  }
  return writes
}

/** Team names, rulings and the time zone that no longer are what the plan decided. */
async function listChangedSettings(tx: Executor, { plan, runId }: JournalEntry): Promise<LaterWrite[]> {
  const teams = await tx.execute<Found>(sql`
    select t.id::text as key, md5(t::text) as content from mon_ps.team t join mon_ps.legacy_team l on l.team_id = t.id
    where t.source = 'legacy' and l.run_id = ${runId} and (t.name <> l.name or t.country is not null or t.merged_into is not null) order by t.id`)
  const rulings = await tx.execute<Found>(sql`
    select table_name || ' ' || v1_id || ' ' || kind as key, md5(r::text) as content from mon_ps.legacy_ruling r
    where run_id is distinct from ${runId} order by 1`)
  const zones = await tx.execute<Found>(sql`
    select time_zone as key, md5(time_zone) as content from legacy_v1.move_setting where time_zone <> ${plan.timeZone}`)
  return [
    ...toWrites('somebody changed the team mon_ps.team', teams),
    ...toWrites('somebody ruled in mon_ps.legacy_ruling on', rulings),
    ...toWrites('somebody changed the time zone in legacy_v1.move_setting to', zones),
  ]
}

async function findChangedRows(tx: Executor, entry: JournalEntry, manifest: readonly ManifestEntry[]): Promise<LaterWrite[]> {
  // An unfinished move may have been stopped by a change of V1 itself.
  if (entry.finishedAt === null) return []
  const companions = entry.state === 'applied' ? await listChangedCompanions(tx, manifest) : []
  return [...(await listChangedVersions(tx)), ...companions, ...(await listChangedSettings(tx, entry))]
}

const SHOWN = 20

const md5 = (alias: string) => sql.raw(`md5(${alias}::text)`)

/** Rows of V3 that were written or deleted outside of any run since the backup. */
export async function listForeignRows(tx: Executor, backup: V3Backup, runId: number | null): Promise<LaterWrite[]> {
  const { name, id, live, saved, savedSources } = backup
  const rows = await tx.execute<{ what: string; key: string; content: string }>(sql`
    select coalesce(s.origin, 'legacy_sql') || ' wrote' as what, t.${id}::text as key, ${md5('t')} as content
    from ${live} t left join mon_ps.v3_row_source s on s.table_name = ${name} and s.row_id = t.${id}
    where coalesce(s.origin, 'legacy_sql') in ('legacy_sql', 'manual')
      and not exists (select from ${saved} b where b.${id} = t.${id} and md5(b::text) = md5(t::text))
    union all
    select 'raw SQL deleted', b.${id}::text, ${md5('b')}
    from ${saved} b join ${savedSources} s on s.table_name = ${name} and s.row_id = b.${id}
    where not exists (select from ${live} t where t.${id} = b.${id}) and (s.origin in ('legacy_sql', 'manual') or not ${laterCalculation(runId)})
    order by 2, 1`)
  return rows.map(({ what, key, content }) => ({ what: `${what} quantum.${name}`, key, content }))
}

/** Publication decisions and enrichments made since. */
async function ownWrites(tx: Executor, entry: JournalEntry): Promise<LaterWrite[]> {
  const decisions = await tx.execute<{ id: number; who: string; content: string }>(sql`
    select id, who, md5(d::text) as content from mon_ps.publish_decision d where at >= ${entry.startedAt}::timestamptz order by id`)
  const enriched = await tx.execute<{ id: number; content: string }>(sql`
    select v.version_id as id, v.row_sha256 as content from mon_ps.team_dna_version v
    where v.origin = 'enriched' and v.run_id > ${entry.runId ?? 0} and v.retired_at is null order by 1`)
  return [
    ...decisions.map(({ id, who, content }) => ({ what: `${who} decided what V3 shows, decision`, key: String(id), content })),
    ...enriched.map(({ id, content }) => ({ what: 'enriched version', key: String(id), content })),
  ]
}

/** Everything that undoing the move would take away, in a fixed order. */
export async function listLaterWrites(
  tx: Executor,
  entry: JournalEntry,
  { manifest, backups }: { manifest: readonly ManifestEntry[]; backups: readonly V3Backup[] },
): Promise<readonly LaterWrite[]> {
  if (backups.length === 0 || entry.runId === null) return []
  const writes: LaterWrite[] = []
  for (const backup of backups) writes.push(...(await listForeignRows(tx, backup, entry.runId)))
  return [...writes, ...(await ownWrites(tx, entry)), ...(await findChangedRows(tx, entry, manifest))]
}

/**
 * @throws {DbError} ROLLBACK_WOULD_DISCARD  something would be lost and nobody agreed to lose exactly that
 */
export function requireAgreedLoss(writes: readonly LaterWrite[], agreed: string | undefined, command: 'rollback' | 'resume'): void {
  if (writes.length === 0) return
  const digest = createHash('sha256').update(JSON.stringify(writes)).digest('hex')
  if (agreed === digest) return
  const shown = writes.slice(0, SHOWN).map(({ what, key }) => `${what} ${key}`)
  const more = writes.length > SHOWN ? ` and ${writes.length - SHOWN} more` : ''
  throw new DbError(
    'ROLLBACK_WOULD_DISCARD',
    `${writes.length} later writes would be lost: ${shown.join('; ')}${more}. Save them first, or agree with: mon-ps migrate ${command} --discard ${digest}`,
    { digest, count: writes.length, writes: writes.slice(0, SHOWN) },
  )
}
