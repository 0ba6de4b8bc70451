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

const WHISKER_STEP = 9

/** Parts of a whole, side by side; under them the whisker of each one's inner edge, a line of its own for each. */
export function ProbabilityBar({ parts, write }: { parts: readonly BarPart[]; write: (value: number) => string }) {
  const shown = parts.filter((part) => isMeasured(part.stat))
  return (
    <div aria-hidden="true">
      <div className="keeps-colour flex h-14 overflow-hidden rounded-sm">
        {shown.map((part) => (
          <div
            key={part.key}
            className="flex min-w-0 items-center justify-center border-l-2 border-paper first:border-l-0"
            style={{ width: `${(part.stat.value ?? 0) * 100}%`, background: part.fill, color: part.ink }}
          >
            <span className="truncate px-0.5 text-xs font-semibold sm:text-lg">{write(part.stat.value ?? Number.NaN)}</span>
          </div>
        ))}
      </div>
      <svg className="mt-1 block w-full" height={shown.length * WHISKER_STEP + 2}>
        {shown.map((part, index) => {
          const ends = whiskerEnds(shown, index)
          if (!ends) return null
          const [low, high] = ends.map((end) => `${end * 100}%`)
          const y = (index + 0.5) * WHISKER_STEP
          return (
            <g key={part.key} stroke={part.fill} strokeWidth={2.5}>
              <line x1={low} x2={high} y1={y} y2={y} />
              <line x1={low} x2={low} y1={y - 3.5} y2={y + 3.5} />
              <line x1={high} x2={high} y1={y - 3.5} y2={y + 3.5} />
            </g>
          )
        })}
      </svg>
    </div>
  )
}

/** Where a part's inner edge may lie, as shares of the whole: the last part ends at the right, all others begin at the left. */
export function whiskerEnds(parts: readonly Pick<BarPart, 'stat'>[], index: number): [number, number] | null {
  const interval = parts[index]?.stat.interval
  if (!interval) return null
  if (index > 0 && index === parts.length - 1) return [1 - interval[1], 1 - interval[0]]
  const start = parts.slice(0, index).reduce((sum, part) => sum + (part.stat.value ?? 0), 0)
  return [start + interval[0], start + interval[1]]
}
