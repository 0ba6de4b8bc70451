import type { MigrationMoveReport } from '@mon-ps/contract/migration-report'
import { useTranslations } from 'use-intl'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Badge } from '../../../ui/page.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { Fold } from './fold.tsx'

type Backup = MigrationMoveReport['backup'][number]
type Stage = MigrationMoveReport['stages'][number]
type Note = MigrationMoveReport['notes'][number]

/** What is worth knowing besides: remarks, the backup table by table, the time of each stage. */
export function MoveDetails({ report: { backup, stages, notes } }: { report: MigrationMoveReport }) {
  const t = useTranslations('migration')
  return (
    <>
      {notes.length > 0 && (
        <Fold title={t('notesTitle')} aside={t('items', { count: notes.length })}>
          <ul className="grid gap-3 text-sm">
            {notes.map((note) => (
              <NoteItem key={note.id} note={note} />
            ))}
          </ul>
        </Fold>
      )}
      {backup.length > 0 && (
        <Fold title={t('backupTitle')} aside={t('items', { count: backup.length })}>
          <BackupTable backup={backup} />
        </Fold>
      )}
      <Fold title={t('stagesTitle')} aside={t('items', { count: stages.length })}>
        <StageTable stages={stages} />
      </Fold>
    </>
  )
}

function NoteItem({ note: { message, count, examples } }: { note: Note }) {
  return (
    <li>
      <p>
        {message} <span className="text-soft">(</span>
        <Stat stat={count} kind="count" />
        <span className="text-soft">)</span>
      </p>
      {examples.length > 0 && (
        <ul className="mt-0.5 border-l border-rule pl-3 text-xs text-soft">
          {examples.map((example) => (
            <li key={example} className="break-words">
              {example}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function BackupTable({ backup }: { backup: readonly Backup[] }) {
  const t = useTranslations('migration')
  const columns: DataColumn<Backup>[] = [
    { id: 'table', header: t('table'), cell: ({ table }) => <span className="font-mono text-xs break-all">{table}</span> },
    {
      id: 'backup',
      header: t('savedAs'),
      wideOnly: true,
      cell: (row) => <span className="font-mono text-xs break-all">{row.backup}</span>,
    },
    { id: 'rows', header: t('rows'), align: 'right', cell: ({ rows }) => <Stat stat={rows} kind="count" /> },
    {
      id: 'proven',
      header: t('restoredAndCompared'),
      cell: ({ restoredAndCompared }) =>
        restoredAndCompared ? <Badge tone="good">{t('equal')}</Badge> : <Badge tone="bad">{t('notProven')}</Badge>,
    },
  ]
  return <DataTable caption={t('backupTitle')} columns={columns} rows={backup} rowKey={({ table }) => table} />
}

function StageTable({ stages }: { stages: readonly Stage[] }) {
  const t = useTranslations('migration')
  const numbered = stages.map((stage, index) => ({ ...stage, index }))
  const columns: DataColumn<Stage & { index: number }>[] = [
    { id: 'stage', header: t('stage'), cell: ({ stage }) => (stage === 'done' ? t('stage_end') : t(`stage_${stage}`)) },
    { id: 'rows', header: t('rows'), align: 'right', cell: ({ rows }) => <Stat stat={rows} kind="count" /> },
    { id: 'took', header: t('took'), align: 'right', cell: ({ elapsedMs }) => t('milliseconds', { ms: Math.round(elapsedMs) }) },
  ]
  return <DataTable caption={t('stagesTitle')} columns={columns} rows={numbered} rowKey={({ index }) => String(index)} />
}
