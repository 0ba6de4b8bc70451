import { scaleLinear } from '@visx/scale'

export interface IntervalLineProps {
  value: number
  interval: readonly [number, number] | null
  domain: readonly [number, number]
  /** A value to measure against: zero, or an even chance. */
  mark?: number
  label: string
  /** CSS colours either side of the mark; one colour when there is none. */
  colours?: readonly [below: string, above: string]
  /** A second, fainter dot. */
  ghost?: number | null
}

const HEIGHT = 22

/** One value with its interval on an axis that it shares with others. What runs beyond the axis is cut with an arrow. */
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
