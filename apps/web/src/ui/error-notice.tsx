import { useTranslations } from 'use-intl'
import { readApiError } from '../lib/api-error.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** What went wrong in one sentence, with the code and the request's id to quote, and a way to try again. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTranslations('panel')
  const { message, code, requestId } = readApiError(error)
  const unreachable = code === 'NO_CONNECTION'
  return (
    <div role="alert">
      <Notice tone="bad" action={onRetry && <Button onPress={onRetry}>{t('retry')}</Button>}>
        <p className="font-medium">{unreachable ? t('noConnection') : message}</p>
        <p className="mt-0.5 font-mono text-xs text-soft">
          {t('code', { code })}
          {requestId !== null && <> · {t('requestId', { id: requestId })}</>}
        </p>
      </Notice>
    </div>
  )
}
