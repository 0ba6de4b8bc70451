import type { ReactNode } from 'react'

export type BadgeTone = 'quiet' | 'warn' | 'bad' | 'good' | 'strong'

const TONES: Record<BadgeTone, string> = {
  quiet: 'border-rule text-soft',
  warn: 'border-warn/40 bg-warn-wash text-warn',
  bad: 'border-bad/40 bg-bad-wash text-bad',
  good: 'border-good/40 bg-good-wash text-good',
  strong: 'border-ink bg-ink text-paper',
}

/** A word that qualifies what it stands beside. */
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
