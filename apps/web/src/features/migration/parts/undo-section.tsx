import type { MigrationRollbackReportWire, MigrationStatusWire } from '@mon-ps/api'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Section } from '../../../ui/section.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { Fold } from './fold.tsx'

const KEEPS = ['undoKeepsV1', 'undoKeepsLater', 'undoKeepsBackup'] as const

/** Taking the move back: what goes, what stays, and when it is refused. */
export function UndoSection({ status, isBusy, onUndo }: { status: MigrationStatusWire; isBusy: boolean; onUndo: () => void }) {
  const t = useTranslations('migration')
  const [asks, setAsks] = useState(false)
  const planSha256 = status.planSha256
  if (planSha256 === null) return null
  return (
    <Section title={t('undoTitle')}>
      <p className="max-w-prose">{t('undoText')}</p>
      <UndoKeeps />
      <Button isDisabled={isBusy} onPress={() => setAsks(true)}>
        {t('undo')}
      </Button>
      {asks && (
        <ConfirmDialog
          title={t('undoAsk')}
          planSha256={planSha256}
          confirm={t('undoConfirm', { start: planSha256.slice(0, 8) })}
          onConfirm={onUndo}
          onClose={() => setAsks(false)}
        >
          <p>{t('undoText')}</p>
          <UndoKeeps />
        </ConfirmDialog>
      )}
    </Section>
  )
}

function UndoKeeps() {
  const t = useTranslations('migration')
  return (
    <ul className="mt-2 mb-4 grid max-w-prose list-disc gap-1 pl-5 text-sm text-soft">
      {KEEPS.map((key) => (
        <li key={key}>{t(key)}</li>
      ))}
    </ul>
  )
}

type Digest = MigrationRollbackReportWire['digests'][number]

const isEqual = ({ before, after }: Digest): boolean => before === after

/** What the rollback brought back, each part by its digest, and what stayed. */
export function UndoneSection({ report: { digests, kept } }: { report: MigrationRollbackReportWire }) {
  const t = useTranslations('migration')
  const columns: DataColumn<Digest>[] = [
    { id: 'what', header: t('what'), cell: ({ what }) => <span className="wrap-anywhere">{what}</span> },
    {
      id: 'before',
      header: t('before'),
      wideOnly: true,
      cell: ({ before }) => <span className="font-mono text-xs">{before.slice(0, 16)}</span>,
    },
    {
      id: 'after',
      header: t('after'),
      wideOnly: true,
      cell: ({ after }) => <span className="font-mono text-xs">{after.slice(0, 16)}</span>,
    },
    {
      id: 'same',
      header: t('compared'),
      cell: (digest) => (isEqual(digest) ? <Badge tone="good">{t('equal')}</Badge> : <Badge tone="bad">{t('different')}</Badge>),
    },
  ]
  return (
    <Section title={t('undoneTitle')}>
      <Fold title={t('undoneText', { count: digests.length })} aside={t('undoneEqual', { count: digests.filter(isEqual).length })}>
        <DataTable caption={t('undoneTitle')} columns={columns} rows={digests} rowKey={({ what }) => what} />
      </Fold>
      {kept.length > 0 && (
        <>
          <h3 className="mt-5 mb-1 font-semibold">{t('stayed')}</h3>
          <ul className="grid list-disc gap-1 pl-5 text-sm">
            {kept.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
