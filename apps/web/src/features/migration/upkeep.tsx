import type { MigrationDrift, MigrationSync } from '@mon-ps/contract/migration-upkeep'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../lib/trpc.ts'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { Badge, Command, Section } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Stat } from '../../ui/stat.tsx'

/** Whether V3 follows what the legacy goes on writing, and whether the schema is the declared one. Commands change either. */
export function Upkeep() {
  const t = useTranslations('migration')
  const trpc = useTRPC()
  const drift = useQuery(trpc.migration.drift.queryOptions())
  // After the other one: both ask much of the database, and answers of one request come together.
  const sync = useQuery(trpc.migration.syncStatus.queryOptions(undefined, { enabled: !drift.isPending }))
  return (
    <Section title={t('upkeepTitle')}>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <div className="min-w-0">
          <h3 className="mb-2 font-semibold">{t('syncTitle')}</h3>
          <Panel query={sync} what={t('whatSync')} height="min-h-40">
            {(found) => <Sync sync={found} />}
          </Panel>
        </div>
        <div className="min-w-0">
          <h3 className="mb-2 font-semibold">{t('driftTitle')}</h3>
          <Panel query={drift} what={t('whatDrift')} height="min-h-40">
            {(found) => <Drift drift={found} />}
          </Panel>
        </div>
      </div>
    </Section>
  )
}

function Sync({ sync: { phase, possible, tables, failures } }: { sync: MigrationSync }) {
  const t = useTranslations('migration')
  if (!possible) return <p className="text-sm text-soft">{t('syncImpossible')}</p>
  const columns: DataColumn<MigrationSync['tables'][number]>[] = [
    { id: 'table', header: t('table'), cell: ({ table }) => <span className="font-mono text-xs">{table}</span> },
    { id: 'v1', header: t('inV1'), align: 'right', cell: ({ v1Rows }) => <Stat stat={v1Rows} kind="count" /> },
    { id: 'companion', header: t('companion'), align: 'right', cell: ({ companionRows }) => <Stat stat={companionRows} kind="count" /> },
    { id: 'different', header: t('differences'), align: 'right', cell: ({ different }) => <Stat stat={different} kind="count" /> },
  ]
  return (
    <>
      <p className="mb-2 text-sm">{t(`phase_${phase}`)}</p>
      <DataTable caption={t('syncTitle')} columns={columns} rows={tables} rowKey={({ table }) => table} />
      {failures.total > 0 && (
        <ul className="mt-3 grid gap-1 border-l-2 border-bad pl-3 text-sm" aria-label={t('failures')}>
          {failures.rows.slice(0, 20).map(({ id, table, v1Ids, message, at }) => (
            <li key={id}>
              <span className="font-mono text-xs text-soft">
                {at} {table} {v1Ids.join(', ')}
              </span>{' '}
              {message}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Drift({ drift: { state, objects, differences, unexpected, obsolete } }: { drift: MigrationDrift }) {
  const t = useTranslations('migration')
  const shown = differences.rows.filter((difference) => difference.unexpected).slice(0, 20)
  return (
    <>
      <p className="mb-2 flex flex-wrap items-baseline gap-2 text-sm">
        <Badge tone={unexpected > 0 ? 'bad' : 'good'}>{unexpected > 0 ? t('driftFound', { count: unexpected }) : t('driftNone')}</Badge>
        {t(state === 'created' ? 'driftObjects' : 'driftNothing', { objects, accepted: differences.total - unexpected })}
      </p>
      {obsolete.length > 0 && <p className="text-sm text-warn">{t('driftObsolete', { count: obsolete.length })}</p>}
      <ul className="grid gap-1.5 text-sm">
        {shown.map(({ id, object, expected, found }) => (
          <li key={id} className="break-words">
            <span className="font-mono text-xs">{object}</span>{' '}
            <span className="text-soft">{t('driftDifference', { expected: expected ?? t('nothing'), found: found ?? t('nothing') })}</span>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-soft">{t('driftNext')}</p>
      <Command>npm run -s mon-ps -- migrate drift</Command>
    </>
  )
}
