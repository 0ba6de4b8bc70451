import type { MigrationRecord, MigrationStatusWire } from '@mon-ps/contract/migration'
import type { MigrationRollbackReport } from '@mon-ps/contract/migration-report'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { downloadJson } from '../../../lib/download.ts'
import { Button, ToolButton } from '../../../ui/buttons.tsx'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Badge, Section } from '../../../ui/page.tsx'
import type { LastEnd } from '../use-migration.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { Fold } from './fold.tsx'
import { Hash } from './hash.tsx'

const KEEPS = ['undoKeepsV1', 'undoKeepsLater', 'undoKeepsBackup'] as const

export interface UndoSectionProps {
  status: MigrationStatusWire
  isBusy: boolean
  /** Why undoing was refused just now; with a digest where somebody may agree to lose what was written since. */
  refused: LastEnd['error']
  onUndo: (discard?: string) => void
}

/** Taking the move back: what goes, what stays, and when it is refused. */
export function UndoSection({ status, isBusy, refused, onUndo }: UndoSectionProps) {
  const t = useTranslations('migration')
  const [asks, setAsks] = useState(false)
  const planSha256 = status.planSha256
  if (planSha256 === null) return null
  const discard = refused?.discard
  return (
    <Section title={t('undoTitle')}>
      <p className="max-w-prose">{t('undoText')}</p>
      <UndoKeeps />
      {discard !== undefined && <p className="mb-4 max-w-prose text-sm">{t('undoRefused')}</p>}
      <Button isDisabled={isBusy} onPress={() => setAsks(true)}>
        {discard === undefined ? t('undo') : t('undoLosing')}
      </Button>
      {asks && (
        <ConfirmDialog
          title={discard === undefined ? t('undoAsk') : t('undoLosingAsk')}
          planSha256={planSha256}
          confirm={discard === undefined ? t('undoConfirm', { start: planSha256.slice(0, 8) }) : t('undoLosingConfirm')}
          onConfirm={() => onUndo(discard)}
          onClose={() => setAsks(false)}
        >
          {refused && discard !== undefined ? (
            <Losing message={refused.message} discard={discard} />
          ) : (
            <>
              <p>{t('undoText')}</p>
              <UndoKeeps />
            </>
          )}
        </ConfirmDialog>
      )}
    </Section>
  )
}

/** What would be lost, in the words of the refusal, and the digest that agrees to lose exactly that. */
function Losing({ message, discard }: { message: string; discard: string }) {
  const t = useTranslations('migration')
  return (
    <>
      <p className="wrap-anywhere">{message}</p>
      <p>
        <span className="eyebrow mr-2">{t('undoLosingDigest')}</span>
        <Hash sha256={discard} />
      </p>
    </>
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

type Digest = MigrationRollbackReport['digests'][number]

const isEqual = ({ before, after }: Digest): boolean => before === after

/** What the rollback brought back, each part by its digest, and what stayed. */
export function UndoneSection({ record, report: { digests, kept } }: { record: MigrationRecord; report: MigrationRollbackReport }) {
  const t = useTranslations('migration')
  const download = () => downloadJson(`mon-ps-undo-${record.plan.planSha256.slice(0, 12)}.json`, record)
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
    <Section title={t('undoneTitle')} aside={<ToolButton onPress={download}>{t('downloadReport')}</ToolButton>}>
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
