import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/buttons.tsx'
import { Command } from '../../../ui/page.tsx'

const KINDS = [
  { key: 'server', command: 'LEGACY_DATABASE_URL=postgres://reader@localhost:5432/monps npm start' },
  { key: 'folder', command: 'LEGACY_DATABASE_URL=./old-data npm start' },
  { key: 'dump', command: 'LEGACY_DATABASE_URL=./legacy.sql npm start' },
] as const

/** Where no V1 was found: how to name one. */
export function NoV1({ reason, onRetry }: { reason: string; onRetry: () => void }) {
  const t = useTranslations('migration')
  return (
    <div className="rounded border border-rule bg-panel p-5 sm:p-6">
      <h2 className="text-lg font-bold">{t('noV1Title')}</h2>
      <p className="mt-1 max-w-prose text-sm text-soft">{reason}</p>
      <p className="mt-4 max-w-prose">{t('noV1Text')}</p>
      <ol className="mt-4 grid gap-4">
        {KINDS.map(({ key, command }) => (
          <li key={key} className="min-w-0">
            <h3 className="text-sm font-semibold">{t(`noV1_${key}`)}</h3>
            <p className="text-sm text-soft">{t(`noV1Text_${key}`)}</p>
            <Command>{command}</Command>
          </li>
        ))}
      </ol>
      <p className="mt-5 max-w-prose text-sm">{t('noV1Check')}</p>
      <Command>npm run -s mon-ps -- migrate inspect</Command>
      <div className="mt-5">
        <Button onPress={onRetry}>{t('lookAgain')}</Button>
      </div>
    </div>
  )
}
