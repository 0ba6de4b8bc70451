import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { onlyDefined, type SearchChanges } from '../../lib/search-params.ts'
import { Button, LinkButton } from '../../ui/buttons.tsx'
import { OriginBadges, OriginField } from '../../ui/origin.tsx'
import { Badge, PageHeader, Section } from '../../ui/page.tsx'
import { Notice, Panel, Warnings } from '../../ui/panel.tsx'
import { ProvenanceSubject } from '../../ui/stat.tsx'
import { CrossLeague } from './cross-league.tsx'
import { EarlierFriction, FrictionBars, GateNote } from './friction.tsx'
import { HeadToHead } from './head-to-head.tsx'
import { MarketTable, TierForecasts } from './markets.tsx'
import { isFromV1, V1Numbers } from './v1-numbers.tsx'
import { Causes, Chaos, ChaosBand, PsychologicalEdge } from './reasons.tsx'
import { ScorelineGrid } from './scorelines.tsx'
import { type Matchup, useMatchup } from './use-matchup.ts'
import { GoalRates, Verdict } from './verdict.tsx'
import { WhatIf } from './what-if.tsx'

const route = getRouteApi('/matchups/$homeId/$awayId')

/** Two teams at the first one's ground: who wins, why, and what a bet on it is worth. */
export function MatchupScreen() {
  const t = useTranslations('matchup')
  const search = route.useSearch()
  const { query, isCalculatedNow } = useMatchup(route.useParams(), search)
  return (
    <>
      {query.data === undefined && <PageHeader title={t('waitingTitle')} actions={<OriginField />} />}
      <Panel query={query} what={t('what')} height="min-h-[56rem]">
        {(matchup) => (
          <ProvenanceSubject
            subject={
              matchup.runId === null
                ? null
                : { homeId: matchup.home.id, awayId: matchup.away.id, ...onlyDefined({ origin: search.origin }) }
            }
          >
            <MatchupPage matchup={matchup} isCalculatedNow={isCalculatedNow} />
          </ProvenanceSubject>
        )}
      </Panel>
    </>
  )
}

type Search = ReturnType<typeof route.useSearch>

function MatchupPage({ matchup, isCalculatedNow }: { matchup: Matchup; isCalculatedNow: boolean }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const isOld = isFromV1(matchup)
  const isAcross = !isOld && matchup.scope === 'cross_league'
  const change = (changes: SearchChanges<Search>) =>
    void navigate({ search: (current) => onlyDefined({ ...current, ...changes }), resetScroll: false })
  return (
    <>
      <Header
        matchup={matchup}
        isCalculatedNow={isCalculatedNow}
        onWhatIf={() => change({ whatIf: search.whatIf ? undefined : true })}
        isOpen={search.whatIf === true}
      />
      <Warnings meta={matchup.meta} />
      {!isOld && !isAcross && <PriorNotice matchup={matchup} />}
      {search.whatIf && !isAcross && (
        <WhatIf published={matchup} overrides={search} onChange={change} onClose={() => change({ whatIf: undefined })} />
      )}
      {isAcross ? (
        <CrossLeague
          matchup={matchup}
          equal={search.equal}
          onEqual={(equal) => change({ equal })}
          market={search.market}
          onMarket={(market) => change({ market })}
        />
      ) : isOld ? (
        <>
          <V1Numbers matchup={matchup} />
          <History matchup={matchup} />
        </>
      ) : (
        <Calculated matchup={matchup} search={search} onChange={change} />
      )}
    </>
  )
}

interface CalculatedProps {
  matchup: Matchup
  search: Search
  onChange: (changes: SearchChanges<Search>) => void
}

/** What the goals model says about the pair. */
function Calculated({ matchup, search, onChange }: CalculatedProps) {
  const t = useTranslations('matchup')
  return (
    <>
      <h2 className="sr-only">{t('sectionVerdict')}</h2>
      <div className="grid gap-7">
        <Verdict matchup={matchup} />
        <GoalRates matchup={matchup} />
      </div>
      <div className="mt-10 grid gap-x-12 gap-y-10 border-t border-ink pt-4 lg:grid-cols-2">
        <ScorelineGrid matchup={matchup} highlight={search.highlight} onHighlight={(highlight) => onChange({ highlight })} />
        <div>
          <FrictionBars matchup={matchup} />
          <GateNote matchup={matchup} />
        </div>
      </div>
      <WhySection matchup={matchup} />
      {matchup.leagueCode !== null && (
        <Section title={t('sectionTiers')}>
          <TierForecasts
            pair={{ homeId: matchup.home.id, awayId: matchup.away.id, neutral: search.neutral }}
            names={{ home: matchup.home.name, away: matchup.away.name }}
          />
        </Section>
      )}
      <Section title={t('sectionPrices')}>
        <MarketTable matchup={matchup} market={search.market} onMarket={(market) => onChange({ market })} />
      </Section>
      <History matchup={matchup} />
    </>
  )
}

interface HeaderProps {
  matchup: Matchup
  isCalculatedNow: boolean
  isOpen: boolean
  onWhatIf: () => void
}

function Header({ matchup, isCalculatedNow, isOpen, onWhatIf }: HeaderProps) {
  const t = useTranslations('matchup')
  const tGate = useTranslations('gate')
  const { origin } = route.useSearch()
  const { home, away, league, season, sides } = matchup
  return (
    <PageHeader
      documentTitle={t('title', { home: home.name, away: away.name })}
      title={
        <>
          <TeamLink team={home} /> <span className="font-normal text-soft">v</span> <TeamLink team={away} />
        </>
      }
      eyebrow={
        <span className="inline-flex flex-wrap items-center gap-2">
          {league !== null && season !== null && <span>{t('eyebrow', { league, season })}</span>}
          {sides && <span>{tGate('crossEyebrow', { home: sides.home.league, away: sides.away.league })}</span>}
          <span>
            {matchup.orientation === 'unordered'
              ? t('noGround')
              : matchup.neutralVenue
                ? t('atNeutral')
                : t('atGround', { home: home.name })}
          </span>
          <OriginBadges source={matchup.source} origin={matchup.origin} />
          {isCalculatedNow && <Badge>{t('calculated')}</Badge>}
        </span>
      }
      actions={
        <>
          <OriginField />
          <LinkButton to="/matchups/$homeId/$awayId" params={{ homeId: away.id, awayId: home.id }} search={onlyDefined({ origin })}>
            {t('swap')}
          </LinkButton>
          {(matchup.scope === 'domestic' || isFromV1(matchup)) && (
            <Button onPress={onWhatIf} tone={isOpen ? 'primary' : 'plain'}>
              {t('whatIf')}
            </Button>
          )}
        </>
      }
    />
  )
}

function TeamLink({ team }: { team: Matchup['home'] }) {
  return (
    <Link to="/teams/$teamId" params={{ teamId: team.id }} className="text-ink no-underline hover:underline">
      {team.name}
    </Link>
  )
}

function PriorNotice({ matchup: { basis, home, away } }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const unknown = [basis?.home === 'prior' ? home.name : null, basis?.away === 'prior' ? away.name : null].filter((name) => name !== null)
  if (unknown.length === 0) return null
  return (
    <div className="mb-6">
      <Notice tone="warn">
        {unknown.map((team) => (
          <p key={team}>{t('basisPrior', { team })}</p>
        ))}
      </Notice>
    </div>
  )
}

function WhySection({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  return (
    <Section title={t('sectionWhy')}>
      <div className="grid gap-y-9">
        <Causes matchup={matchup} />
        <div className="grid gap-x-12 gap-y-9 lg:grid-cols-2">
          <PsychologicalEdge matchup={matchup} />
          <div>
            <Chaos matchup={matchup} />
            <ChaosBand matchup={matchup} />
          </div>
          <EarlierFriction matchup={matchup} />
        </div>
      </div>
    </Section>
  )
}

function History({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  return (
    <Section title={t('sectionHistory')}>
      <HeadToHead matchup={matchup} />
    </Section>
  )
}
