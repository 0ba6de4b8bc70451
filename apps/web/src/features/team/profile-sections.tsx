import { describeProfileGap } from '@mon-ps/messages/narrative/narrate'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { readChoice } from '../../lib/search-params.ts'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { useNumberText } from '../../ui/written.ts'
import { Badge, Section } from '../../ui/page.tsx'
import { Stat } from '../../ui/stat.tsx'
import { LegacyValues } from './dna-row.tsx'
import {
  Archetype,
  BettingIdentity,
  MARKETS,
  Narrative,
  type Opponent,
  type Profile,
  type Proven,
  type SimilarTeam,
  type Team,
} from './profile.tsx'

/** A team in words: from our numbers, or as V1 wrote it. */
export function TeamInWords({ team }: { team: Team }) {
  const t = useTranslations('teamProfile')
  const { profile, legacyProfile } = team
  if (profile === null && legacyProfile === null && team.narrativeProfile === null) return null
  return (
    <Section title={t('section')}>
      <Narrative team={team} />
      {profile && (
        <div className="mt-6 grid gap-x-12 gap-y-6 lg:grid-cols-[1fr_2fr]">
          <Archetype archetype={profile.archetype} />
          <BettingIdentity identity={profile.identity} />
        </div>
      )}
      {legacyProfile && (
        <div className="mt-4">
          <h3 className="eyebrow">{t('legacyTitle')}</h3>
          <LegacyValues values={legacyProfile} label={t('legacyTitle')} />
        </div>
      )}
    </Section>
  )
}

/** Markets, opponents and similar teams: only our own calculations have them. */
export function ProfileSections({ profile }: { profile: NonNullable<Team['profile']> }) {
  const t = useTranslations('teamProfile')
  return (
    <>
      <Section title={t('sectionMarkets')}>
        <TeamMarkets profile={profile} />
      </Section>
      {profile.opponents.length > 0 && (
        <Section title={t('sectionOpponents')}>
          <Opponents opponents={profile.opponents} />
        </Section>
      )}
      <Section title={t('sectionSimilar')}>
        <SimilarTeams similar={profile.similar} />
      </Section>
    </>
  )
}

type Market = Profile['markets'][number]

/** Proven markets and rules, or the reason why there are none, and every market that was tested. */
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
      <DataTable caption={t('marketsCaption')} columns={useMarketColumns()} rows={profile.markets} rowKey={({ market }) => market} />
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
  const locale = useLocale()
  return (
    <div>
      <dt className="eyebrow">{label}</dt>
      <dd className="mt-1">
        {names.length > 0 ? names.join(', ') : t('noneProven')}
        {names.length === 0 && reason && <span className="block max-w-prose text-sm text-soft">{describeProfileGap(reason, locale)}</span>}
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

function useMarketColumns(): DataColumn<Market>[] {
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

/** Every opponent of the season, with the raw and the shrunk record. */
export function Opponents({ opponents }: { opponents: readonly Opponent[] }) {
  const t = useTranslations('teamProfile')
  const columns = useOpponentColumns()
  const sure = opponents.filter(({ couldBeChance }) => !couldBeChance).length
  return (
    <>
      <p className="mb-3 max-w-prose text-sm">{t('opponentsLead', { sure })}</p>
      <DataTable caption={t('opponentsCaption')} columns={columns} rows={opponents} rowKey={({ opponent }) => String(opponent.id)} />
    </>
  )
}

function useOpponentColumns(): DataColumn<Opponent>[] {
  const t = useTranslations('teamProfile')
  return [
    {
      id: 'opponent',
      header: t('opponent'),
      cell: ({ opponent }) => (
        <Link to="/teams/$teamId" params={{ teamId: opponent.id }} className="inline-flex min-h-6 items-center">
          {opponent.name}
        </Link>
      ),
    },
    {
      id: 'record',
      header: t('record'),
      align: 'right',
      cell: ({ won, drawn, lost }) => `${won}–${drawn}–${lost}`,
    },
    {
      id: 'raw',
      header: t('raw'),
      hint: t('rawHint'),
      align: 'right',
      cell: ({ raw }) => <Stat stat={raw} kind="signed" layout="stacked" />,
    },
    {
      id: 'shrunk',
      header: t('shrunk'),
      hint: t('shrunkHint'),
      align: 'right',
      cell: ({ shrunk }) => <Stat stat={shrunk} kind="signed" layout="interval" />,
    },
    {
      id: 'verdict',
      header: t('verdict'),
      align: 'right',
      cell: ({ couldBeChance }) => <Badge tone={couldBeChance ? 'quiet' : 'strong'}>{couldBeChance ? t('couldBe') : t('isClear')}</Badge>,
    },
  ]
}

const DIFFERENCES_SHOWN = 2

/** The most similar teams by reliable metrics, in this league and in others, with their main differences. */
export function SimilarTeams({ similar: { inLeague, elsewhere } }: { similar: Profile['similar'] }) {
  const t = useTranslations('teamProfile')
  return (
    <>
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        <Nearest title={t('inLeague')} teams={inLeague} empty={t('noSimilar')} />
        <Nearest title={t('elsewhere')} teams={elsewhere} empty={t('noneElsewhere')} />
      </div>
      <p className="mt-3 max-w-prose text-xs text-soft">{t('similarNote')}</p>
    </>
  )
}

function Nearest({ title, teams, empty }: { title: string; teams: readonly SimilarTeam[]; empty: string }) {
  return (
    <div>
      <h3 className="eyebrow">{title}</h3>
      {teams.length === 0 ? (
        <p className="mt-1 text-sm text-soft">{empty}</p>
      ) : (
        <ol className="mt-1 grid gap-2">
          {teams.map((one) => (
            <li key={one.team.id}>
              <Near near={one} />
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function Near({ near: { team, leagueCode, distance, error, metrics } }: { near: SimilarTeam }) {
  const t = useTranslations('teamProfile')
  const write = useNumberText()
  const differences = metrics
    .slice(0, DIFFERENCES_SHOWN)
    .map(({ name, difference }) => t('differenceItem', { name, difference: write('signed', difference) }))
  return (
    <>
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        <Link to="/teams/$teamId" params={{ teamId: team.id }} className="inline-flex min-h-6 items-center font-semibold">
          {team.name}
        </Link>
        <span className="text-xs text-soft">{leagueCode}</span>
        <span className="text-sm">{t('distance', { distance: write('plain', distance), error: write('plain', error) })}</span>
      </span>
      <span className="block text-xs text-soft">{t('difference', { list: differences.join(', ') })}</span>
    </>
  )
}
