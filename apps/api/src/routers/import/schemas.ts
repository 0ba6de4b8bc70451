import { z } from 'zod'

export interface ImportIssueWire {
  file: string
  line: number
  column: string | null
  code: string
  severity: 'rejected' | 'warning'
  message: string
  got: string | null
  expected: string | null
}

export interface ImportFileWire {
  name: string
  sha256: string
  division: string | null
  season: string | null
  rowsRead: number
  accepted: number
  rejected: number
  added: number
  changed: number
  unchanged: number
  /** The same bytes were imported before: every row is unchanged, and nothing was written. */
  alreadyImported: boolean
}

/** What an import did. accepted + rejected = rowsRead; added + changed + unchanged = accepted. */
export interface ImportReportWire {
  /** Of the last file that brought something; each file has a run of its own. Null when nothing was written. */
  runId: number | null
  filesRead: number
  rowsRead: number
  accepted: number
  rejected: number
  added: number
  changed: number
  unchanged: number
  quotes: number
  elapsedMs: number
  files: ImportFileWire[]
  issues: ImportIssueWire[]
  /** Issues beyond the first thousand are counted, not listed. */
  issuesNotListed: number
}

const importIssueWire: z.ZodType<ImportIssueWire, ImportIssueWire> = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.string().nullable(),
  code: z.string(),
  severity: z.enum(['rejected', 'warning']),
  message: z.string(),
  got: z.string().nullable(),
  expected: z.string().nullable(),
})

const importFileWire: z.ZodType<ImportFileWire, ImportFileWire> = z.object({
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
  alreadyImported: z.boolean(),
})

export const importReportWire: z.ZodType<ImportReportWire, ImportReportWire> = z
  .object({
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
    files: z.array(importFileWire),
    issues: z.array(importIssueWire),
    issuesNotListed: z.number().int(),
  })
  .meta({ id: 'ImportReport' })

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

const IMPORT_SOURCES = ['football-data', 'demo'] as const

export interface ImportRunWire {
  runId: number
  at: string
  /** Whose files they are: those of the demo are invented. */
  source: (typeof IMPORT_SOURCES)[number]
  files: string[]
  rowsRead: number
  accepted: number
  rejected: number
  added: number
  changed: number
}

export const importListOutput: z.ZodType<{ data: ImportRunWire[] }, { data: ImportRunWire[] }> = z.object({
  data: z.array(
    z.object({
      runId: z.number().int(),
      at: z.string(),
      source: z.enum(IMPORT_SOURCES),
      files: z.array(z.string()),
      rowsRead: z.number().int(),
      accepted: z.number().int(),
      rejected: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
    }),
  ),
})
