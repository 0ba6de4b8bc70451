import type { MigrationMoveReport, MigrationRollbackReport, MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import { durationText } from '../../print/progress.ts'
import { table } from '../../print/table.ts'
import type { Terminal } from '../../print/terminal.ts'

export function moveText(report: MigrationMoveReport, terminal: Terminal): string {
  const { inserted, replaced, kept } = report.published
  const backups = report.backup.length
  const proven = report.backup.filter(({ restoredAndCompared }) => restoredAndCompared).length
  return [
    ...(report.alreadyApplied ? ['Nothing was to be done: this plan had been applied.'] : []),
    verifyText(report.verify, terminal),
    '',
    `Published: ${inserted} new, ${replaced} replaced, ${kept} kept as they were.`,
    `Backup: ${backups} tables, ${proven} restored and compared.`,
    ...(report.quarantined.total > 0 ? [`In quarantine: ${report.quarantined.total} rows.`] : []),
    ...report.quarantined.rows.slice(0, 20).map(({ table: name, v1Id, reason }) => `  ${name} ${v1Id}: ${reason}`),
    ...report.notes.map(({ message, count }) => `Note: ${message} (${count})`),
    `${report.stages.map(({ stage, elapsedMs }) => `${stage} ${durationText(elapsedMs)}`).join(', ')}; ${durationText(report.elapsedMs)} in all.`,
    `Plan ${report.planSha256}, migration ${report.migrationId}, ${report.state}.`,
  ].join('\n')
}

export function verifyText({ checks, counts }: MigrationVerifyReport, terminal: Terminal): string {
  return [
    table(
      [{ title: 'table' }, { title: 'V1', right: true }, { title: 'V3', right: true }, { title: 'in quarantine', right: true }],
      counts.map(({ table: name, v1, v3, quarantined }) => [name, String(v1), String(v3), String(quarantined)]),
    ),
    '',
    ...checks.flatMap(({ id, name, passed, compared, differences }) => [
      `${passed ? terminal.style('green', '✓') : terminal.style('red', '✗')} ${id}  ${name}  ${compared} compared`,
      ...differences.map((difference) => `    ${difference}`),
    ]),
  ].join('\n')
}

export function rollbackText({ digests, kept, elapsedMs, migrationId }: MigrationRollbackReport): string {
  return [
    table(
      [{ title: 'what' }, { title: 'before the move' }, { title: 'now' }, { title: '' }],
      digests.map(({ what, before, after }) => [what, before.slice(0, 16), after.slice(0, 16), before === after ? 'equal' : 'DIFFERENT']),
    ),
    ...kept.map((reason) => `Kept: ${reason}`),
    `Migration ${migrationId} was taken back in ${durationText(elapsedMs)}.`,
  ].join('\n')
}
