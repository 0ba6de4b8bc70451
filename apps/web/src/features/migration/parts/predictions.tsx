import type { MigrationPrediction } from '@mon-ps/contract/migration-plan'
import { useTranslations } from 'use-intl'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Badge } from '../../../ui/page.tsx'
import { Fold } from './fold.tsx'

/** Figures of V1 and what they will be in V3. Rows and sums stand in sight, and whatever changes; the rest is folded away. */
export function Predictions({ predictions }: { predictions: readonly MigrationPrediction[] }) {
  const t = useTranslations('migration')
  const isQuiet = ({ measure, v1, v3 }: MigrationPrediction) => v1 === v3 && !/^(rows|sum)\b/.test(measure)
  const quiet = predictions.filter(isQuiet)
  return (
    <>
      <PredictionTable caption={t('predictionsTitle')} rows={predictions.filter((one) => !isQuiet(one))} />
      {quiet.length > 0 && (
        <div className="mt-3">
          <Fold title={t('sameFigures', { count: quiet.length })}>
            <PredictionTable caption={t('sameFigures', { count: quiet.length })} rows={quiet} />
          </Fold>
        </div>
      )}
    </>
  )
}

function PredictionTable({ caption, rows }: { caption: string; rows: readonly MigrationPrediction[] }) {
  const t = useTranslations('migration')
  const columns: DataColumn<MigrationPrediction>[] = [
    {
      id: 'measure',
      header: t('measure'),
      cell: ({ measure, table }) => (
        <>
          {measure}
          <span className="block font-mono text-2xs break-all text-soft">{table}</span>
        </>
      ),
    },
    { id: 'v1', header: t('inV1'), align: 'right', cell: ({ v1 }) => <Figure text={v1} /> },
    { id: 'v3', header: t('inV3'), align: 'right', cell: ({ v3 }) => <Figure text={v3} /> },
    {
      id: 'same',
      header: t('compared'),
      cell: ({ v1, v3 }) => (v1 === v3 ? <Badge tone="good">{t('equal')}</Badge> : <Badge tone="warn">{t('different')}</Badge>),
    },
  ]
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ table, measure }) => `${table} ${measure}`} />
}

/** Exact text, as the database adds it up: never through a number of ours. */
function Figure({ text }: { text: string }) {
  return <span className="font-mono text-xs whitespace-nowrap">{text}</span>
}
