import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { readChoice } from '../../../lib/search-params.ts'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { MARKETS, type Profile, type Proven, useLocalText } from '../profile.ts'

type Market = Profile['markets'][number]

/** What is proven of the team's markets and rules, the reason where nothing is, and every market that was looked at. */
export function TeamMarkets({ profile }: { profile: Profile }) {
  const t = useTranslations('teamProfile')
  const name = useMarketName()
  const looked = profile.exploitMarkets?.cellsLookedAt ?? 0
  const strategyNames = (list: Profile['optimalStrategies']) =>
    list?.items.map(({ strategy, priority }) => t('provenStrategy', { strategy, priority })) ?? []
  const marketNames = (list: Proven | null) => list?.items.map(({ market }) => name(market)) ?? []
  return (
    <>
      <dl className="mb-5 grid gap-x-10 gap-y-4 md:grid-cols-2">
        <ProvenItem label={t('exploit')} names={marketNames(profile.exploitMarkets)} reason={profile.exploitMarkets?.reason} />
        <ProvenItem label={t('avoid')} names={marketNames(profile.avoidMarkets)} reason={profile.avoidMarkets?.reason} />
        <ProvenItem label={t('strategies')} names={strategyNames(profile.optimalStrategies)} reason={profile.optimalStrategies?.reason} />
        <ProvenItem label={t('scenarios')} names={strategyNames(profile.optimalScenarios)} reason={profile.optimalScenarios?.reason} />
      </dl>
      <DataTable caption={t('marketsCaption')} columns={useColumns()} rows={profile.markets} rowKey={({ market }) => market} />
      <p className="mt-2 text-xs text-soft">
        {t('marketsCaption')}. {t('marketsNote', { count: looked })}
      </p>
    </>
  )
}

interface ProvenItemProps {
  label: string
  names: readonly string[]
  reason: Proven['reason'] | undefined
}

function ProvenItem({ label, names, reason }: ProvenItemProps): ReactNode {
  const t = useTranslations('teamProfile')
  const read = useLocalText()
  return (
    <div>
      <dt className="eyebrow">{label}</dt>
      <dd className="mt-1">
        {names.length > 0 ? names.join(', ') : t('noneProven')}
        {names.length === 0 && reason && <span className="block max-w-prose text-sm text-soft">{read(reason)}</span>}
      </dd>
    </div>
  )
}

function useMarketName(): (market: string) => string {
  const t = useTranslations('teamProfile')
  return (market) => {
    const known = readChoice(market, MARKETS)
    return known ? t(`market_${known}`) : market
  }
}

function useColumns(): DataColumn<Market>[] {
  const t = useTranslations('teamProfile')
  const name = useMarketName()
  return [
    { id: 'market', header: t('market'), cell: ({ market }) => name(market) },
    { id: 'bets', header: t('bets'), align: 'right', cell: ({ bets }) => <Stat stat={bets} kind="count" /> },
    {
      id: 'roi',
      header: t('roi'),
      hint: t('roiHint'),
      align: 'right',
      cell: ({ roi }) => <Stat stat={roi} kind="signedPercent" layout="interval" />,
    },
    {
      id: 'clv',
      header: t('clv'),
      hint: t('clvHint'),
      align: 'right',
      cell: ({ clv }) => <Stat stat={clv} kind="signedPercent" layout="stacked" />,
    },
    {
      id: 'qValue',
      header: t('qValue'),
      hint: t('qValueHint'),
      align: 'right',
      cell: ({ qValue }) => <Stat stat={qValue} kind="decimal" />,
    },
  ]
}
