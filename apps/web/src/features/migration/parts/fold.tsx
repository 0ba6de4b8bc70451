import type { ReactNode } from 'react'

/** Something long that is read on demand. */
export function Fold({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <details className="border-t border-rule py-2 last:border-b">
      <summary className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-0.5 text-sm before:text-xs before:text-soft before:content-['▸'] in-[[open]]:before:content-['▾']">
        <span className="font-semibold">{title}</span>
        {aside && <span className="text-xs text-soft">{aside}</span>}
      </summary>
      <div className="pt-2 pb-3">{children}</div>
    </details>
  )
}
