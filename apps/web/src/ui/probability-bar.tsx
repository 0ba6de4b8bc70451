import { isMeasured, type StatValue } from './stat.tsx'

export interface BarPart {
  key: string
  label: string
  stat: StatValue
  /** CSS colour of the area. */
  fill: string
  /** CSS colour of text on it. */
  ink: string
}

/** Parts of a whole, side by side; under each the whisker of its own size. */
export function ProbabilityBar({ parts, write }: { parts: readonly BarPart[]; write: (value: number) => string }) {
  const shown = parts.filter((part) => isMeasured(part.stat))
  const starts = shown.map((_, index) => shown.slice(0, index).reduce((sum, part) => sum + (part.stat.value ?? 0), 0))
  return (
    <div aria-hidden="true">
      <div className="keeps-colour flex h-14 overflow-hidden rounded-sm">
        {shown.map((part) => (
          <div
            key={part.key}
            className="flex min-w-0 items-center justify-center border-l-2 border-paper first:border-l-0"
            style={{ width: `${(part.stat.value ?? 0) * 100}%`, background: part.fill, color: part.ink }}
          >
            <span className="truncate px-0.5 text-sm font-semibold sm:text-lg">{write(part.stat.value ?? Number.NaN)}</span>
          </div>
        ))}
      </div>
      <svg className="block w-full" height={16}>
        {shown.map((part, index) => {
          if (!part.stat.interval) return null
          const start = starts[index] ?? 0
          const [low, high] = part.stat.interval.map((end) => `${(start + end) * 100}%`)
          return (
            <g key={part.key} stroke="var(--whisker)" strokeWidth={1.5}>
              <line x1={low} x2={high} y1={8} y2={8} />
              <line x1={low} x2={low} y1={4} y2={12} />
              <line x1={high} x2={high} y1={4} y2={12} />
            </g>
          )
        })}
      </svg>
    </div>
  )
}
