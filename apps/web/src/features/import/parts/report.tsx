import type { ImportReportWire } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Section } from '../../../ui/section.tsx'
import { Stat } from '../../../ui/stat.tsx'
import type { Twin } from '../../../ui/twin.ts'
import { IssueList } from './issue-list.tsx'

const COUNTS = ['rowsRead', 'accepted', 'rejected', 'added', 'changed', 'unchanged'] as const

/** What an import did, to the row. */
export function Report({ report }: { report: ImportReportWire }) {
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
      <dl className="mb-6 flex flex-wrap gap-x-10 gap-y-4">
        {COUNTS.map((key) => (
          <div key={key}>
            <dt className="eyebrow">{t(key)}</dt>
            <dd className="mt-0.5 text-xl">
              <Stat stat={report[key]} kind="count" />
            </dd>
          </div>
        ))}
        <div>
          <dt className="eyebrow">{t('prices')}</dt>
          <dd className="mt-0.5 text-xl">
            <Stat stat={report.quotes} kind="count" />
          </dd>
        </div>
      </dl>
      <Issues report={report} />
    </Section>
  )
}

function Issues({ report }: { report: ImportReportWire }) {
  const t = useTranslations('importing')
  const twin: Twin = {
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
      twin={twin}
      fileName="import-issues"
      note={report.issuesNotListed > 0 ? t('issuesNotListed', { count: report.issuesNotListed }) : undefined}
    >
      {report.issues.length === 0 ? <p className="text-sm text-good">{t('noIssues')}</p> : <IssueList issues={report.issues} />}
    </ChartFrame>
  )
}
