import type { OriginFilter } from '@mon-ps/contract/answer'
import type { Strategy } from '@mon-ps/contract/strategy'
import { Link } from '@tanstack/react-router'
import { AxisTop } from '@visx/axis'
import { scaleLinear } from '@visx/scale'
import { useTranslations } from 'use-intl'
import type { StrategySort } from '../../lib/page-search.ts'
import { onlyDefined } from '../../lib/search-params.ts'
import type { DataColumn } from '../../ui/data-table.tsx'
import { useNumberText } from '../../ui/written.ts'
import { OriginBadges } from '../../ui/origin.tsx'
import { isMeasured, Stat } from '../../ui/stat.tsx'
import { IntervalLine } from '../../ui/strips.tsx'
import { toReference, RoleBadge, VerdictChip } from './record.tsx'

/** @param asked  the origin asked for: links need it, since a record's id belongs to its origin */
export function useStrategyColumns(scope: Strategy['scope'], asked: OriginFilter): DataColumn<Strategy, StrategySort>[] {
  const t = useTranslations('strategies')
  // An overall record has nothing to be shrunk towards.
  const shrunk: DataColumn<Strategy, StrategySort> = {
    id: 'shrunk',
    header: t('shrunk'),
    hint: t('shrunkHint'),
    align: 'right',
    sortBy: 'roiLowerBound',
    cell: (record) => <Stat stat={record.shrunkRoi} kind="signedPercent" layout="interval" />,
  }
  return [
    {
      id: 'strategy',
      header: scope === 'team' ? t('team') : t('strategy'),
      width: 'lg:w-52',
      cell: (record) => <Name record={record} asked={asked} />,
    },
    {
      id: 'bets',
      header: t('bets'),
      align: 'right',
      sortBy: 'totalBets',
      cell: (record) => <Stat stat={record.totalBets} kind="count" provenance={toReference(record, 'totalBets')} />,
    },
    {
      id: 'forest',
      header: t('roiForest'),
      hint: t('roiHint'),
      wideOnly: true,
      width: 'w-44',
      axis: <ForestAxis />,
      cell: (record) => <Forest record={record} />,
    },
    {
      id: 'roi',
      header: t('roi'),
      hint: t('roiHint'),
      align: 'right',
      sortBy: 'roi',
      cell: (record) => <Stat stat={record.roi} kind="signedPercent" layout="interval" provenance={toReference(record, 'roi')} />,
    },
    ...(scope === 'overall' ? [] : [shrunk]),
    { id: 'clv', header: t('clv'), hint: t('clvHint'), align: 'right', sortBy: 'avgClv', cell: (record) => <Clv record={record} /> },
    {
      id: 'winRate',
      header: t('winRate'),
      hint: t('winRateHint'),
      align: 'right',
      wideOnly: true,
      cell: (record) => <WonVersusNeeded record={record} />,
    },
    {
      id: 'profit',
      header: t('profit'),
      align: 'right',
      sortBy: 'profit',
      cell: (record) => <Profit record={record} />,
    },
    {
      id: 'q',
      header: t('q'),
      hint: t('qHint'),
      align: 'right',
      sortBy: 'qValue',
      cell: (record) => <Stat stat={record.qValue} kind="probability" />,
    },
    {
      id: 'needed',
      header: t('needed'),
      hint: t('neededHint'),
      align: 'right',
      wideOnly: true,
      cell: (record) => <Needed record={record} />,
    },
  ]
}

function Name({ record, asked }: { record: Strategy; asked: OriginFilter }) {
  const t = useTranslations('strategies')
  const { team, strategyName, strategyTitle, league, season, isActive } = record
  const title = strategyTitle ?? strategyName
  const code = strategyTitle === null ? null : strategyName
  return (
    <span className="block min-w-36 lg:min-w-52">
      <span className="inline-flex flex-wrap items-center gap-x-1.5">
        <Link
          to="/strategies/$strategyId"
          params={{ strategyId: record.strategyId }}
          search={onlyDefined({
            scope: record.scope === 'team' ? undefined : record.scope,
            origin: asked === 'published' ? undefined : asked,
          })}
          className="inline-flex min-h-6 items-center font-semibold"
        >
          {team ? `${team.name}: ${title}` : title}
        </Link>
        <VerdictChip verdict={record.verdict} />
        <RoleBadge role={record.role} />
        <OriginBadges source={record.source} origin={record.origin} />
      </span>
      <span className="block text-xs text-soft">{[code, league, season].filter((part) => part !== null).join(' · ')}</span>
      {!isActive && record.totalBets === 0 && <span className="block text-xs text-soft">{t('neverBets')}</span>}
    </span>
  )
}

function Forest({ record: { roi, shrunkRoi, strategyName } }: { record: Strategy }) {
  const t = useTranslations('strategies')
  const write = useNumberText()
  if (!isMeasured(roi) || roi.value === null) return <Stat stat={null} kind="signedPercent" />
  const interval = roi.interval === null ? '' : ` [${write.interval('signedPercent', roi.interval)}]`
  return (
    <div className="w-42">
      <IntervalLine
        value={roi.value}
        interval={roi.interval}
        domain={ROI_DOMAIN}
        mark={0}
        ghost={shrunkRoi.value}
        colours={['var(--away-mark)', 'var(--home)']}
        label={`${strategyName}: ${t('roi')} ${write('signedPercent', roi.value)}${interval}`}
      />
    </div>
  )
}

function WonVersusNeeded({ record }: { record: Strategy }) {
  const t = useTranslations('strategies')
  const { winRate, breakEvenRate } = record
  return (
    <span className="inline-flex flex-col leading-tight">
      <Stat stat={winRate} kind="percent" layout="value" provenance={toReference(record, 'winRate')} />
      {breakEvenRate !== null && (
        <span className="text-xs text-soft">
          {t('needs')} <Stat stat={breakEvenRate} kind="percent" />
        </span>
      )}
    </span>
  )
}

/** The profit and its largest drawdown. */
function Profit({ record }: { record: Strategy }) {
  const t = useTranslations('strategies')
  const { profit, maxDrawdown } = record
  return (
    <span className="inline-flex flex-col leading-tight">
      <Stat stat={profit} kind="units" layout="value" provenance={toReference(record, 'profit')} />
      {maxDrawdown !== null && (
        <span className="text-xs whitespace-nowrap text-soft" title={t('drawdownHint')}>
          {t('fell')} <Stat stat={maxDrawdown} kind="drawdown" provenance={toReference(record, 'maxDrawdown')} />
        </span>
      )}
    </span>
  )
}

/** Closing line value, and the number of bets that have one. */
function Clv({ record }: { record: Strategy }) {
  const t = useTranslations('strategies')
  const { avgClv, totalBets } = record
  const write = useNumberText()
  return (
    <span className="inline-flex flex-col leading-tight">
      <Stat stat={avgClv} kind="signedPercent" layout="interval" provenance={toReference(record, 'avgClv')} />
      {avgClv.n !== null && (
        <span className="text-xs text-soft">
          {t('clvCoverage', { covered: write('count', avgClv.n), bets: write('count', totalBets) })}
        </span>
      )}
    </span>
  )
}

/** Null means that the record gives no positive ROI to confirm, which is not the same as unknown. */
function Needed({ record: { betsNeeded } }: { record: Strategy }) {
  const t = useTranslations('strategies')
  return betsNeeded === null ? <span className="text-xs text-soft">{t('neededNone')}</span> : <Stat stat={betsNeeded} kind="count" />
}

/** ROI at the ends of the shared axis; intervals that run beyond end in an arrow. */
const ROI_DOMAIN = [-0.6, 0.6] as const
const WIDTH = 168
const HEIGHT = 20
const TICKS = [-0.5, 0, 0.5]

/** The axis shared by all ROI cells. */
function ForestAxis() {
  const write = useNumberText()
  const scale = scaleLinear({ domain: [...ROI_DOMAIN], range: [WIDTH * 0.02, WIDTH * 0.98] })
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className="block">
      <AxisTop
        top={HEIGHT}
        scale={scale}
        tickValues={TICKS}
        tickLength={4}
        stroke="var(--rule-strong)"
        tickStroke="var(--rule-strong)"
        tickFormat={(value) => write('signedPercent', Number(value)).replace('.0', '')}
        tickLabelProps={{ fill: 'var(--ink-soft)', fontSize: 10, fontFamily: 'inherit', textAnchor: 'middle', dy: '-0.2em' }}
      />
    </svg>
  )
}
