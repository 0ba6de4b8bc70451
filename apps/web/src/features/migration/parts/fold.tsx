import type { ReactNode } from 'react'

/** Something long that is read on demand. */
export function Fold({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <details className="border-t border-rule py-2 last:border-b">
      <summary className="flex min-h-8 items-center gap-x-3 text-sm before:text-xs before:text-soft before:content-['▸'] in-[[open]]:before:content-['▾']">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <span className="font-semibold break-words">{title}</span>
          {aside && <span className="text-xs text-soft">{aside}</span>}
        </span>
      </summary>
      <div className="pt-2 pb-3">{children}</div>
    </details>
  )
}
