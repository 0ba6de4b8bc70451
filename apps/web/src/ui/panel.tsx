import { errorMeaning } from '@mon-ps/messages/en/errors'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { readApiError } from '../lib/trpc.ts'
import { Button } from './buttons.tsx'

/** What a panel needs of a query: TanStack Query's result has it. */
export interface PanelQuery<Data> {
  data: Data | undefined
  error: unknown
  isPending: boolean
  isPlaceholderData?: boolean
  refetch: () => unknown
}

interface PanelProps<Data> {
  query: PanelQuery<Data>
  /** What is being fetched, for the message while it loads: `the leader board`. */
  what: string
  /** Height of the content, so that the page does not jump when it arrives. */
  height: string
  /** What to show instead of empty data: the cause and one action. */
  empty?: (data: Data) => ReactNode | null
  children: (data: Data) => ReactNode
}

const SLOW_AFTER_MS = 2000

/** One panel's states: loading, slow, error, empty, ready. A panel that fails leaves the others working. */
export function Panel<Data>({ query, what, height, empty, children }: PanelProps<Data>) {
  const { data } = query
  if (data !== undefined) {
    return (
      <>
        {query.error != null && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
        <div aria-busy={query.isPlaceholderData === true} className={query.isPlaceholderData ? 'opacity-60' : ''}>
          {empty?.(data) ?? children(data)}
        </div>
      </>
    )
  }
  if (query.error != null) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  return <LoadingPanel what={what} height={height} />
}

function LoadingPanel({ what, height }: { what: string; height: string }) {
  const t = useTranslations('panel')
  const seconds = useSecondsWaited()
  return (
    <div aria-busy="true" className={`${height} overflow-hidden`}>
      <p role="status" className="h-6 text-sm text-soft">
        {seconds * 1000 >= SLOW_AFTER_MS ? t('slow', { what, seconds }) : <span className="sr-only">{t('loading', { what })}</span>}
      </p>
      <div className="grid gap-3" aria-hidden="true">
        <div className="skeleton h-5 w-2/5" />
        <div className="skeleton h-4 w-full" />
        <div className="skeleton h-4 w-11/12" />
        <div className="skeleton h-4 w-4/5" />
        <div className="skeleton h-40 w-full" />
      </div>
    </div>
  )
}

function useSecondsWaited(): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((waited) => waited + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return seconds
}

/** Nothing to show: why, and the one thing to do about it. */
export function Empty({ cause, action }: { cause: ReactNode; action?: ReactNode }) {
  return (
    <div className="rounded border border-dashed border-rule-strong px-6 py-10 text-center">
      <p className="mx-auto max-w-prose text-soft">{cause}</p>
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}

/** What went wrong in the catalogue’s words, the server’s detail below, with the code and the request's id to quote, and a way to try again. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTranslations('panel')
  const { message, code, requestId } = readApiError(error)
  const unreachable = code === 'NO_CONNECTION'
  return (
    <div role="alert">
      <Notice tone="bad" action={onRetry && <Button onPress={onRetry}>{t('retry')}</Button>}>
        <p className="font-medium">{unreachable ? t('noConnection') : (errorMeaning(code) ?? message)}</p>
        {!unreachable && errorMeaning(code) !== null && <p className="mt-0.5">{message}</p>}
        <p className="mt-0.5 font-mono text-xs text-soft">
          {t('code', { code })}
          {requestId !== null && <> · {t('requestId', { id: requestId })}</>}
        </p>
      </Notice>
    </div>
  )
}

const TONES = { quiet: 'border-rule bg-sunken', warn: 'border-warn/40 bg-warn-wash', bad: 'border-bad/40 bg-bad-wash' }

/** A sentence to read with the numbers, with at most one action. */
export function Notice({ tone = 'quiet', action, children }: { tone?: keyof typeof TONES; action?: ReactNode; children: ReactNode }) {
  return (
    <div className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded border px-3 py-2 text-sm ${TONES[tone]}`}>
      <div className="max-w-3xl">{children}</div>
      {action}
    </div>
  )
}

/** The server's warnings about the rows shown: stale, partial, or of mixed origin. */
export function Warnings({ meta }: { meta: { warnings: readonly string[] } }) {
  if (meta.warnings.length === 0) return null
  return (
    <div className="mb-4">
      <Notice tone="warn">
        {meta.warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </Notice>
    </div>
  )
}
