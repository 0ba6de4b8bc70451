import { AxisLeft } from '@visx/axis'
import { scaleLinear } from '@visx/scale'
import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { betScale, LEFT, TICK_LABEL, WIDTH } from './plot.ts'
import type { EquityPoint, TearSheet } from './sheet.ts'

const TOP = 6
const HEIGHT = 120

/** How far below its highest point the running profit stood. */
export function DrawdownChart({ sheet, points }: { sheet: TearSheet; points: readonly EquityPoint[] }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  const deepest = Math.max(0, ...points.map(({ drawdown }) => drawdown))
  const bottom = points.find(({ drawdown }) => drawdown === deepest)
  return (
    <ChartFrame
      title={t('drawdownTitle')}
      summary={t('drawdownSummary', {
        deepest: write('drawdown', deepest),
        bet: write('count', bottom?.bet ?? 0),
        day: bottom?.playedOn ?? '',
      })}
      twin={{
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
  const x = betScale(last)
  const y = scaleLinear({ domain: [0, deepest === 0 ? 1 : deepest], range: [TOP, HEIGHT - TOP] })
  const floor = points.map(({ bet, drawdown }) => `L${x(bet)},${y(drawdown)}`).join('')
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="block w-full">
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
