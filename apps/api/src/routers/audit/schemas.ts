import { z } from 'zod'
import { type PageWire, pageWire } from '../../wire/page.ts'

const OPERATIONS = ['insert', 'update', 'delete'] as const

/** One change of an audited row. */
export interface AuditEntryWire {
  readonly seq: number
  readonly at: string
  /** `db:<role>` where raw SQL made the change. */
  readonly actor: string
  readonly reason: string | null
  readonly requestId: string | null
  readonly table: string
  /** The row's key, its parts joined by `|`. */
  readonly rowKey: string
  readonly operation: (typeof OPERATIONS)[number]
  /** Null before an insert. */
  readonly before: Readonly<Record<string, unknown>> | null
  /** Null after a deletion. */
  readonly after: Readonly<Record<string, unknown>> | null
  /** Of this entry and the hash of the one before. */
  readonly hash: string
}

const row = z.record(z.string(), z.unknown()).nullable()

const entryWire: z.ZodType<AuditEntryWire, AuditEntryWire> = z
  .object({
    seq: z.number().int(),
    at: z.string(),
    actor: z.string(),
    reason: z.string().nullable(),
    requestId: z.string().nullable(),
    table: z.string(),
    rowKey: z.string(),
    operation: z.enum(OPERATIONS),
    before: row,
    after: row,
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })

export interface AuditEntriesWire {
  readonly data: AuditEntryWire[]
  readonly page: PageWire
}

export const auditEntriesInput = z.object({
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  table: z.string().min(1).max(63).optional().describe('Without its schema, for example publish_decision'),
  rowKey: z.string().min(1).max(500).optional().describe('The key of one row; with `table`'),
})

export const auditEntriesOutput: z.ZodType<AuditEntriesWire, AuditEntriesWire> = z.object({ data: z.array(entryWire), page: pageWire })

/** Whether every entry is as it was written and follows the one before. */
export interface AuditVerificationWire {
  readonly entries: number
  /** Hash of the newest entry, to be noted elsewhere; null while the log is empty. */
  readonly head: string | null
  readonly firstBad: { readonly seq: number; readonly what: string } | null
}

export const auditVerificationOutput: z.ZodType<AuditVerificationWire, AuditVerificationWire> = z
  .object({
    entries: z.number().int(),
    head: z.string().nullable(),
    firstBad: z.object({ seq: z.number().int(), what: z.string() }).nullable(),
  })
  .meta({ id: 'AuditVerification' })
