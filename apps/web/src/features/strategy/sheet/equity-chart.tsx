import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import type { Twin } from '../../../ui/twin.ts'
import { EquityPicture } from './equity-picture.tsx'
import type { EquityPoint, TearSheet } from './sheet.ts'

/** The running profit, where luck alone would have it, and what the closing line says the bets were worth. */
export function EquityChart({ sheet, points }: { sheet: TearSheet; points: readonly EquityPoint[] }) {
  const t = useTranslations('tearSheet')
  return (
    <ChartFrame
      title={t('equityTitle')}
      summary={useSummary(points)}
      twin={useTwin(points)}
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
    range: ` (${write.interval('units', band95)})`,
  })
  const worth =
    expectedByClose === null
      ? t('equityNoClose')
      : t('equityClose', { closed: write('count', last.closed), worth: write('units', expectedByClose) })
  return `${said} ${worth}`
}

function useTwin(points: readonly EquityPoint[]): Twin {
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
