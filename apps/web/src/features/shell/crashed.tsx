import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'

/** What stands in for a page that failed to draw. */
export function Crashed({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useTranslations('shell')
  return (
    <>
      <PageHeader title={t('crashed')} />
      <ErrorNotice error={error} onRetry={reset} />
    </>
  )
}
