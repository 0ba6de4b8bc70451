import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type FormEvent, useDeferredValue, useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { searchForPair } from '../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { Button, LinkButton } from '../../ui/buttons.tsx'
import { OriginBadges } from '../../ui/origin.tsx'
import { PageHeader, Section } from '../../ui/page.tsx'
import { Empty, Panel } from '../../ui/panel.tsx'
import { RankedList } from '../../ui/figures.tsx'

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
                      search={searchForPair(pair)}
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

type FoundTeam = ApiOutputs['team']['search']['data'][number]

interface TeamPickerProps {
  label: string
  value: number | null
  /** Name of a team that was chosen elsewhere. */
  initialName?: string
  onChange: (teamId: number | null) => void
}

/** Finds one team by its name or an alias. */
function TeamPicker({ label, value, initialName = '', onChange }: TeamPickerProps) {
  const t = useTranslations('matchup')
  const trpc = useTRPC()
  const [text, setText] = useState(initialName)
  const query = useDeferredValue(text.trim())
  const found = useQuery(
    trpc.team.search.queryOptions(
      { query, limit: 12 },
      { enabled: query !== '', placeholderData: keepPreviousData, select: (answer) => answer.data },
    ),
  )
  return (
    <ComboBox
      items={query === '' ? [] : (found.data ?? [])}
      inputValue={text}
      onInputChange={setText}
      selectedKey={value}
      onSelectionChange={(key) => {
        onChange(typeof key === 'number' ? key : null)
        const chosen = found.data?.find((team) => team.id === key)
        if (chosen) setText(chosen.name)
      }}
      allowsEmptyCollection
      menuTrigger="input"
    >
      <Label className="eyebrow">{label}</Label>
      <Input
        placeholder={t('pickPlaceholder')}
        className="mt-0.5 block min-h-11 w-full rounded border border-rule-strong bg-panel px-3 text-lg text-ink"
      />
      <Popover className="w-(--trigger-width) rounded border border-rule bg-panel shadow-lg">
        <ListBox
          className="max-h-72 overflow-auto p-1 outline-none"
          renderEmptyState={() => <p className="px-3 py-2 text-sm text-soft">{t('pickNone')}</p>}
        >
          {(team: FoundTeam) => (
            <ListBoxItem
              id={team.id}
              textValue={team.name}
              className="flex min-h-9 cursor-pointer items-center gap-2 rounded px-2 text-sm outline-none data-[focused]:bg-ink data-[focused]:text-paper"
            >
              <span className="min-w-0 flex-1 truncate">{team.name}</span>
              <span className="truncate text-xs opacity-80">{team.league}</span>
              <OriginBadges source={team.source} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
