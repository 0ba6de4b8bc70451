import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { readChoice } from '../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../lib/trpc.ts'
import { useJob, type WatchedJob } from '../lib/use-job.ts'
import { Button } from './buttons.tsx'
import { JobProgress } from './job-progress.tsx'
import { ErrorNotice, Notice } from './panel.tsx'

type CalculationJob = NonNullable<ApiOutputs['calculation']['latest']['job']>

interface Calculation extends WatchedJob<CalculationJob> {
  isActive: boolean
  /** Why it could not be started. */
  error: unknown
  /** Starts one for the leagues named, or for all. */
  start: (leagues?: string[]) => void
  cancel: () => void
}

const CalculationContext = createContext<Calculation | null>(null)

export function useCalculation(): Calculation {
  const calculation = use(CalculationContext)
  if (!calculation) throw new Error('useCalculation needs a CalculationProvider around it')
  return calculation
}

/** The command line or the server may start a calculation too. */
const POLL_MS = 2000

/** Watches the one calculation from wherever the reader is; when it ends, every number on the page is fetched again. */
export function CalculationProvider({ children }: { children: ReactNode }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const latest = useQuery(trpc.calculation.latest.queryOptions(undefined, { refetchInterval: POLL_MS }))
  const { job, activeId, isReconnecting, follow } = useJob<CalculationJob>({
    known: latest.data?.job,
    subscribe: (jobId, handlers) => trpc.calculation.progress.subscriptionOptions(jobId === null ? skipToken : { jobId }, handlers),
    onEnd: useCallback(() => void queryClient.invalidateQueries(), [queryClient]),
  })
  const start = useMutation(trpc.calculation.start.mutationOptions({ onSuccess: ({ jobId }) => follow(jobId) }))
  const cancel = useMutation(trpc.calculation.cancel.mutationOptions())
  const value = useMemo<Calculation>(
    () => ({
      job,
      activeId,
      isActive: activeId !== null,
      isReconnecting,
      follow,
      error: start.error,
      start: (leagues) => start.mutate(leagues ? { leagues } : {}),
      cancel: () => activeId !== null && cancel.mutate({ jobId: activeId }),
    }),
    [job, activeId, isReconnecting, follow, start.error, start.mutate, cancel.mutate],
  )
  return <CalculationContext value={value}>{children}</CalculationContext>
}

const PHASES = ['load', 'fit', 'dna', 'friction', 'strategies', 'save', 'publish'] as const

/** The calculation in progress, or how the last one ended. Nothing when there never was one. */
export function CalculationPanel() {
  const { job, isActive, isReconnecting, error, start, cancel } = useCalculation()
  const t = useTranslations('calculation')
  if (error) return <ErrorNotice error={error} onRetry={() => start()} />
  if (!isActive) return job && <Outcome job={job} onAgain={() => start()} />
  const phaseName = (phase: string) => {
    const known = readChoice(phase, PHASES)
    return known ? t(`phase_${known}`) : phase
  }
  return (
    <JobProgress
      title={t('running')}
      phases={job?.phases ?? []}
      phaseName={phaseName}
      elapsedMs={job?.elapsedMs ?? null}
      remainingMs={job?.remainingMs ?? null}
      current={job?.status === 'queued' ? t('queued') : job?.current && t('current', { current: job.current })}
      isReconnecting={isReconnecting}
      onCancel={cancel}
    />
  )
}

function Outcome({ job, onAgain }: { job: CalculationJob; onAgain: () => void }) {
  const t = useTranslations('calculation')
  const again = <Button onPress={onAgain}>{t('again')}</Button>
  if (job.status === 'failed') {
    return (
      <Notice tone="bad" action={again}>
        <p>{job.error?.message}</p>
        {job.error && <p className="font-mono text-xs text-soft">{job.error.code}</p>}
      </Notice>
    )
  }
  if (job.status === 'interrupted' || job.status === 'cancelled') {
    return (
      <Notice tone="warn" action={again}>
        {t(job.status)}
      </Notice>
    )
  }
  if (!job.result) return null
  const { leagues, teams, pairs, bets, elapsedMs, published, warnings } = job.result
  return (
    <Notice action={again}>
      <p>{t('succeeded', { seconds: (elapsedMs / 1000).toFixed(1), leagues, teams, pairs, bets })}</p>
      <p className="text-xs text-soft">{t('published', published)}</p>
      {warnings.map((warning) => (
        <p key={warning} className="mt-1 text-xs text-warn">
          {warning}
        </p>
      ))}
    </Notice>
  )
}

const QUARTER = 25

/** A running calculation, seen from every page; announced at each quarter, and in the tab's title. */
export function CalculationTray() {
  const t = useTranslations('calculation')
  const { job, isActive } = useCalculation()
  const percent = isActive && job ? Math.floor(getShareDone(job) * 100) : null
  useTitlePrefix(percent)
  return (
    <div role="status" className="contents">
      {percent !== null && (
        <Link to="/" className="rounded-full border border-rule bg-panel px-3 py-1 text-xs text-ink no-underline hover:bg-sunken">
          <span aria-hidden="true">{t('tray', { percent })}</span>
          <span className="sr-only">{t('announce', { percent: Math.floor(percent / QUARTER) * QUARTER })}</span>
        </Link>
      )}
    </div>
  )
}

/** Share of the work done, 0–1. Each phase counts the same, since their items do not compare. */
export function getShareDone({ status, phases }: Pick<CalculationJob, 'status' | 'phases'>): number {
  if (status === 'succeeded') return 1
  if (phases.length === 0) return 0
  return phases.reduce((sum, { done, total }) => sum + (total > 0 ? done / total : 0), 0) / phases.length
}

const TITLE_PREFIX = /^\d+% · /

/** Writes `61% · ` before the page's own title while a calculation runs. */
function useTitlePrefix(percent: number | null): void {
  useEffect(() => {
    const own = document.title.replace(TITLE_PREFIX, '')
    document.title = percent === null ? own : `${percent}% · ${own}`
  }, [percent])
}
