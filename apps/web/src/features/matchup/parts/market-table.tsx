import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { type Market, type Matchup, useMatchupText } from '../matchup-text.ts'

export interface MarketTableProps {
  matchup: Matchup
  /** The market shown; the main ones when absent. */
  market: string | undefined
  onMarket: (market: string | undefined) => void
}

const ALL = 'all'
const MAIN = 'main'
const MAIN_MARKETS = new Set(['1x2', 'double_chance', 'draw_no_bet', 'btts'])
/** The lines that are traded most. */
const MAIN_LINES = new Set([1.5, 2.5, 3.5])

const isMain = ({ market, line }: Market) => MAIN_MARKETS.has(market) || (market === 'total' && line !== null && MAIN_LINES.has(line))

/** Every bet of the one score matrix: how often it wins, what comes back, at which odds it is fair. */
export function MarketTable({ matchup, market, onMarket }: MarketTableProps) {
  const t = useTranslations('matchup')
  const text = useMatchupText(matchup)
  const kinds = [...new Set(matchup.markets.map((entry) => entry.market))]
  const shown = matchup.markets.filter((entry) => (market === undefined ? isMain(entry) : market === ALL || entry.market === market))
  const columns: DataColumn<Market>[] = [
    { id: 'market', header: t('market'), cell: (entry) => text.market(entry.market) },
    { id: 'selection', header: t('selection'), cell: (entry) => text.selection(entry.selection) },
    {
      id: 'line',
      header: t('line'),
      align: 'right',
      cell: (entry) => (entry.line === null ? '' : <Stat stat={entry.line} kind="plain" />),
    },
    { id: 'win', header: t('win'), align: 'right', cell: (entry) => <Stat stat={entry.win} kind="percent" /> },
    {
      id: 'push',
      header: t('push'),
      align: 'right',
      wideOnly: true,
      cell: (entry) => (entry.push > 0 ? <Stat stat={entry.push} kind="percent" /> : ''),
    },
    { id: 'fair', header: t('fairOddsHeader'), align: 'right', cell: (entry) => <Stat stat={entry.fairOdds} kind="odds" /> },
  ]
  return (
    <ChartFrame
      title={t('marketsTitle')}
      summary={t('marketsSummary')}
      fileName={`markets-${matchup.home.name}-${matchup.away.name}`}
      snapshot={matchup.meta.snapshot}
      twin={{
        columns: [
          { key: 'market', label: t('market') },
          { key: 'selection', label: t('selection') },
          { key: 'line', label: t('line'), kind: 'plain' },
          { key: 'win', label: t('win'), kind: 'percent' },
          { key: 'push', label: t('push'), kind: 'percent' },
          { key: 'fairOdds', label: t('fairOddsHeader'), kind: 'odds' },
        ],
        rows: shown.map((entry) => ({
          market: text.market(entry.market),
          selection: text.selection(entry.selection),
          line: entry.line ?? '',
          win: entry.win,
          push: entry.push,
          fairOdds: entry.fairOdds,
        })),
      }}
    >
      <div className="mb-3">
        <SelectField
          label={t('marketGroup')}
          value={market ?? MAIN}
          options={[
            { value: MAIN, label: t('marketMain') },
            ...kinds.map((kind) => ({ value: kind, label: text.market(kind) })),
            { value: ALL, label: t('marketAll') },
          ]}
          onChange={(value) => onMarket(value === MAIN ? undefined : value)}
        />
      </div>
      <div className="max-h-[44rem] overflow-y-auto">
        <DataTable
          caption={t('marketsTitle')}
          columns={columns}
          rows={shown}
          rowKey={(entry) => `${entry.market} ${entry.selection} ${entry.line ?? ''}`}
        />
      </div>
    </ChartFrame>
  )
}
