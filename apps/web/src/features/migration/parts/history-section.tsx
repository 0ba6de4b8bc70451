import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import { useTranslations } from 'use-intl'
import { useDateText } from '../../../ui/written.ts'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Section } from '../../../ui/page.tsx'

type Entry = MigrationStatusWire['history'][number]

/** Every move that was begun here, the newest first. */
export function HistorySection({ history }: { history: readonly Entry[] }) {
  const t = useTranslations('migration')
  const { moment } = useDateText()
  const at = (iso: string | null) => (iso === null ? t('notFinished') : moment(iso))
  const columns: DataColumn<Entry>[] = [
    { id: 'state', header: t('is'), cell: ({ state }) => t(`state_${state}`) },
    { id: 'plan', header: t('planHash'), cell: ({ planSha256 }) => <span className="font-mono text-xs">{planSha256.slice(0, 12)}</span> },
    { id: 'started', header: t('started'), cell: ({ startedAt }) => at(startedAt) },
    { id: 'finished', header: t('finished'), wideOnly: true, cell: ({ finishedAt }) => at(finishedAt) },
  ]
  return (
    <Section title={t('historyTitle')}>
      <DataTable caption={t('historyTitle')} columns={columns} rows={history} rowKey={({ migrationId }) => String(migrationId)} />
    </Section>
  )
}
