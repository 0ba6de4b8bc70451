import { createHash } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import type { ManifestEntry } from '../backup/manifest.ts'
import type { JournalEntry } from '../journal/journal.ts'
import { changesOfMoved } from './changed-moved.ts'
import type { LaterWrite } from './later-write.ts'
import type { V3Backup } from './v3-backup.ts'

const SHOWN = 20

/** Rows that a calculation has written, or taken away, since the move: they rest on our versions, and stay. */
export const laterCalculation = (runId: number | null): SQL =>
  sql`exists (select from mon_ps.run r where r.id > ${sql.raw(String(runId ?? 0))} and r.kind in ('calculate', 'backtest', 'publish'))`

const md5 = (alias: string) => sql.raw(`md5(${alias}::text)`)

/** Rows of V3 that raw SQL or a person wrote, changed or deleted since the backup. */
export async function foreignRows(tx: Executor, backup: V3Backup, runId: number | null): Promise<LaterWrite[]> {
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

/** Decisions about what V3 shows, and betting values that were enriched since. */
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
export async function laterWrites(
  tx: Executor,
  entry: JournalEntry,
  { manifest, backups }: { manifest: readonly ManifestEntry[]; backups: readonly V3Backup[] },
): Promise<readonly LaterWrite[]> {
  if (backups.length === 0 || entry.runId === null) return []
  const writes: LaterWrite[] = []
  for (const backup of backups) writes.push(...(await foreignRows(tx, backup, entry.runId)))
  return [...writes, ...(await ownWrites(tx, entry)), ...(await changesOfMoved(tx, entry, manifest))]
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
