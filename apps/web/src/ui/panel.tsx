import { type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from './error-notice.tsx'

/** What a panel needs of a query: TanStack Query's result has it. */
export interface PanelQuery<Data> {
  data: Data | undefined
  error: unknown
  isPending: boolean
  isPlaceholderData?: boolean
  refetch: () => unknown
}

export interface PanelProps<Data> {
  query: PanelQuery<Data>
  /** What is being fetched, said when it takes long: `the leader board`. */
  what: string
  /** Height the content will have, so that nothing jumps when it comes. */
  height: string
  /** What to show instead when the data hold nothing: the cause and one action. */
  empty?: (data: Data) => ReactNode | null
  children: (data: Data) => ReactNode
}

const SLOW_AFTER_MS = 2000

/** Loading, slow, error, empty, ready: one panel's states, so that one that fails leaves the others alive. */
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
