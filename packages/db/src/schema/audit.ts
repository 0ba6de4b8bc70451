import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, jsonb, text } from 'drizzle-orm/pg-core'
import { createdAt, instant, monPs, oneOf } from './columns.ts'

/**
 * Who made a row and who changed it last, filled by a trigger from the unit of work's context: `created_by` and
 * `updated_by` are its actor (`db:<role>` for raw SQL), `change_reason` its reason.
 */
export const auditColumns = () => ({
  createdAt: createdAt(),
  createdBy: text().notNull().default(sql`current_user`),
  updatedAt: createdAt(),
  updatedBy: text().notNull().default(sql`current_user`),
  changeReason: text(),
})

const OPERATIONS = ['insert', 'update', 'delete'] as const

/** Every change of an audited table, written by triggers in the transaction of the change; never updated, never deleted. */
export const auditLog = monPs.table(
  'audit_log',
  {
    seq: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull().default(sql`clock_timestamp()`),
    actor: text().notNull(),
    reason: text(),
    requestId: text(),
    tableName: text().notNull(),
    /** The key of the row as text, its parts joined by `|`. */
    rowKey: text().notNull(),
    operation: text({ enum: OPERATIONS }).notNull(),
    before: jsonb(),
    after: jsonb(),
    /** SHA-256 of this entry and of the hash of the one before: a gap or a change shows. */
    hash: text().notNull(),
  },
  (t) => [index('ix_audit_log_row').on(t.tableName, t.rowKey, t.seq), check('ck_audit_log_operation', oneOf(t.operation, OPERATIONS))],
)

/**
 * The newest entry of the audit log, in its only row. Every entry takes this row's lock, so there is one writer at a time
 * and nobody continues from an entry that is not the newest; entries cut off at the end show, too.
 */
export const auditHead = monPs.table(
  'audit_head',
  {
    only: boolean().primaryKey().default(true),
    seq: bigint({ mode: 'number' }),
    hash: text(),
  },
  (t) => [check('ck_audit_head_only', sql`${t.only}`)],
)
