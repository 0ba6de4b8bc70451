import { z } from 'zod'
import { pageInfo } from './answer.ts'

const OPERATIONS = ['insert', 'update', 'delete'] as const

const row = z.record(z.string(), z.unknown()).nullable()

const auditEntrySchema = z
  .object({
    seq: z.number().int(),
    at: z.string(),
    /** `db:<role>` where raw SQL made the change. */
    actor: z.string(),
    reason: z.string().nullable(),
    requestId: z.string().nullable(),
    table: z.string(),
    /** The row's key, its parts joined by `|`. */
    rowKey: z.string(),
    operation: z.enum(OPERATIONS),
    /** Null before an insert. */
    before: row,
    /** Null after a deletion. */
    after: row,
    /** Of this entry and the hash of the one before. */
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })
/** One change of an audited row. */
export interface AuditEntryWire extends z.infer<typeof auditEntrySchema> {}
const auditEntry: z.ZodType<AuditEntryWire, AuditEntryWire> = auditEntrySchema

export const auditEntriesInput = z.object({
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  table: z.string().min(1).max(63).optional().describe('Without its schema, for example publish_decision'),
  rowKey: z.string().min(1).max(500).optional().describe('The key of one row; with `table`'),
})
export interface AuditEntriesInput extends z.output<typeof auditEntriesInput> {}

const auditEntriesSchema = z.object({ data: z.array(auditEntry), page: pageInfo })
export interface AuditEntries extends z.infer<typeof auditEntriesSchema> {}
export const auditEntries: z.ZodType<AuditEntries, AuditEntries> = auditEntriesSchema

const auditVerificationSchema = z
  .object({
    entries: z.number().int(),
    /** Hash of the newest entry, to be noted elsewhere; null while the log is empty. */
    head: z.string().nullable(),
    firstBad: z.object({ seq: z.number().int(), what: z.string() }).nullable(),
  })
  .meta({ id: 'AuditVerification' })
/** Whether every entry is as it was written and follows the one before. */
export interface AuditVerification extends z.infer<typeof auditVerificationSchema> {}
export const auditVerification: z.ZodType<AuditVerification, AuditVerification> = auditVerificationSchema
