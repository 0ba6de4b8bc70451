import type { Strategy } from '@mon-ps/contract/strategy'
import { useTranslations } from 'use-intl'
import type { StrategySort } from '../../lib/page-search.ts'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { type ChartData, ChartFrame } from '../../ui/chart-frame.tsx'
import { DataTable, type SortState } from '../../ui/data-table.tsx'
import { useNumberText } from '../../ui/written.ts'
import { excludesZero } from '../../ui/stat.tsx'
import { FALSE_ALARM_RATE } from './record.tsx'
import { useStrategyColumns } from './strategy-columns.tsx'

interface StrategyTableProps {
  list: ApiOutputs['strategy']['list']
  scope: Strategy['scope']
  sort: SortState<StrategySort>
  onSort: (sort: SortState<StrategySort>) => void
}

/** The leader board: one row a record, their ROIs side by side on one axis. */
export function StrategyTable({ list, scope, sort, onSort }: StrategyTableProps) {
  const t = useTranslations('strategies')
  const write = useNumberText()
  const columns = useStrategyColumns(scope, list.meta.origin)
  const summary = t('forestSummary', {
    clear: list.data.filter(({ roi }) => excludesZero(roi.interval)).length,
    count: write('count', list.data.length),
    expected: write('expected', list.data.length * FALSE_ALARM_RATE),
  })
  return (
    <ChartFrame
      title={t('forestTitle')}
      summary={summary}
      fileName={`strategies-${scope}`}
      snapshot={list.meta.snapshot}
      data={useChartData(list.data)}
    >
      <DataTable
        caption={t('caption')}
        columns={columns}
        rows={list.data}
        rowKey={(record) => `${record.scope} ${record.strategyId} ${record.leagueCode ?? ''} ${record.season ?? ''}`}
        sort={sort}
        onSort={onSort}
      />
    </ChartFrame>
  )
}

function useChartData(records: readonly Strategy[]): ChartData {
  const t = useTranslations('strategies')
  return {
    columns: [
      { key: 'strategy', label: t('strategy') },
      { key: 'title', label: t('ruleTitle') },
      { key: 'role', label: t('role') },
      { key: 'team', label: t('team') },
      { key: 'league', label: t('league') },
      { key: 'bets', label: t('bets'), kind: 'count' },
      { key: 'winRate', label: t('winRate'), kind: 'percent' },
      { key: 'roi', label: t('roi'), kind: 'signedPercent' },
      { key: 'shrunkRoi', label: t('shrunk'), kind: 'signedPercent' },
      { key: 'profit', label: t('profit'), kind: 'units' },
      { key: 'clv', label: t('clv'), kind: 'signedPercent' },
      { key: 'maxDrawdown', label: t('drawdown'), kind: 'drawdown' },
      { key: 'qValue', label: t('q'), kind: 'decimal' },
      { key: 'betsNeeded', label: t('needed'), kind: 'count' },
      { key: 'verdict', label: t('verdict') },
    ],
    rows: records.map((record) => ({
      strategy: record.strategyName,
      title: record.strategyTitle ?? '',
      role: record.role === null ? '' : t(`role_${record.role}`),
      team: record.team?.name ?? '',
      league: record.league ?? '',
      bets: record.totalBets,
      winRate: record.winRate,
      roi: record.roi,
      shrunkRoi: record.shrunkRoi,
      profit: record.profit,
      clv: record.avgClv,
      maxDrawdown: record.maxDrawdown,
      qValue: record.qValue,
      betsNeeded: record.betsNeeded,
      verdict: record.verdict === null ? t('verdict_unknown') : t(`verdict_${record.verdict}`),
    })),
  }
}
