import { createContext, type ReactNode, use } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { ApiInputs } from '../lib/trpc.ts'

/** What names a number, so that somebody can ask where it comes from. */
export type NumberReference = Omit<ApiInputs['provenance']['of'], 'limit' | 'cursor'>

/** Whose numbers a part of the page shows: the team, the pair. Null: calculated for this page alone, so nothing stored leads to them. */
type NumberSubject = Partial<NumberReference> | null

const OpenWhereFrom = createContext<((reference: NumberReference) => void) | null>(null)
const Subject = createContext<NumberSubject>({})

/** Opens the answer to "where from"; given once, around the whole page. */
export function WhereFromProvider({ onOpen, children }: { onOpen: (reference: NumberReference) => void; children: ReactNode }) {
  return <OpenWhereFrom value={onOpen}>{children}</OpenWhereFrom>
}

/** Says whose the numbers inside are, so that each has only to say which it is. */
export function NumbersOf({ subject, children }: { subject: NumberSubject; children: ReactNode }) {
  return <Subject value={subject}>{children}</Subject>
}

/** A printed number that leads to what made it; the number alone where nothing can be followed. */
export function WhereFrom({ reference, children }: { reference: NumberReference | undefined; children: ReactNode }) {
  const t = useTranslations('stat')
  const open = use(OpenWhereFrom)
  const subject = use(Subject)
  if (reference === undefined || open === null || subject === null) return children
  return (
    // relative: what only a screen reader sees would else stand beside the table that scrolls, and widen the page.
    <Button
      onPress={() => open({ ...subject, ...reference })}
      className="relative min-h-6 cursor-pointer rounded-xs [text-align:inherit] text-inherit underline decoration-rule-strong decoration-dotted underline-offset-3 hover:decoration-ink hover:decoration-solid"
    >
      {children}
      <span className="sr-only"> {t('whereFrom')}</span>
    </Button>
  )
}
