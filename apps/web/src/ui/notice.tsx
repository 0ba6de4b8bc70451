import type { ReactNode } from 'react'

const TONES = { quiet: 'border-rule bg-sunken', warn: 'border-warn/40 bg-warn-wash', bad: 'border-bad/40 bg-bad-wash' }

/** A sentence that must be read beside the numbers, with at most one action. */
export function Notice({ tone = 'quiet', action, children }: { tone?: keyof typeof TONES; action?: ReactNode; children: ReactNode }) {
  return (
    <div className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded border px-3 py-2 text-sm ${TONES[tone]}`}>
      <div className="max-w-3xl">{children}</div>
      {action}
    </div>
  )
}
