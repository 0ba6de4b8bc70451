import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { downloadCsv } from '../lib/download.ts'
import { useNumberText } from './number-kind.ts'
import { ToolButton } from './tool-button.tsx'
import { type Twin, twinToCsv } from './twin.ts'
import { TwinTable } from './twin-table.tsx'

export interface ChartFrameProps<Key extends string> {
  /** The question that the picture answers. */
  title: string
  /** One sentence made from the data: what the picture shows. */
  summary: string
  /** The data behind the picture. */
  twin: Twin<Key>
  /** Name of the CSV file, without its ending. */
  fileName: string
  n?: number | null
  snapshot?: string | null
  note?: ReactNode
  /** More tools beside Table and CSV. */
  tools?: ReactNode
  children: ReactNode
  className?: string
}

/** The only way to draw: question, sentence, picture or its table twin (`T`), CSV, and what it rests on. */
export function ChartFrame<Key extends string>(props: ChartFrameProps<Key>) {
  const { title, summary, twin, fileName, tools, children, className = '' } = props
  const t = useTranslations('chart')
  const [asTable, setAsTable] = useState(false)
  const titleId = useId()
  const summaryId = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    event.preventDefault()
    setAsTable((shown) => !shown)
  }
  return (
    <figure aria-labelledby={titleId} aria-describedby={summaryId} onKeyDown={onKeyDown} className={`min-w-0 ${className}`}>
      <div className="flex items-start justify-between gap-3">
        <h3 id={titleId} className="text-base font-semibold">
          {title}
        </h3>
        <div className="no-print -mt-0.5 flex shrink-0 items-center gap-1">
          {tools}
          <ToolButton pressed={asTable} onPress={() => setAsTable(!asTable)} title={t('tableTitle')}>
            {t('table')}
          </ToolButton>
          <ToolButton onPress={() => downloadCsv(`${fileName}.csv`, twinToCsv(twin))} title={t('csvTitle')}>
            {t('csv')}
          </ToolButton>
        </div>
      </div>
      <p id={summaryId} className="mt-0.5 mb-3 max-w-2xl text-sm text-soft">
        {summary}
      </p>
      {asTable ? <TwinTable twin={twin} caption={title} /> : children}
      <Footnote {...props} />
    </figure>
  )
}

function Footnote({ n, snapshot, note }: Pick<ChartFrameProps<string>, 'n' | 'snapshot' | 'note'>) {
  const t = useTranslations('chart')
  const write = useNumberText()
  const parts = [n == null ? null : t('n', { n: write('count', n) }), snapshot ? t('snapshot', { hash: snapshot.slice(0, 8) }) : null]
  const shown = parts.filter((part) => part !== null)
  if (shown.length === 0 && !note) return null
  return (
    <figcaption className="mt-2 text-xs text-soft">
      {shown.join(' · ')}
      {shown.length > 0 && note ? ' · ' : null}
      {note}
    </figcaption>
  )
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
