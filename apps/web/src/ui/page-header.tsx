import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl'

export interface PageHeaderProps {
  title: ReactNode
  /** For the browser's tab; the title when that is text. */
  documentTitle?: string
  eyebrow?: ReactNode
  lead?: ReactNode
  actions?: ReactNode
}

/** A page's name, what it answers, and what can be done on it. Sets the document's title. */
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
