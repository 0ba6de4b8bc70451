import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { setTheme, useTheme } from '../../lib/theme.ts'
import { LinkButton } from '../../ui/buttons.tsx'
import { CalculationTray } from '../../ui/calculation.tsx'
import { SelectField } from '../../ui/choices.tsx'
import { PageHeader } from '../../ui/page.tsx'
import { ErrorNotice } from '../../ui/panel.tsx'
import { PAGES } from './pages.ts'
import { PaletteButton } from './palette.tsx'

/** The frame around every page: menu on the left, at the bottom of a narrow screen, and the footer. */
export function Layout({ children }: { children: ReactNode }) {
  const t = useTranslations('shell')
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
      <a href="#main" className="sr-only z-50 rounded bg-ink px-4 py-2 text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
        {t('skip')}
      </a>
      <SideMenu />
      <div className="flex min-h-dvh min-w-0 flex-col">
        <header className="flex items-center justify-between gap-3 border-b border-rule px-4 py-2 lg:hidden">
          <Brand />
          <div className="flex items-center gap-2">
            <CalculationTray />
            <PaletteButton />
          </div>
        </header>
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 outline-none sm:px-8 sm:py-8">
          {children}
        </main>
        <Footer />
      </div>
      <BottomBar />
    </div>
  )
}

function Brand() {
  const t = useTranslations('shell')
  return (
    <Link to="/" className="inline-flex min-h-8 items-center gap-2 font-bold tracking-tight text-ink no-underline">
      <svg viewBox="0 0 28 20" className="h-5 w-7" aria-hidden="true">
        <path d="M1 16h26" stroke="var(--rule-strong)" strokeWidth="1.5" />
        <path d="M5 8h18" stroke="var(--ink)" strokeWidth="2.5" strokeLinecap="round" />
        <circle cx="16" cy="8" r="4.5" fill="var(--away)" stroke="var(--paper)" strokeWidth="1.5" />
      </svg>
      {t('product')}
    </Link>
  )
}

const MENU_LINK =
  'flex min-h-9 items-center border-l-2 border-transparent px-3 text-sm text-soft no-underline hover:text-ink aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink'

function SideMenu() {
  const t = useTranslations('shell')
  return (
    <aside className="no-print sticky top-0 hidden h-dvh flex-col gap-5 overflow-y-auto border-r border-rule px-4 py-6 lg:flex">
      <div className="px-3">
        <Brand />
      </div>
      <div className="px-3">
        <PaletteButton />
      </div>
      <nav aria-label={t('mainNav')} className="grid">
        {PAGES.map((page) => (
          <Link key={page.to} to={page.to} activeOptions={{ exact: page.to === '/' }} className={MENU_LINK}>
            {t(page.key)}
          </Link>
        ))}
      </nav>
      <div className="mt-auto grid justify-items-start gap-4 px-3">
        <CalculationTray />
        <ThemeSwitch />
      </div>
    </aside>
  )
}

function BottomBar() {
  const t = useTranslations('shell')
  return (
    <nav aria-label={t('mainNav')} className="no-print sticky bottom-0 z-20 grid grid-cols-5 border-t border-rule bg-panel lg:hidden">
      {PAGES.filter((page) => page.inBar).map((page) => (
        <Link
          key={page.to}
          to={page.to}
          activeOptions={{ exact: page.to === '/' }}
          className="flex min-h-12 min-w-0 items-center justify-center border-t-2 border-transparent px-0.5 text-xs text-soft no-underline aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink"
        >
          <span className="truncate">{t(page.key)}</span>
        </Link>
      ))}
    </nav>
  )
}

function Footer() {
  const t = useTranslations('shell')
  return (
    <footer className="mt-8 border-t border-rule text-xs text-soft">
      <div className="mx-auto grid max-w-7xl gap-2 px-4 py-5 sm:px-8">
        <nav aria-label={t('allPages')} className="flex flex-wrap gap-x-4 gap-y-1 lg:hidden">
          {PAGES.map((page) => (
            <Link key={page.to} to={page.to} className="inline-flex min-h-6 items-center">
              {t(page.key)}
            </Link>
          ))}
        </nav>
        <div className="lg:hidden">
          <ThemeSwitch />
        </div>
        <p>
          <strong className="mr-1.5 rounded-sm border border-rule-strong px-1 text-ink">{t('footerAge')}</strong>
          {t('footerNoBets')} {t('footerPast')}
        </p>
        <p>{t('footerHelp')}</p>
      </div>
    </footer>
  )
}

function ThemeSwitch() {
  const t = useTranslations('shell')
  const theme = useTheme()
  const options = [
    { value: 'system', label: t('themeSystem') },
    { value: 'light', label: t('themeLight') },
    { value: 'dark', label: t('themeDark') },
  ] as const
  return <SelectField label={t('theme')} value={theme} options={options} onChange={setTheme} />
}

export function NotFound() {
  const t = useTranslations('shell')
  return (
    <>
      <PageHeader title={t('notFoundTitle')} lead={t('notFoundLead')} eyebrow="404" />
      <LinkButton to="/">{t('notFoundAction')}</LinkButton>
    </>
  )
}

/** Shown instead of a page that failed to render. */
export function Crashed({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useTranslations('shell')
  return (
    <>
      <PageHeader title={t('crashed')} />
      <ErrorNotice error={error} onRetry={reset} />
    </>
  )
}
