import type { ImportIssueWire, ImportReport } from '@mon-ps/contract/import'
import { useTranslations } from 'use-intl'
import { type ChartData, ChartFrame } from '../../ui/chart-frame.tsx'
import { Figures } from '../../ui/figures.tsx'
import { useNumberText } from '../../ui/written.ts'
import { Badge, Section } from '../../ui/page.tsx'

const COUNTS = [
  ['rowsRead', 'rowsRead'],
  ['accepted', 'accepted'],
  ['rejected', 'rejected'],
  ['added', 'added'],
  ['changed', 'changed'],
  ['unchanged', 'unchanged'],
  ['quotes', 'prices'],
] as const

/** What an import did, row by row. */
export function Report({ report }: { report: ImportReport }) {
  const t = useTranslations('importing')
  const write = useNumberText()
  const count = (value: number) => write('count', value)
  return (
    <Section title={t('report')}>
      <p className="mb-4 max-w-prose" role="status">
        {t('reportSummary', {
          files: report.filesRead,
          rows: count(report.rowsRead),
          accepted: count(report.accepted),
          rejected: count(report.rejected),
          added: count(report.added),
          changed: count(report.changed),
          unchanged: count(report.unchanged),
        })}
      </p>
      <div className="mb-6">
        <Figures items={COUNTS.map(([key, label]) => ({ label: t(label), stat: report[key], kind: 'count' }))} />
      </div>
      <Issues report={report} />
    </Section>
  )
}

function Issues({ report }: { report: ImportReport }) {
  const t = useTranslations('importing')
  const data: ChartData = {
    columns: [
      { key: 'file', label: t('file') },
      { key: 'line', label: t('line'), kind: 'count' },
      { key: 'column', label: t('column') },
      { key: 'severity', label: t('severity') },
      { key: 'code', label: t('reason') },
      { key: 'message', label: t('reason') },
      { key: 'got', label: t('got') },
      { key: 'expected', label: t('expected') },
    ],
    rows: report.issues.map(({ file, line, column, severity, code, message, got, expected }) => ({
      file,
      line,
      column: column ?? '',
      severity,
      code,
      message,
      got: got ?? '',
      expected: expected ?? '',
    })),
  }
  const warnings = report.issues.filter((issue) => issue.severity === 'warning').length
  return (
    <ChartFrame
      title={t('issuesTitle')}
      summary={t('issuesSummary', { rejected: report.rejected, warnings })}
      data={data}
      fileName="import-issues"
      note={report.issuesNotListed > 0 ? t('issuesNotListed', { count: report.issuesNotListed }) : undefined}
    >
      {report.issues.length === 0 ? <p className="text-sm text-good">{t('noIssues')}</p> : <IssueList issues={report.issues} />}
    </ChartFrame>
  )
}

/** Issues by file, each with its place in it. */
function IssueList({ issues }: { issues: readonly ImportIssueWire[] }) {
  const t = useTranslations('importing')
  const byFile = [...new Set(issues.map((issue) => issue.file))].map(
    (file) => [file, issues.filter((issue) => issue.file === file)] as const,
  )
  return (
    <ul className="grid max-h-128 gap-4 overflow-auto" tabIndex={0} aria-label={t('issuesTitle')}>
      {byFile.map(([file, ofFile]) => (
        <li key={file}>
          <p className="text-sm font-semibold">{file}</p>
          <ul className="mt-1 divide-y divide-rule text-sm">
            {ofFile.map((issue, index) => (
              <li key={index} className="flex flex-wrap items-baseline gap-x-3 py-1">
                <span className="w-40 shrink-0 font-mono text-xs text-soft">
                  {t('line')} {issue.line}
                  {issue.column !== null && ` · ${issue.column}`}
                </span>
                <Badge tone={issue.severity === 'rejected' ? 'bad' : 'warn'}>{t(`severity_${issue.severity}`)}</Badge>
                <span className="min-w-0 flex-1 basis-72">{issue.message}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/**
 * Merges the reports of files that were imported one by one: counts are summed, files and issues concatenated.
 *
 * @returns null when there is nothing to report on yet
 */
export function mergeReports(reports: readonly ImportReport[]): ImportReport | null {
  const [first] = reports
  if (!first) return null
  const sum = (pick: (report: ImportReport) => number) => reports.reduce((total, report) => total + pick(report), 0)
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
