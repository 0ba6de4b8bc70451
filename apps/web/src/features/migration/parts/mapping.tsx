import type { MigrationMapping } from '@mon-ps/contract/migration-plan'
import { useTranslations } from 'use-intl'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { useRuleText } from '../rule-text.ts'
import { Fold } from './fold.tsx'

type Column = MigrationMapping['columns'][number]

/** Column by column: where each V3 value comes from, by which rule, and what only the companion keeps. */
export function Mapping({ mapping }: { mapping: readonly MigrationMapping[] }) {
  const t = useTranslations('migration')
  return mapping.map((table) => (
    <Fold
      key={table.v1}
      title={t('mappingOf', { v1: table.v1, v3: table.v3 })}
      aside={t('mappingCount', { columns: table.columns.length, companion: table.companionOnly.length })}
    >
      <MappingTable mapping={table} />
      {table.companionOnly.length > 0 && (
        <>
          <h4 className="mt-4 text-sm font-semibold">{t('companionOnly')}</h4>
          <ul className="mt-1 text-sm">
            {table.companionOnly.map(({ column, reason }) => (
              <li key={column}>
                <code className="font-mono text-xs">{column}</code> <span className="text-soft">{reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Fold>
  ))
}

function MappingTable({ mapping: { v1, v3, columns: rows } }: { mapping: MigrationMapping }) {
  const t = useTranslations('migration')
  const ruleText = useRuleText()
  const columns: DataColumn<Column>[] = [
    { id: 'target', header: t('v3Column'), cell: ({ target }) => <code className="font-mono text-xs break-all">{target}</code> },
    {
      id: 'sources',
      header: t('from'),
      cell: ({ sources }) =>
        sources.length === 0 ? (
          <span className="text-soft">{t('nothing')}</span>
        ) : (
          sources.map((source) => (
            <code key={source} className="block font-mono text-xs break-all">
              {source}
            </code>
          ))
        ),
    },
    {
      id: 'rule',
      header: t('rule'),
      cell: ({ rule, note }) => (
        <>
          <span className="text-sm">{ruleText(rule)}</span> <code className="font-mono text-2xs text-soft">{rule}</code>
          {note !== null && <span className="block text-xs text-soft">{note}</span>}
        </>
      ),
    },
  ]
  return <DataTable caption={t('mappingOf', { v1, v3 })} columns={columns} rows={rows} rowKey={({ target }) => target} />
}
