import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type ApiOutputs, useTRPC } from '../../../lib/trpc.ts'
import { Panel } from '../../../ui/panel.tsx'
import { Stat } from '../../../ui/stat.tsx'
import type { Pair } from '../use-matchup.ts'

type Forecasts = ApiOutputs['matchup']['forecasts']
const MARKETS = ['home', 'draw', 'away', 'over25', 'btts'] as const

/** The pair by the tiers that are judged on the Models page: what prices of past matches add to the results. */
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
  const { tiers, day, season, neutralVenue } = forecasts
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
