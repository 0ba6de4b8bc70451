import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { doneShare, useCalculation } from './calculation-context.tsx'

const QUARTER = 25
const PREFIX = /^\d+% · /

/** A running calculation, seen from every page; announced at each quarter, and in the tab's title. */
export function CalculationTray() {
  const t = useTranslations('calculation')
  const { job, isActive } = useCalculation()
  const percent = isActive && job ? Math.floor(doneShare(job) * 100) : null
  useTitlePrefix(percent)
  const quarter = percent === null ? null : Math.floor(percent / QUARTER) * QUARTER
  return (
    <div role="status" className="contents">
      {percent !== null && (
        <Link to="/" className="rounded-full border border-rule bg-panel px-3 py-1 text-xs text-ink no-underline hover:bg-sunken">
          <span aria-hidden="true">{t('tray', { percent })}</span>
          <span className="sr-only">{quarter !== null && t('announce', { percent: quarter })}</span>
        </Link>
      )}
    </div>
  )
}

/** Writes `61% · ` before the page's own title while something runs. */
function useTitlePrefix(percent: number | null): void {
  useEffect(() => {
    const own = document.title.replace(PREFIX, '')
    document.title = percent === null ? own : `${percent}% · ${own}`
  }, [percent])
}
