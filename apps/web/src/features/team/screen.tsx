import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ChosenOrigin } from '../../lib/chosen-origin.ts'
import { onlyDefined } from '../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { OriginBadges } from '../../ui/origin-badges.tsx'
import { OriginField } from '../../ui/origin-field.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Section } from '../../ui/section.tsx'
import { Warnings } from '../../ui/warnings.tsx'
import { NumbersOf } from '../../ui/where-from.tsx'
import { BettingRecord } from './parts/betting-record.tsx'
import { DnaChart } from './parts/dna-chart.tsx'
import { RecentMatches } from './parts/recent-matches.tsx'
import { ProfileSections, TeamInWords } from './parts/team-profile.tsx'

type Team = ApiOutputs['team']['byId']

const route = getRouteApi('/teams/$teamId')

/** One team: what sets it apart, its betting record, its last matches. */
export function TeamScreen() {
  const t = useTranslations('team')
  const { teamId } = route.useParams()
  const trpc = useTRPC()
  const { origin } = route.useSearch()
  const team = useQuery(trpc.team.byId.queryOptions({ teamId, ...onlyDefined({ origin }) }))
  return (
    <>
      {team.data === undefined && <PageHeader title={t('waitingTitle')} actions={<Origin />} />}
      <Panel query={team} what={t('what')} height="min-h-[48rem]">
        {(found) => (
          <NumbersOf subject={{ teamId: found.teamId, ...onlyDefined({ origin }) }}>
            <TeamPage team={found} />
          </NumbersOf>
        )}
      </Panel>
    </>
  )
}

function Origin() {
  const { origin } = route.useSearch()
  const navigate = route.useNavigate()
  const change = (chosen: ChosenOrigin | undefined) =>
    void navigate({ search: (current) => onlyDefined({ ...current, origin: chosen }), resetScroll: false })
  return <OriginField value={origin} onChange={change} />
}

/** Whose record it is: in words where the rule is one of ours, by its code always. */
function RecordAside({ team: { referenceStrategy: strategy, referenceStrategyTitle: title } }: { team: Team }) {
  const t = useTranslations('team')
  if (strategy === null) return t('recordAsideUnknown')
  return title === null ? t('recordAside', { strategy }) : t('recordAsideTitled', { title, strategy })
}

function TeamPage({ team }: { team: Team }) {
  const t = useTranslations('team')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      <PageHeader
        title={team.teamName}
        eyebrow={
          <span className="inline-flex flex-wrap items-center gap-2">
            {team.season === null ? team.league : t('eyebrow', { league: team.league, season: team.season })}
            <OriginBadges source={team.source} origin={team.origin} />
          </span>
        }
        actions={
          <>
            <Origin />
            <LinkButton to="/matchups" search={{ home: team.teamId }}>
              {t('compare')}
            </LinkButton>
          </>
        }
      />
      <Warnings meta={team.meta} />
      <TeamInWords team={team} />
      <Section title={t('sectionDna')} aside={team.dnaFingerprint && t('fingerprint', { hash: team.dnaFingerprint.slice(0, 8) })}>
        <DnaChart
          team={team}
          search={search}
          onSearch={(next) => void navigate({ search: onlyDefined({ ...next, origin: search.origin }), resetScroll: false })}
        />
      </Section>
      <Section title={t('record')} aside={<RecordAside team={team} />}>
        <BettingRecord team={team} />
      </Section>
      {team.profile && <ProfileSections profile={team.profile} />}
      <Section title={t('sectionMatches')}>
        <RecentMatches team={team} />
      </Section>
    </>
  )
}
