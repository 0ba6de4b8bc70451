import { useTranslations } from 'use-intl'

export interface QuarantineListProps {
  rows: readonly { readonly table: string; readonly v1Id: number; readonly reason: string }[]
  total: number
}

/** Rows that V3 does not take, each with its reason; the companion keeps them as they are. */
export function QuarantineList({ rows, total }: QuarantineListProps) {
  const t = useTranslations('migration')
  return (
    <>
      <p className="mb-2 max-w-prose text-sm text-soft">{t('quarantineText')}</p>
      <ul className="max-h-96 divide-y divide-rule overflow-auto border-y border-rule text-sm" tabIndex={0} aria-label={t('quarantined')}>
        {rows.map(({ table, v1Id, reason }, index) => (
          <li key={index} className="flex flex-wrap gap-x-3 py-1.5">
            <span className="font-mono text-xs text-soft">
              {table} {v1Id}
            </span>
            <span className="min-w-0 flex-1 basis-72">{reason}</span>
          </li>
        ))}
      </ul>
      {total > rows.length && <p className="mt-1 text-xs text-soft">{t('listCut', { shown: rows.length, total })}</p>}
    </>
  )
}
