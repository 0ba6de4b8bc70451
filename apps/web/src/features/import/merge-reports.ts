import type { ImportReportWire } from '@mon-ps/api'

/**
 * One report for files that were imported one by one: counts add up, files and issues stand one after the other.
 *
 * @returns null when there is nothing to report on yet
 */
export function mergeReports(reports: readonly ImportReportWire[]): ImportReportWire | null {
  const [first] = reports
  if (!first) return null
  const sum = (pick: (report: ImportReportWire) => number) => reports.reduce((total, report) => total + pick(report), 0)
  return {
    runId: reports.length === 1 ? first.runId : null,
    filesRead: sum((report) => report.filesRead),
    rowsRead: sum((report) => report.rowsRead),
    accepted: sum((report) => report.accepted),
    rejected: sum((report) => report.rejected),
    added: sum((report) => report.added),
    changed: sum((report) => report.changed),
    unchanged: sum((report) => report.unchanged),
    quotes: sum((report) => report.quotes),
    elapsedMs: sum((report) => report.elapsedMs),
    files: reports.flatMap((report) => report.files),
    issues: reports.flatMap((report) => report.issues),
    issuesNotListed: sum((report) => report.issuesNotListed),
  }
}
