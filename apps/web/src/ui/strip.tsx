import { scaleLinear } from '@visx/scale'

export interface StripProps {
  /** The values of all others: faint dots. */
  field: readonly number[]
  value: number
  interval: readonly [number, number] | null
  /** Said to those who do not see the picture. */
  label: string
  height?: number
}

/** Room at both ends, percent of the width, so that no dot is cut. */
const EDGE = 2
/** Height of the interval's band: behind the dots, so that none is hidden. */
const BAND = 12

/** One value among many: a dot with its interval over a strip of faint dots. Every strip has its own scale. */
export function Strip({ field, value, interval, label, height = 28 }: StripProps) {
  const ends = [...field, value, ...(interval ?? [])]
  const scale = scaleLinear({ domain: [Math.min(...ends), Math.max(...ends)], range: [EDGE, 100 - EDGE] })
  const at = (x: number) => `${scale(x)}%`
  const middle = height / 2
  return (
    <svg role="img" aria-label={label} className="block w-full overflow-visible" height={height}>
      <line x1="0%" x2="100%" y1={middle} y2={middle} stroke="var(--rule)" />
      {interval && (
        <rect
          x={at(interval[0])}
          width={`${scale(interval[1]) - scale(interval[0])}%`}
          y={middle - BAND / 2}
          height={BAND}
          rx={BAND / 2}
          fill="var(--team)"
          opacity={0.22}
        />
      )}
      {field.map((other, index) => (
        <circle key={index} cx={at(other)} cy={middle} r={3} fill="var(--dot)" opacity={0.8} />
      ))}
      <circle cx={at(value)} cy={middle} r={6} fill="var(--team)" stroke="var(--panel)" strokeWidth={1.5} />
    </svg>
  )
}

/** Where a strip would be if there were something to draw. */
export function HatchedStrip({ reason }: { reason: string }) {
  return (
    <div className="hatch flex min-h-7 items-center rounded-sm px-2">
      <span className="rounded-sm bg-paper px-1.5 text-xs text-soft">{reason}</span>
    </div>
  )
}
