import { ProgressBar } from 'react-aria-components'

/** A bar with its words: what, how far. */
export function Progress({ label, value, total, text }: { label: string; value: number; total: number; text: string }) {
  const share = total > 0 ? Math.min(1, value / total) : 0
  return (
    <ProgressBar value={share * 100} valueLabel={text} aria-label={label} className="grid gap-1">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="min-w-0 truncate">{label}</span>
        <span className="shrink-0 text-xs text-soft">{text}</span>
      </div>
      <div className="h-1.5 overflow-hidden rounded-full bg-rule">
        <div className="h-full rounded-full bg-home transition-[width]" style={{ width: `${share * 100}%` }} />
      </div>
    </ProgressBar>
  )
}
