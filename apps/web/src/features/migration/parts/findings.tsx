import type { MigrationFinding } from '@mon-ps/contract/migration-plan'
import { useTranslations } from 'use-intl'
import { Badge, type BadgeTone } from '../../../ui/page.tsx'
import { Stat } from '../../../ui/stat.tsx'

const ORDER = ['blocking', 'decision', 'warning', 'info'] as const
const TONES: Record<MigrationFinding['severity'], BadgeTone> = { blocking: 'bad', decision: 'warn', warning: 'warn', info: 'quiet' }

/** What preflight found, the gravest first, each with its examples and what the plan does about it. */
export function Findings({ findings }: { findings: readonly MigrationFinding[] }) {
  const t = useTranslations('migration')
  if (findings.length === 0) return <p className="text-sm text-soft">{t('noFindings')}</p>
  const sorted = findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {sorted.map((finding) => (
        <Finding key={finding.id} finding={finding} />
      ))}
    </ul>
  )
}

function Finding({ finding: { check, table, severity, count, message, examples, remedy } }: { finding: MigrationFinding }) {
  const t = useTranslations('migration')
  return (
    <li className="grid gap-x-4 gap-y-1 py-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1 sm:flex-col">
        <Badge tone={TONES[severity]}>{t(`severity_${severity}`)}</Badge>
        <span className="font-mono text-2xs text-soft">
          {check} · {table}
        </span>
      </div>
      <div className="min-w-0">
        <p className="text-sm">{message}</p>
        {remedy !== null && <p className="mt-0.5 text-sm text-soft">{t(severity === 'blocking' ? 'toDo' : 'remedy', { remedy })}</p>}
        {examples.length > 0 && (
          <details className="mt-1">
            <summary className="inline-flex min-h-6 items-center gap-1 text-xs text-soft before:content-['▸'] hover:text-ink in-[[open]]:before:content-['▾']">
              {t('examples', { shown: examples.length, count })}
            </summary>
            <ul className="mt-1 grid gap-0.5 border-l border-rule pl-3 text-xs">
              {examples.map(({ v1Id, what }, index) => (
                <li key={index} className="break-words">
                  {v1Id !== null && <span className="font-mono text-soft">{t('v1Id', { id: String(v1Id) })} </span>}
                  {what}
                </li>
              ))}
            </ul>
          </details>
        )}
        {examples.length === 0 && (
          <p className="text-xs text-soft">
            {t('found')} <Stat stat={count} kind="count" />
          </p>
        )}
      </div>
    </li>
  )
}
