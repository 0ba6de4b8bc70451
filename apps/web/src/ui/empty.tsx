import type { ReactNode } from 'react'

/** Nothing to show: why, and the one thing to do about it. */
export function Empty({ cause, action }: { cause: ReactNode; action?: ReactNode }) {
  return (
    <div className="rounded border border-dashed border-rule-strong px-6 py-10 text-center">
      <p className="mx-auto max-w-prose text-soft">{cause}</p>
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
