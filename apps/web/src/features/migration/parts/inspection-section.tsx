import type { MigrationInspection } from '@mon-ps/contract/migration-plan'
import { useTranslations } from 'use-intl'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Badge, Section } from '../../../ui/page.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { Findings } from './findings.tsx'

type SourceTable = MigrationInspection['tables'][number]

/** What stands in V1, where, and what preflight found there. */
export function InspectionSection({ inspection }: { inspection: MigrationInspection }) {
  const t = useTranslations('migration')
  const { source, target, sameDatabase, tables, findings, v2Tables, v3Present } = inspection
  const v2Rows = v2Tables.reduce((sum, { rows }) => sum + rows, 0)
  return (
    <Section title={t('inspectionTitle')} aside={t('readOnly')}>
      <dl className="mb-5 grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <Place label={t('source')} address={source} />
        <Place label={t('target')} address={target} />
      </dl>
      <SourceTables tables={tables} />
      <p className="mt-3 max-w-prose text-sm text-soft">
        {sameDatabase ? t('sameDatabase') : t('twoDatabases')} {v3Present ? t('v3Present') : t('v3Absent')}{' '}
        {v2Tables.length > 0 && t('v2Tables', { count: v2Tables.length, rows: v2Rows })}
      </p>
      <h3 className="mt-6 mb-2 font-semibold">{t('findingsTitle', { count: findings.length })}</h3>
      <Findings findings={findings} />
    </Section>
  )
}

function Place({ label, address }: { label: string; address: string }) {
  return (
    <div className="min-w-0">
      <dt className="eyebrow">{label}</dt>
      <dd className="mt-0.5 font-mono text-xs break-all">{address}</dd>
    </div>
  )
}

function SourceTables({ tables }: { tables: readonly SourceTable[] }) {
  const t = useTranslations('migration')
  const columns: DataColumn<SourceTable>[] = [
    { id: 'table', header: t('table'), cell: ({ table }) => <span className="font-mono text-xs">{table}</span> },
    {
      id: 'is',
      header: t('is'),
      cell: ({ present, kind }) => (present && kind !== null ? t(`kind_${kind}`) : <Badge tone="warn">{t('absent')}</Badge>),
    },
    { id: 'rows', header: t('rows'), align: 'right', cell: ({ present, rows }) => present && <Stat stat={rows} kind="count" /> },
    {
      id: 'columns',
      header: t('columns'),
      align: 'right',
      wideOnly: true,
      cell: ({ present, columns: own }) => present && <Stat stat={own.length} kind="count" />,
    },
    {
      id: 'digest',
      header: t('digest'),
      hint: t('digestHint'),
      wideOnly: true,
      cell: ({ digest }) => digest !== null && <span className="font-mono text-xs text-soft">{digest.slice(0, 12)}</span>,
    },
  ]
  return <DataTable caption={t('sourceTables')} columns={columns} rows={tables} rowKey={({ table }) => table} />
}
