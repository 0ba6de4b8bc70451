import type { MigrationDecision, MigrationFinding, MigrationPlanWire, MigrationPrediction } from '@mon-ps/contract/migration-plan'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { Badge, type BadgeTone, Command, Section } from '../../ui/page.tsx'
import { Stat } from '../../ui/stat.tsx'

type SourceTable = MigrationPlanWire['source'][number]

/** What stands in V1, and all that decides what the move will do with it, or did. */
export function Plan({ plan, wasApplied }: { plan: MigrationPlanWire; wasApplied: boolean }) {
  const t = useTranslations('migration')
  return (
    <>
      <Section title={t(wasApplied ? 'movedTablesTitle' : 'sourceTitle')} aside={wasApplied ? undefined : t('readOnly')}>
        <SourceTables tables={plan.source} caption={t(wasApplied ? 'movedTablesTitle' : 'sourceTitle')} />
      </Section>
      <Section title={t('planTitle')}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
          <div>
            <p className="eyebrow">
              {t('planHash')} {!wasApplied && <Badge tone={plan.ready ? 'good' : 'bad'}>{t(plan.ready ? 'ready' : 'notReady')}</Badge>}
            </p>
            <p className="mt-0.5">
              <code className="font-mono text-xs break-all text-ink">{plan.planSha256}</code>
            </p>
            <p className="mt-1 max-w-prose text-sm text-soft">{t('planHashText', { timeZone: plan.timeZone })}</p>
          </div>
          <Part title={t('findingsTitle', { count: plan.findings.length })}>
            <Findings findings={plan.findings} />
          </Part>
          <Part title={t('decisionsTitle')}>
            <Decisions decisions={plan.decisions} />
          </Part>
          <Part title={t('predictionsTitle')}>
            <Predictions predictions={plan.predictions} />
          </Part>
          {!wasApplied && (
            <div>
              <p className="text-sm text-soft">{t('wholePlan')}</p>
              <Command>npm run -s mon-ps -- migrate plan --json</Command>
            </div>
          )}
        </div>
      </Section>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-2 font-semibold">{title}</h3>
      {children}
    </div>
  )
}

function SourceTables({ tables, caption }: { tables: readonly SourceTable[]; caption: string }) {
  const t = useTranslations('migration')
  const columns: DataColumn<SourceTable>[] = [
    { id: 'table', header: t('table'), cell: ({ table }) => <span className="font-mono text-xs">{table}</span> },
    { id: 'kind', header: t('kind'), cell: ({ present, kind }) => (present ? t(`kind_${kind ?? 'other'}`) : t('absent')) },
    { id: 'rows', header: t('rows'), align: 'right', cell: ({ present, rows }) => present && <Stat stat={rows} kind="count" /> },
    {
      id: 'columns',
      header: t('columns'),
      align: 'right',
      cell: ({ present, columns: all }) => present && <Stat stat={all.length} kind="count" />,
    },
    {
      id: 'digest',
      header: t('digest'),
      hint: t('digestHint'),
      wideOnly: true,
      cell: ({ digest }) => <span className="font-mono text-xs">{digest?.slice(0, 12)}</span>,
    },
  ]
  return <DataTable caption={caption} columns={columns} rows={tables} rowKey={({ table }) => table} />
}

const SEVERITIES = ['blocking', 'decision', 'warning', 'info'] as const
const TONES: Record<MigrationFinding['severity'], BadgeTone> = { blocking: 'bad', decision: 'warn', warning: 'warn', info: 'quiet' }

/** What preflight found, the gravest first, each with what is to be done or what the plan does about it. */
function Findings({ findings }: { findings: readonly MigrationFinding[] }) {
  const t = useTranslations('migration')
  if (findings.length === 0) return <p className="text-sm text-soft">{t('noFindings')}</p>
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {findings
        .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
        .map(({ id, check, table, severity, message, remedy }) => (
          <li key={id} className="grid gap-x-4 gap-y-0.5 py-2 text-sm sm:grid-cols-[11rem_minmax(0,1fr)]">
            <span className="flex flex-wrap items-baseline gap-x-2">
              <Badge tone={TONES[severity]}>{t(`severity_${severity}`)}</Badge>
              <span className="font-mono text-2xs text-soft">
                {check} · {table}
              </span>
            </span>
            <span className="min-w-0 wrap-anywhere">
              {message}
              {remedy !== null && <span className="block text-soft">{t(severity === 'blocking' ? 'toDo' : 'remedy', { remedy })}</span>}
            </span>
          </li>
        ))}
    </ul>
  )
}

const DECISIONS_SHOWN = 20

/** Each question with what is taken; only a command decides. */
function Decisions({ decisions: { total, rows } }: { decisions: MigrationPlanWire['decisions'] }) {
  const t = useTranslations('migration')
  if (total === 0) return <p className="text-sm text-soft">{t('noDecisions')}</p>
  return (
    <>
      <ul className="divide-y divide-rule border-y border-rule">
        {rows.slice(0, DECISIONS_SHOWN).map((decision) => (
          <Decision key={decision.id} decision={decision} />
        ))}
      </ul>
      {total > DECISIONS_SHOWN && <p className="mt-2 text-sm text-soft">{t('moreDecisions', { count: total - DECISIONS_SHOWN })}</p>}
    </>
  )
}

function Decision({ decision: { id, question, options, proposed, chosen } }: { decision: MigrationDecision }) {
  const t = useTranslations('migration')
  const taken = chosen ?? proposed
  return (
    <li className="py-2 text-sm">
      <p>
        {question}{' '}
        {taken === null ? (
          <Badge tone="bad">{t('open')}</Badge>
        ) : (
          <Badge tone={chosen === null ? 'quiet' : 'good'}>{t(chosen === null ? 'asProposed' : 'chosen', { option: taken })}</Badge>
        )}
      </p>
      <p className="font-mono text-2xs break-all text-soft">{id}</p>
      {taken === null && (
        <ul className="mt-1 grid gap-0.5 border-l border-rule pl-3 text-xs">
          {options.map((option) => (
            <li key={option.id}>
              <code className="font-mono">{option.id}</code> <span className="text-soft">{option.meaning}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** Figures of V1 and what they will be in V3: rows, sums, and whatever changes. */
function Predictions({ predictions }: { predictions: readonly MigrationPrediction[] }) {
  const t = useTranslations('migration')
  const shown = predictions.filter(({ measure, v1, v3 }) => v1 !== v3 || /^(rows|sum)\b/.test(measure))
  // Exact text, as the database adds it up: never through a number of ours.
  const figure = (text: string) => <span className="font-mono text-xs whitespace-nowrap">{text}</span>
  const columns: DataColumn<MigrationPrediction>[] = [
    {
      id: 'measure',
      header: t('measure'),
      cell: ({ measure, table }) => (
        <>
          {measure}
          <span className="block font-mono text-2xs break-all text-soft">{table}</span>
        </>
      ),
    },
    { id: 'v1', header: t('inV1'), align: 'right', cell: ({ v1 }) => figure(v1) },
    { id: 'v3', header: t('inV3'), align: 'right', cell: ({ v3 }) => figure(v3) },
    {
      id: 'same',
      header: t('compared'),
      cell: ({ v1, v3 }) => <Badge tone={v1 === v3 ? 'good' : 'warn'}>{t(v1 === v3 ? 'equal' : 'different')}</Badge>,
    },
  ]
  return (
    <>
      <DataTable caption={t('predictionsTitle')} columns={columns} rows={shown} rowKey={({ table, measure }) => `${table} ${measure}`} />
      {predictions.length > shown.length && (
        <p className="mt-2 text-sm text-soft">{t('sameFigures', { count: predictions.length - shown.length })}</p>
      )}
    </>
  )
}
