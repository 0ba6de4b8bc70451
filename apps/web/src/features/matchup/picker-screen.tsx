import { skipToken, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../lib/trpc.ts'
import { originOfPair } from '../../lib/chosen-origin.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { OriginBadges } from '../../ui/origin-badges.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RankedList } from '../../ui/ranked-list.tsx'
import { Section } from '../../ui/section.tsx'
import { TeamPicker } from './parts/team-picker.tsx'

const route = getRouteApi('/matchups')
const LISTED = 12

/** Two names, or a pair worth looking at. */
export function MatchupPickerScreen() {
  const t = useTranslations('matchup')
  const trpc = useTRPC()
  const { home } = route.useSearch()
  const given = useQuery(trpc.team.byId.queryOptions(home === undefined ? skipToken : { teamId: home }))
  const pairs = useQuery(trpc.friction.list.queryOptions({ sort: 'chaos', limit: LISTED }))
  return (
    <>
      <PageHeader title={t('pickTitle')} lead={t('pickLead')} />
      {(home === undefined || !given.isPending) && <Picker key={home} homeId={home ?? null} homeName={given.data?.teamName ?? ''} />}
      <Section title={t('pickTop')} aside={t('pickTopAside')}>
        <Panel
          query={pairs}
          what={t('whatPairs')}
          height="min-h-72"
          empty={(list) =>
            list.data.length === 0 ? <Empty cause={t('pickEmpty')} action={<LinkButton to="/">{t('pickEmptyAction')}</LinkButton>} /> : null
          }
        >
          {(list) => (
            <RankedList
              label={t('pickTop')}
              kind="score"
              columns
              items={list.data.map((pair) => ({
                key: String(pair.frictionId),
                stat: pair.chaosPotential,
                name: (
                  <>
                    <Link
                      to="/matchups/$homeId/$awayId"
                      params={{ homeId: pair.home.id, awayId: pair.away.id }}
                      search={originOfPair(pair)}
                      className="inline-flex min-h-6 items-center"
                    >
                      {pair.home.name} – {pair.away.name}
                    </Link>{' '}
                    <OriginBadges source={pair.source} origin={pair.origin} />
                  </>
                ),
              }))}
            />
          )}
        </Panel>
      </Section>
    </>
  )
}

function Picker({ homeId: given, homeName }: { homeId: number | null; homeName: string }) {
  const t = useTranslations('matchup')
  const navigate = route.useNavigate()
  const [homeId, setHomeId] = useState(given)
  const [awayId, setAwayId] = useState<number | null>(null)
  const isSame = homeId !== null && homeId === awayId
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (homeId !== null && awayId !== null && !isSame) void navigate({ to: '/matchups/$homeId/$awayId', params: { homeId, awayId } })
  }
  return (
    <form onSubmit={submit} className="mb-10 grid items-end gap-4 md:grid-cols-[1fr_1fr_auto]">
      <TeamPicker label={t('pickHome')} value={homeId} initialName={homeName} onChange={setHomeId} />
      <TeamPicker label={t('pickAway')} value={awayId} onChange={setAwayId} />
      <div className="pb-1">
        <Button type="submit" tone="primary" isDisabled={homeId === null || awayId === null || isSame}>
          {t('pickOpen')}
        </Button>
      </div>
      {isSame && (
        <p role="alert" className="text-sm text-bad">
          {t('pickSame')}
        </p>
      )}
    </form>
  )
}
