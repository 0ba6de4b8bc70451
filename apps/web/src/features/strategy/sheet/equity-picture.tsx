import { AxisBottom, AxisLeft } from '@visx/axis'
import { scaleLinear } from '@visx/scale'
import { useNumberText } from '../../../ui/number-kind.ts'
import { betScale, LEFT, TICK_LABEL, WIDTH } from './plot.ts'
import type { EquityPoint } from './sheet.ts'

const TOP = 10
const FLOOR = 300
const HEIGHT = 340
/** The widest first, so that the narrower lie on it. */
const BANDS = [
  { key: 'band95', opacity: 0.18 },
  { key: 'band80', opacity: 0.18 },
  { key: 'band50', opacity: 0.22 },
] as const satisfies readonly { key: keyof EquityPoint; opacity: number }[]
type BandKey = (typeof BANDS)[number]['key']

export interface EquityPictureProps {
  points: readonly EquityPoint[]
  label: string
  axes: { bets: string; units: string }
}

/** Running profit over the bands of histories without an edge; dashed, what the closing line expected. */
export function EquityPicture({ points, label, axes }: EquityPictureProps) {
  const write = useNumberText()
  const ends = points.flatMap(({ profit, expectedByClose, band95 }) => [
    profit,
    ...(expectedByClose === null ? [] : [expectedByClose]),
    ...band95,
  ])
  const x = betScale(points.at(-1)?.bet ?? 1)
  const y = scaleLinear({ domain: [Math.min(0, ...ends), Math.max(0, ...ends)], range: [FLOOR, TOP], nice: true })
  const line = (value: (point: EquityPoint) => number | null): string =>
    `M${x(0)},${y(0)}${points.map((point) => `L${x(point.bet)},${y(value(point) ?? 0)}`).join('')}`
  const axis = { stroke: 'var(--rule-strong)', tickStroke: 'var(--rule-strong)', tickLength: 4, numTicks: 6 }
  const whole = (value: unknown) => write('count', Number(value))
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="block w-full">
      {BANDS.map(({ key, opacity }) => (
        <path key={key} d={bandPath(points, key, { x, y })} fill="var(--dot)" opacity={opacity} />
      ))}
      <line x1={LEFT} x2={x(points.at(-1)?.bet ?? 1)} y1={y(0)} y2={y(0)} stroke="var(--rule-strong)" />
      {points.some(({ expectedByClose }) => expectedByClose !== null) && (
        <path
          d={line(({ expectedByClose }) => expectedByClose)}
          fill="none"
          stroke="var(--away-mark)"
          strokeWidth={2}
          strokeDasharray="6 4"
        />
      )}
      <path d={line(({ profit }) => profit)} fill="none" stroke="var(--team)" strokeWidth={2} strokeLinejoin="round" />
      <AxisLeft left={LEFT} scale={y} {...axis} tickFormat={whole} tickLabelProps={{ ...TICK_LABEL, textAnchor: 'end', dx: -3, dy: 4 }} />
      <AxisBottom top={FLOOR} scale={x} {...axis} tickFormat={whole} tickLabelProps={{ ...TICK_LABEL, textAnchor: 'middle', dy: 3 }} />
      <text x={LEFT + 6} y={TOP + 6} {...TICK_LABEL}>
        ↑ {axes.units}
      </text>
      <text x={WIDTH - 16} y={HEIGHT - 4} textAnchor="end" {...TICK_LABEL}>
        {axes.bets} →
      </text>
    </svg>
  )
}

interface Scales {
  x: (bet: number) => number
  y: (units: number) => number
}

/** From the start along the upper ends, and back along the lower ones. */
function bandPath(points: readonly EquityPoint[], key: BandKey, { x, y }: Scales): string {
  const up = points.map((point) => `L${x(point.bet)},${y(point[key][1])}`).join('')
  const back = points
    .toReversed()
    .map((point) => `L${x(point.bet)},${y(point[key][0])}`)
    .join('')
  return `M${x(0)},${y(0)}${up}${back}Z`
}
