import { AxisBottom, AxisLeft } from '@visx/axis'
import { scaleLinear } from '@visx/scale'
import { useTranslations } from 'use-intl'
import { type ChartData, ChartFrame } from '../../../ui/chart-frame.tsx'
import { useDateText, useNumberText } from '../../../ui/written.ts'
import type { EquityPoint, TearSheet } from './names.tsx'

/** The running profit over the range that luck alone gives, and what the closing line says the bets were worth. */
export function EquityChart({ sheet, points }: { sheet: TearSheet; points: readonly EquityPoint[] }) {
  const t = useTranslations('tearSheet')
  return (
    <ChartFrame
      title={t('equityTitle')}
      summary={useSummary(points)}
      data={useChartData(points)}
      fileName={`equity-${sheet.record.strategyName}`}
      n={sheet.record.totalBets}
      snapshot={sheet.meta.snapshot}
      note={t('past')}
    >
      <EquityPicture points={points} label={t('equityLabel')} axes={{ bets: t('axisBets'), units: t('axisUnits') }} />
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-xs text-soft">
        <Legend colour="var(--team)">{t('legendProfit')}</Legend>
        <Legend colour="var(--away-mark)" isDashed>
          {t('legendClose')}
        </Legend>
        <Legend colour="var(--dot)" isBand>
          {t('legendBand')}
        </Legend>
      </ul>
    </ChartFrame>
  )
}

interface LegendProps {
  colour: string
  isDashed?: boolean
  isBand?: boolean
  children: string
}

function Legend({ colour, isDashed = false, isBand = false, children }: LegendProps) {
  return (
    <li className="inline-flex items-center gap-1.5">
      <svg width={22} height={10} aria-hidden="true">
        {isBand ? (
          <rect width={22} height={10} fill={colour} opacity={0.35} />
        ) : (
          <line x2={22} y1={5} y2={5} stroke={colour} strokeWidth={2} {...(isDashed ? { strokeDasharray: '5 3' } : {})} />
        )}
      </svg>
      {children}
    </li>
  )
}

function useSummary(points: readonly EquityPoint[]): string {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  const last = points.at(-1)
  if (!last) return t('noBets')
  const { band95, profit, expectedByClose } = last
  const said = t('equitySummary', {
    bets: write('count', last.bet),
    profit: write('units', profit),
    place: profit > band95[1] ? 'above' : profit < band95[0] ? 'below' : 'within',
    range: write.interval('units', band95),
  })
  const worth =
    expectedByClose === null
      ? t('equityNoClose')
      : t('equityClose', { closed: write('count', last.closed), worth: write('units', expectedByClose) })
  return `${said} ${worth}`
}

function useChartData(points: readonly EquityPoint[]): ChartData {
  const t = useTranslations('tearSheet')
  return {
    columns: [
      { key: 'bet', label: t('bet'), kind: 'count' },
      { key: 'playedOn', label: t('playedOn') },
      { key: 'profit', label: t('profit'), kind: 'units' },
      { key: 'expectedByClose', label: t('expectedByClose'), kind: 'units' },
      { key: 'low95', label: t('low95'), kind: 'units' },
      { key: 'high95', label: t('high95'), kind: 'units' },
    ],
    rows: points.map(({ bet, playedOn, profit, expectedByClose, band95 }) => ({
      bet,
      playedOn,
      profit,
      expectedByClose,
      low95: band95[0],
      high95: band95[1],
    })),
  }
}

const TOP = 10
const FLOOR = 300
const HEIGHT = 340
/** Widest first, so that the narrower ones are drawn on top. */
const BANDS = [
  { key: 'band95', opacity: 0.18 },
  { key: 'band80', opacity: 0.18 },
  { key: 'band50', opacity: 0.22 },
] as const satisfies readonly { key: keyof EquityPoint; opacity: number }[]
type BandKey = (typeof BANDS)[number]['key']

interface EquityPictureProps {
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
  const x = createBetScale(points.at(-1)?.bet ?? 1)
  const y = scaleLinear({ domain: [Math.min(0, ...ends), Math.max(0, ...ends)], range: [FLOOR, TOP], nice: true })
  const line = (value: (point: EquityPoint) => number | null): string =>
    `M${x(0)},${y(0)}${points.map((point) => `L${x(point.bet)},${y(value(point) ?? 0)}`).join('')}`
  const axis = { stroke: 'var(--rule-strong)', tickStroke: 'var(--rule-strong)', tickLength: 4, numTicks: 6 }
  const whole = (value: unknown) => write('count', Number(value))
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="block w-full">
      {BANDS.map(({ key, opacity }) => (
        <path key={key} d={drawBand(points, key, { x, y })} fill="var(--dot)" opacity={opacity} />
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
function drawBand(points: readonly EquityPoint[], key: BandKey, { x, y }: Scales): string {
  const up = points.map((point) => `L${x(point.bet)},${y(point[key][1])}`).join('')
  const back = points
    .toReversed()
    .map((point) => `L${x(point.bet)},${y(point[key][0])}`)
    .join('')
  return `M${x(0)},${y(0)}${up}${back}Z`
}

const DRAWDOWN_TOP = 6
const DRAWDOWN_HEIGHT = 120

/** How far below its highest point the running profit stood. */
export function DrawdownChart({ sheet, points }: { sheet: TearSheet; points: readonly EquityPoint[] }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  const { day } = useDateText()
  const deepest = Math.max(0, ...points.map(({ drawdown }) => drawdown))
  const bottom = points.find(({ drawdown }) => drawdown === deepest)
  return (
    <ChartFrame
      title={t('drawdownTitle')}
      summary={t('drawdownSummary', {
        deepest: write('drawdown', deepest),
        bet: write('count', bottom?.bet ?? 0),
        day: bottom ? day(bottom.playedOn) : '',
      })}
      data={{
        columns: [
          { key: 'bet', label: t('bet'), kind: 'count' },
          { key: 'playedOn', label: t('playedOn') },
          { key: 'fall', label: t('fall'), kind: 'drawdown' },
        ],
        rows: points.map(({ bet, playedOn, drawdown }) => ({ bet, playedOn, fall: drawdown })),
      }}
      fileName={`drawdown-${sheet.record.strategyName}`}
      snapshot={sheet.meta.snapshot}
    >
      <DrawdownPicture points={points} deepest={deepest} label={t('drawdownLabel')} />
    </ChartFrame>
  )
}

function DrawdownPicture({ points, deepest, label }: { points: readonly EquityPoint[]; deepest: number; label: string }) {
  const write = useNumberText()
  const last = points.at(-1)?.bet ?? 1
  const x = createBetScale(last)
  const y = scaleLinear({ domain: [0, deepest === 0 ? 1 : deepest], range: [DRAWDOWN_TOP, DRAWDOWN_HEIGHT - DRAWDOWN_TOP] })
  const floor = points.map(({ bet, drawdown }) => `L${x(bet)},${y(drawdown)}`).join('')
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${DRAWDOWN_HEIGHT}`} className="block w-full">
      <path d={`M${x(0)},${y(0)}${floor}L${x(last)},${y(0)}Z`} fill="var(--away-mark)" opacity={0.45} />
      <line x1={LEFT} x2={x(last)} y1={y(0)} y2={y(0)} stroke="var(--rule-strong)" />
      <AxisLeft
        left={LEFT}
        scale={y}
        numTicks={3}
        stroke="var(--rule-strong)"
        tickStroke="var(--rule-strong)"
        tickLength={4}
        tickFormat={(value) => (Number(value) === 0 ? '0' : `−${write('count', Number(value))}`)}
        tickLabelProps={{ ...TICK_LABEL, textAnchor: 'end', dx: -3, dy: 4 }}
      />
    </svg>
  )
}

/** The equity and drawdown charts share width and scale, so that they line up. */
const WIDTH = 960
const LEFT = 56
const RIGHT = 16
const TICK_LABEL = { fill: 'var(--ink-soft)', fontSize: 12, fontFamily: 'inherit' } as const

/** Across: from the first bet to the last. */
function createBetScale(bets: number) {
  return scaleLinear({ domain: [0, bets], range: [LEFT, WIDTH - RIGHT] })
}
