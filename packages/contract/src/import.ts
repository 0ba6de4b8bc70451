import { z } from 'zod'

const importIssueSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.string().nullable(),
  code: z.string(),
  severity: z.enum(['rejected', 'warning']),
  message: z.string(),
  got: z.string().nullable(),
  expected: z.string().nullable(),
})
export interface ImportIssueWire extends z.infer<typeof importIssueSchema> {}
const importIssue: z.ZodType<ImportIssueWire, ImportIssueWire> = importIssueSchema

const importFileSchema = z.object({
  name: z.string(),
  sha256: z.string(),
  division: z.string().nullable(),
  season: z.string().nullable(),
  rowsRead: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** The same bytes were imported before: every row is unchanged, and nothing was written. */
  alreadyImported: z.boolean(),
})
export interface ImportFile extends z.infer<typeof importFileSchema> {}
const importFile: z.ZodType<ImportFile, ImportFile> = importFileSchema

const importReportSchema = z
  .object({
    /** Of the last file that brought something; each file has a run of its own. Null when nothing was written. */
    runId: z.number().int().nullable(),
    filesRead: z.number().int(),
    rowsRead: z.number().int(),
    accepted: z.number().int(),
    rejected: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    quotes: z.number().int(),
    elapsedMs: z.number(),
    files: z.array(importFile),
    issues: z.array(importIssue),
    /** Issues beyond the first thousand are counted, not listed. */
    issuesNotListed: z.number().int(),
  })
  .meta({ id: 'ImportReport' })
/** What an import did. accepted + rejected = rowsRead; added + changed + unchanged = accepted. */
export interface ImportReport extends z.infer<typeof importReportSchema> {}
export const importReport: z.ZodType<ImportReport, ImportReport> = importReportSchema

/** Seasons of football-data.co.uk by league and season code, fetched by the server. */
export const importFetchInput = z.object({
  leagues: z
    .array(z.string().regex(/^[A-Z0-9]{2,4}$/))
    .min(1)
    .max(30),
  seasons: z
    .array(z.string().regex(/^\d{4}$/))
    .min(1)
    .max(40),
})
export interface ImportFetchInput extends z.output<typeof importFetchInput> {}

const IMPORT_SOURCES = ['football-data', 'demo'] as const

const importRunSchema = z.object({
  runId: z.number().int(),
  at: z.string(),
  /** Whose files they are: those of the demo are invented. */
  source: z.enum(IMPORT_SOURCES),
  files: z.array(z.string()),
  rowsRead: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
})
export interface ImportRun extends z.infer<typeof importRunSchema> {}
const importRun: z.ZodType<ImportRun, ImportRun> = importRunSchema

const importListSchema = z.object({ data: z.array(importRun) })
export interface ImportList extends z.infer<typeof importListSchema> {}
export const importList: z.ZodType<ImportList, ImportList> = importListSchema
