import { scaleLinear } from '@visx/scale'

interface StripProps {
  /** The values of all others: faint dots. */
  field: readonly number[]
  value: number
  interval: readonly [number, number] | null
  /** For screen readers. */
  label: string
  height?: number
}

/** Margin at both ends, percent of the width, so that no dot is cut. */
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

/** Stands in for a strip without data. */
export function HatchedStrip({ reason }: { reason: string }) {
  return (
    <div className="hatch flex min-h-7 items-center rounded-sm px-2">
      <span className="rounded-sm bg-paper px-1.5 text-xs text-soft">{reason}</span>
    </div>
  )
}

interface IntervalLineProps {
  value: number
  interval: readonly [number, number] | null
  domain: readonly [number, number]
  /** The value to compare with: zero, or an even chance. */
  mark?: number
  label: string
  /** CSS colours either side of the mark; one colour when there is none. */
  colours?: readonly [below: string, above: string]
  /** A second, fainter dot. */
  ghost?: number | null
}

const HEIGHT = 22

/** One value with its interval on a shared axis. An interval that runs beyond the axis ends in an arrow. */
export function IntervalLine({
  value,
  interval,
  domain,
  mark,
  label,
  colours = ['var(--team)', 'var(--team)'],
  ghost = null,
}: IntervalLineProps) {
  const scale = scaleLinear({ domain: [...domain], range: [2, 98], clamp: true })
  const at = (x: number) => `${scale(x)}%`
  const middle = HEIGHT / 2
  const colour = mark === undefined || value >= mark ? colours[1] : colours[0]
  return (
    <svg role="img" aria-label={label} className="block w-full overflow-visible" height={HEIGHT}>
      <line x1="0%" x2="100%" y1={middle} y2={middle} stroke="var(--rule)" />
      {mark !== undefined && <line x1={at(mark)} x2={at(mark)} y1={0} y2={HEIGHT} stroke="var(--rule-strong)" />}
      {interval && <line x1={at(interval[0])} x2={at(interval[1])} y1={middle} y2={middle} stroke={colour} strokeWidth={2} />}
      {interval && interval[1] > domain[1] && <Arrow x="98%" direction={1} colour={colour} />}
      {interval && interval[0] < domain[0] && <Arrow x="2%" direction={-1} colour={colour} />}
      {ghost !== null && <circle cx={at(ghost)} cy={middle} r={3.5} fill="var(--panel)" stroke="var(--rule-strong)" strokeWidth={1.5} />}
      <circle cx={at(value)} cy={middle} r={4.5} fill={colour} stroke="var(--panel)" />
    </svg>
  )
}

function Arrow({ x, direction, colour }: { x: string; direction: 1 | -1; colour: string }) {
  return (
    <svg x={x} y={HEIGHT / 2} className="overflow-visible">
      <path d={`M0 -4L${5 * direction} 0L0 4`} fill="none" stroke={colour} strokeWidth={2} />
    </svg>
  )
}
