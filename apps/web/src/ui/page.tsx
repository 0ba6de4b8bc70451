import { type ReactNode, useEffect, useId } from 'react'
import { ProgressBar } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from './buttons.tsx'

interface PageHeaderProps {
  title: ReactNode
  /** For the browser's tab; the title when that is text. */
  documentTitle?: string
  eyebrow?: ReactNode
  lead?: ReactNode
  actions?: ReactNode
}

/** A page's title, what it answers, and its actions. Sets the document's title. */
export function PageHeader({ title, documentTitle, eyebrow, lead, actions }: PageHeaderProps) {
  const t = useTranslations('shell')
  const name = documentTitle ?? (typeof title === 'string' ? title : '')
  useEffect(() => {
    document.title = name === '' ? t('product') : t('documentTitle', { page: name })
  }, [name, t])
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {eyebrow && <p className="eyebrow mb-1">{eyebrow}</p>}
        <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">{title}</h1>
        {lead && <p className="mt-2 max-w-prose text-soft">{lead}</p>}
      </div>
      {actions && <div className="no-print flex flex-wrap items-end gap-2">{actions}</div>}
    </header>
  )
}

/** A named part of a page, under a rule. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="mt-10 border-t border-ink pt-3 first:mt-0">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="text-lg font-bold">
          {title}
        </h2>
        {aside && <div className="text-sm text-soft">{aside}</div>}
      </div>
      {children}
    </section>
  )
}

export type BadgeTone = 'quiet' | 'warn' | 'bad' | 'good' | 'strong'

const TONES: Record<BadgeTone, string> = {
  quiet: 'border-rule text-soft',
  warn: 'border-warn/40 bg-warn-wash text-warn',
  bad: 'border-bad/40 bg-bad-wash text-bad',
  good: 'border-good/40 bg-good-wash text-good',
  strong: 'border-ink bg-ink text-paper',
}

/** A word that qualifies its neighbour. */
export function Badge({ tone = 'quiet', title, children }: { tone?: BadgeTone; title?: string; children: ReactNode }) {
  return (
    <span
      {...(title ? { title } : {})}
      className={`inline-block rounded-sm border px-1 py-px text-2xs leading-tight font-medium whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  )
}

/** A progress bar with its label and count. */
export function Progress({ label, value, total, text }: { label: string; value: number; total: number; text: string }) {
  const share = total > 0 ? Math.min(1, value / total) : 0
  return (
    <ProgressBar value={share * 100} valueLabel={text} aria-label={label} className="grid gap-1">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="min-w-0 truncate">{label}</span>
        <span className="shrink-0 text-xs text-soft">{text}</span>
      </div>
      <div className="h-1.5 overflow-hidden rounded-full bg-rule">
        <div className="h-full rounded-full bg-home transition-[width]" style={{ width: `${share * 100}%` }} />
      </div>
    </ProgressBar>
  )
}

interface PagerProps {
  page: { nextCursor: string | null; hasMore: boolean }
  /** The cursor of the page shown; absent on the first. */
  cursor: string | undefined
  onCursor: (cursor: string | undefined) => void
}

/** Pages by the server's cursor. It is part of the address, so that the browser's Back leads to the page before. */
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

/** A command to copy; a long one breaks rather than push the page wide. */
export function Command({ children }: { children: string }) {
  return <code className="mt-1 block rounded bg-sunken px-3 py-2 font-mono text-xs break-words">{children}</code>
}
