import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'

export interface PagerProps {
  page: { nextCursor: string | null; hasMore: boolean }
  /** Of the page shown; absent on the first. */
  cursor: string | undefined
  onCursor: (cursor: string | undefined) => void
}

/** From page to page by the server's cursor, which lives in the address: the browser's Back is the page before. */
export function Pager({ page, cursor, onCursor }: PagerProps) {
  const t = useTranslations('table')
  const next = page.hasMore ? page.nextCursor : null
  if (next === null && cursor === undefined) return null
  return (
    <nav aria-label={t('pages')} className="no-print mt-4 flex gap-2">
      {cursor !== undefined && <Button onPress={() => onCursor(undefined)}>{t('first')}</Button>}
      {next !== null && <Button onPress={() => onCursor(next)}>{t('next')}</Button>}
    </nav>
  )
}
