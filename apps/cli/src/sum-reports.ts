import type { ImportIssueWire, ImportReport } from '@mon-ps/contract/import'

/** Issues that a report lists; the rest it counts. The same limit as the server's. */
const ISSUES_LISTED = 1000

/** One report for files that were imported one by one; files that were refused are the first of its issues. */
export function sumReports(reports: readonly ImportReport[], refused: readonly ImportIssueWire[] = []): ImportReport {
  const total = (count: (report: ImportReport) => number): number => reports.reduce((sum, report) => sum + count(report), 0)
  const issues = [...refused, ...reports.flatMap((report) => report.issues)]
  return {
    runId: reports.reduce<number | null>((last, { runId }) => runId ?? last, null),
    filesRead: total((report) => report.filesRead),
    rowsRead: total((report) => report.rowsRead),
    accepted: total((report) => report.accepted),
    rejected: total((report) => report.rejected),
    added: total((report) => report.added),
    changed: total((report) => report.changed),
    unchanged: total((report) => report.unchanged),
    quotes: total((report) => report.quotes),
    elapsedMs: total((report) => report.elapsedMs),
    files: reports.flatMap((report) => report.files),
    issues: issues.slice(0, ISSUES_LISTED),
    issuesNotListed: total((report) => report.issuesNotListed) + Math.max(0, issues.length - ISSUES_LISTED),
  }
}
