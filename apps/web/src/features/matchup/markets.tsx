import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { SelectField } from '../../ui/choices.tsx'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { useDateText } from '../../ui/written.ts'
import { Panel } from '../../ui/panel.tsx'
import { Stat } from '../../ui/stat.tsx'
import { type Market, type Matchup, type Pair, useMatchupText } from './use-matchup.ts'

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

/** Every bet from the score matrix: its probability, the chance of a push, and its fair odds. */
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
      data={{
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

type Forecasts = ApiOutputs['matchup']['forecasts']
const MARKETS = ['home', 'draw', 'away', 'over25', 'btts'] as const

/** The pair's forecasts by the tiers that the Models page scores. */
export function TierForecasts({ pair, names }: { pair: Pair & { neutral?: true | undefined }; names: { home: string; away: string } }) {
  const t = useTranslations('matchup')
  const trpc = useTRPC()
  const { homeId, awayId, neutral } = pair
  const query = useQuery(trpc.matchup.forecasts.queryOptions({ homeId, awayId, neutralVenue: neutral === true }))
  return (
    <Panel query={query} what={t('tiersWhat')} height="min-h-40">
      {(forecasts) => <Table forecasts={forecasts} names={names} />}
    </Panel>
  )
}

function Table({ forecasts, names }: { forecasts: Forecasts; names: { home: string; away: string } }) {
  const t = useTranslations('matchup')
  const { tiers, season, neutralVenue } = forecasts
  const day = useDateText().day(forecasts.day)
  const titles = { home: names.home, draw: t('draw'), away: names.away, over25: t('over25'), btts: t('btts') }
  const caption = neutralVenue ? t('tiersCaptionNeutral', { day, season }) : t('tiersCaption', { day, season, home: names.home })
  return (
    <section className="overflow-x-auto" tabIndex={0} aria-label={caption}>
      <table className="w-full text-sm">
        <caption className="pb-2 text-left text-soft">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="border-b border-rule py-1.5 pr-2 text-left font-medium text-soft">
              {t('tiersTier')}
            </th>
            {MARKETS.map((market) => (
              <th key={market} scope="col" className="border-b border-rule px-2 py-1.5 text-right font-medium text-soft">
                {titles[market]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tiers.map((forecast) => (
            <tr key={forecast.tier} className="border-b border-rule last:border-0">
              <th scope="row" className="py-1.5 pr-2 text-left font-normal">
                {t(`tiersName.${forecast.tier}`)}
                {forecast.basis !== forecast.tier && <span className="block text-soft">{t('tiersFellBack')}</span>}
                {forecast.prior && <span className="block text-soft">{t('tiersPrior')}</span>}
              </th>
              {MARKETS.map((market) => (
                <td key={market} className="px-2 py-1.5 text-right">
                  <Stat stat={forecast[market]} kind="percent" layout="stacked" />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
