import type { MigrationFinding, MigrationSourceTable } from '@mon-ps/contract/migration-plan'
import type { Style, Terminal } from '../../print/terminal.ts'
import { table } from '../../print/table.ts'

const EXAMPLES_SHOWN = 3
/** What stops the move comes first. */
const SEVERITIES = ['blocking', 'decision', 'warning', 'info'] as const
const STYLES: Readonly<Record<(typeof SEVERITIES)[number], Style>> = { blocking: 'red', decision: 'yellow', warning: 'yellow', info: 'dim' }

export function blocks(findings: readonly MigrationFinding[]): boolean {
  return findings.some(({ severity, count }) => severity === 'blocking' && count > 0)
}

/** Findings with a few examples each, those that stop the move first. */
export function findingsText(findings: readonly MigrationFinding[], terminal: Terminal): string {
  if (findings.length === 0) return 'Preflight found nothing remarkable.'
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity))
    .flatMap((finding) => [
      `${terminal.style(STYLES[finding.severity], finding.severity.padEnd(8))}  ${finding.check}  ${finding.table}: ${finding.message}`,
      ...finding.examples.slice(0, EXAMPLES_SHOWN).map(({ v1Id, what }) => `            ${v1Id === null ? '' : `id ${v1Id}: `}${what}`),
      ...(finding.count > EXAMPLES_SHOWN ? [`            ${finding.count} in all  (${finding.id})`] : []),
      ...(finding.remedy === null ? [] : [`            → ${finding.remedy}`]),
    ])
    .join('\n')
}

export function sourceTablesText(tables: readonly MigrationSourceTable[]): string {
  const columns = [
    { title: 'table' },
    { title: 'is' },
    { title: 'rows', right: true },
    { title: 'columns', right: true },
    { title: 'digest' },
  ]
  return table(
    columns,
    tables.map(({ table: name, present, kind, rows, columns: own, digest }) =>
      present ? [name, kind ?? '', String(rows), String(own.length), digest?.slice(0, 12) ?? ''] : [name, 'not there', '', '', ''],
    ),
  )
}
