import type { MigrationCheck, MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import { useTranslations } from 'use-intl'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Badge } from '../../../ui/page.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { Fold } from './fold.tsx'

type Count = MigrationVerifyReport['counts'][number]
type Fill = MigrationVerifyReport['fill'][number]

/** Every proof with what it compared; a difference names its column and row. */
export function VerifyReport({ report: { checks, counts, fill } }: { report: MigrationVerifyReport }) {
  const t = useTranslations('migration')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Counts counts={counts} />
      <ul className="divide-y divide-rule border-y border-rule" aria-label={t('proofs')}>
        {checks.map((check) => (
          <Check key={check.id} check={check} />
        ))}
      </ul>
      {fill.length > 0 && (
        <Fold title={t('fillTitle')} aside={t('items', { count: fill.length })}>
          <p className="mb-2 max-w-prose text-sm text-soft">{t('fillText')}</p>
          <FillTable fill={fill} />
        </Fold>
      )}
    </div>
  )
}

function Check({ check: { id, name, passed, compared, differences } }: { check: MigrationCheck }) {
  const t = useTranslations('migration')
  return (
    <li className="grid gap-x-4 gap-y-0.5 py-2 text-sm sm:grid-cols-[7rem_minmax(0,1fr)_auto]">
      <span className="flex items-baseline gap-2">
        {passed ? <Badge tone="good">{t('proven')}</Badge> : <Badge tone="bad">{t('notProven')}</Badge>}
        <span className="font-mono text-xs text-soft">{id}</span>
      </span>
      <span className="min-w-0">
        {name}
        {differences.length > 0 && (
          <ul className="mt-1 grid gap-0.5 border-l-2 border-bad pl-3 text-xs text-bad">
            {differences.map((difference) => (
              <li key={difference} className="break-words">
                {difference}
              </li>
            ))}
          </ul>
        )}
      </span>
      <span className="text-xs text-soft">
        <Stat stat={compared} kind="count" /> {t('comparedCount')}
      </span>
    </li>
  )
}

function Counts({ counts }: { counts: readonly Count[] }) {
  const t = useTranslations('migration')
  const columns: DataColumn<Count>[] = [
    { id: 'table', header: t('table'), cell: ({ table }) => <span className="font-mono text-xs">{table}</span> },
    { id: 'v1', header: t('inV1'), align: 'right', cell: ({ v1 }) => <Stat stat={v1} kind="count" /> },
    { id: 'v3', header: t('inV3'), align: 'right', cell: ({ v3 }) => <Stat stat={v3} kind="count" /> },
    { id: 'out', header: t('quarantined'), align: 'right', cell: ({ quarantined }) => <Stat stat={quarantined} kind="count" /> },
  ]
  return <DataTable caption={t('countsTitle')} columns={columns} rows={counts} rowKey={({ table }) => table} />
}

function FillTable({ fill }: { fill: readonly Fill[] }) {
  const t = useTranslations('migration')
  const columns: DataColumn<Fill>[] = [
    {
      id: 'column',
      header: t('v3Column'),
      cell: ({ table, column }) => (
        <span className="font-mono text-xs break-all">
          <span className="text-soft">{table}.</span>
          {column}
        </span>
      ),
    },
    { id: 'filled', header: t('filled'), align: 'right', cell: ({ filled }) => <Stat stat={filled} kind="count" /> },
    { id: 'rows', header: t('rows'), align: 'right', cell: ({ rows }) => <Stat stat={rows} kind="count" /> },
    {
      id: 'rule',
      header: t('rule'),
      cell: ({ rule, filled }) =>
        rule === null ? filled > 0 && <Badge tone="bad">{t('noRule')}</Badge> : <code className="font-mono text-xs">{rule}</code>,
    },
  ]
  return <DataTable caption={t('fillTitle')} columns={columns} rows={fill} rowKey={({ table, column }) => `${table} ${column}`} />
}
