import type { ImportIssueWire } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../ui/badge.tsx'

/** Issues by file, each with its place in it. */
export function IssueList({ issues }: { issues: readonly ImportIssueWire[] }) {
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
