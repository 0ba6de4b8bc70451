import { AxisBottom, AxisLeft } from '@visx/axis'
import { scaleLinear } from '@visx/scale'
import { useNumberText } from '../../../ui/number-kind.ts'
import type { MarketReliability, ReliabilityBin } from '../tiers.ts'

export interface ReliabilityPictureProps {
  reliability: MarketReliability
  label: string
  axes: { said: string; seen: string }
}

const WIDTH = 340
const LEFT = 44
const RIGHT = 18
const TOP = 8
const SQUARE = WIDTH - LEFT - RIGHT
const GAP = 6
const BARS = 44
const BOTTOM = 36
const HEIGHT = TOP + SQUARE + GAP + BARS + BOTTOM
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]
const SMALLEST = 2.5
const LARGEST = 8

const x = scaleLinear({ domain: [0, 1], range: [LEFT, LEFT + SQUARE] })
const y = scaleLinear({ domain: [0, 1], range: [TOP + SQUARE, TOP] })
const FLOOR = TOP + SQUARE + GAP + BARS
const TICK_LABEL = { fill: 'var(--ink-soft)', fontSize: 11, fontFamily: 'inherit' } as const

/** What was said against what was seen, a point a tenth: size and bars below say how many matches, whiskers how sure. */
export function ReliabilityPicture({ reliability: { bins, before }, label, axes }: ReliabilityPictureProps) {
  const write = useNumberText()
  const most = Math.max(1, ...bins.map(({ observed }) => observed.n ?? 0))
  const axis = { stroke: 'var(--rule-strong)', tickStroke: 'var(--rule-strong)', tickLength: 4, tickValues: TICKS }
  const percent = (value: unknown) => write('percent', Number(value)).replace('.0', '')
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="block w-full max-w-md">
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke="var(--rule-strong)" strokeDasharray="3 3" />
      {before?.bins.map((bin) => (
        <Point key={bin.low} bin={bin} most={most} isBefore />
      ))}
      {bins.map((bin) => (
        <Point key={bin.low} bin={bin} most={most} />
      ))}
      {bins.map(({ low, high, observed }) => {
        const height = (BARS * (observed.n ?? 0)) / most
        return <rect key={low} x={x(low) + 1} width={x(high) - x(low) - 2} y={FLOOR - height} height={height} fill="var(--dot)" />
      })}
      <AxisLeft left={LEFT} scale={y} {...axis} tickFormat={percent} tickLabelProps={{ ...TICK_LABEL, textAnchor: 'end', dx: -2, dy: 4 }} />
      <AxisBottom top={FLOOR} scale={x} {...axis} tickFormat={percent} tickLabelProps={{ ...TICK_LABEL, textAnchor: 'middle', dy: 2 }} />
      <text x={LEFT + SQUARE} y={HEIGHT - 2} textAnchor="end" {...TICK_LABEL}>
        {axes.said} →
      </text>
      <text x={LEFT + 6} y={TOP + 10} {...TICK_LABEL}>
        ↑ {axes.seen}
      </text>
    </svg>
  )
}

function Point({ bin: { meanForecast, observed }, most, isBefore = false }: { bin: ReliabilityBin; most: number; isBefore?: boolean }) {
  if (meanForecast === null || observed.value === null) return null
  const radius = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt((observed.n ?? 0) / most)
  const centre = { cx: x(meanForecast), cy: y(observed.value), r: radius }
  if (isBefore) return <circle {...centre} fill="none" stroke="var(--away-mark)" strokeWidth={1.5} />
  return (
    <>
      {observed.interval && (
        <line
          x1={centre.cx}
          x2={centre.cx}
          y1={y(observed.interval[0])}
          y2={y(observed.interval[1])}
          stroke="var(--whisker)"
          strokeWidth={1.5}
        />
      )}
      <circle {...centre} fill="var(--team)" stroke="var(--panel)" />
    </>
  )
}
