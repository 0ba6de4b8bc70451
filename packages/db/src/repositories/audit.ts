import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { auditHead, auditLog } from '../schema/audit.ts'
import type { Executor } from '../client.ts'

export type AuditEntry = typeof auditLog.$inferSelect

/** What a check of the audit log found. */
export interface AuditVerification {
  readonly entries: number
  /** Hash of the newest entry, to be noted elsewhere: a log that was rebuilt as a whole has another. Null while it is empty. */
  readonly head: string | null
  /** The first entry that is not as it was written, or that does not follow the one before it; null where all do. */
  readonly firstBad: { readonly seq: number; readonly what: string } | null
}

interface Walk extends Record<string, unknown> {
  readonly entries: number
  readonly head: string | null
  readonly bad: number | null
  readonly before: number | null
  readonly what: string | null
}

/**
 * Recomputes the hash chain of the audit log from its first entry: every column of every entry, the order, and that
 * the last one is the one that the head names. One pass on the server; nothing but the result is loaded.
 */
export async function verifyAuditLog(executor: Executor): Promise<AuditVerification> {
  // Raw: the hash of an entry is taken of its whole row, which the builder cannot name.
  const [walk] = await executor.execute<Walk>(sql`
    with chain as (
      select e.seq, e.hash, lag(e.seq) over (order by e.seq) as before, e.operation || ' of ' || e.table_name || ' ' || e.row_key as what,
        e.hash = mon_ps.audit_entry_hash(lag(e.hash) over (order by e.seq), e) as good from mon_ps.audit_log e),
    bad as (select seq, before, what from chain where good is not true order by seq limit 1)
    select (select count(*) from chain) as entries, (select hash from chain order by seq desc limit 1) as head,
      (select seq from bad) as bad, (select before from bad) as before, (select what from bad) as what`)
  const { entries = 0, head = null } = walk ?? {}
  if (walk?.bad != null) {
    const follows = walk.before === null ? 'is not the first' : `does not follow entry ${walk.before}`
    const what = `entry ${walk.bad} (${walk.what}) was changed or ${follows}: something before it was changed or removed`
    return { entries, head, firstBad: { seq: walk.bad, what } }
  }
  const [noted] = await executor.select({ seq: auditHead.seq, hash: auditHead.hash }).from(auditHead)
  if (noted !== undefined && noted.hash === head) return { entries, head, firstBad: null }
  const seq = noted?.seq ?? 0
  return { entries, head, firstBad: { seq, what: `entry ${seq} was written last and is not the last one of the log: the end was cut off` } }
}

/**
 * Entries newest first: of one row, of one table, or all. `before` is the `seq` that the last page ended with. A row is
 * named by its key, and by its table, since keys of two tables may be equal.
 */
export async function listAuditEntries(
  executor: Executor,
  of: { readonly tableName?: string | undefined; readonly rowKey?: string | undefined },
  page: { readonly limit: number; readonly before?: number | undefined },
): Promise<AuditEntry[]> {
  return executor
    .select()
    .from(auditLog)
    .where(
      and(
        of.tableName === undefined ? undefined : eq(auditLog.tableName, of.tableName),
        of.rowKey === undefined ? undefined : eq(auditLog.rowKey, of.rowKey),
        page.before === undefined ? undefined : lt(auditLog.seq, page.before),
      ),
    )
    .orderBy(desc(auditLog.seq))
    .limit(page.limit)
}
