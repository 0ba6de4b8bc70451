import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { onlyDefined } from '../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { LinkButton } from '../../ui/buttons.tsx'
import { Figures } from '../../ui/figures.tsx'
import { OriginBadges, OriginField } from '../../ui/origin.tsx'
import { PageHeader, Section } from '../../ui/page.tsx'
import { Panel, Warnings } from '../../ui/panel.tsx'
import { excludesZero, ProvenanceSubject } from '../../ui/stat.tsx'
import { DnaChart } from './dna-chart.tsx'
import { ProfileSections, TeamInWords } from './profile-sections.tsx'
import { RecentMatches } from './recent-matches.tsx'
import { PieceAndGoalscorers } from './piece-and-goalscorers.tsx'

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
      {team.data === undefined && <PageHeader title={t('waitingTitle')} actions={<OriginField />} />}
      <Panel query={team} what={t('what')} height="min-h-[48rem]">
        {(found) => (
          <ProvenanceSubject subject={{ teamId: found.teamId, ...onlyDefined({ origin }) }}>
            <TeamPage team={found} />
          </ProvenanceSubject>
        )}
      </Panel>
      <PieceAndGoalscorers teamId={teamId} />
    </>
  )
}

/** The rule behind the record: its title where it is one of ours, and its code. */
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
            <OriginField />
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

/** The record of the one reference strategy on this team's matches, and whether it says anything. */
function BettingRecord({ team }: { team: Team }) {
  const t = useTranslations('team')
  const { roi } = team
  const items = [
    { label: t('bets'), stat: team.totalBets, kind: 'count', number: 'totalBets' },
    { label: t('won'), stat: team.winRate, kind: 'percent', number: 'winRate' },
    { label: t('profit'), stat: team.totalPnl, kind: 'units', number: 'totalPnl' },
    { label: t('roi'), stat: roi, kind: 'signedPercent', number: 'roi' },
    { label: t('clv'), stat: team.avgClv, kind: 'signedPercent', number: 'avgClv' },
  ] as const
  return (
    <>
      <Figures items={items.map(({ number, ...item }) => ({ ...item, layout: 'stacked', provenance: { kind: 'team_record', number } }))} />
      {roi.interval !== null && (
        <p className="mt-4 max-w-prose text-sm text-soft">{excludesZero(roi.interval) ? t('recordEvidence') : t('recordLuck')}</p>
      )}
    </>
  )
}
