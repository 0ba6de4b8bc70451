import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { getTeamSort, type TeamSort } from '../../lib/page-search.ts'
import { type ChosenOrigin, onlyDefined, type SearchChanges } from '../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { LinkButton } from '../../ui/buttons.tsx'
import { SelectField } from '../../ui/choices.tsx'
import { type DataColumn, DataTable, type SortState } from '../../ui/data-table.tsx'
import { NoneMoved, OriginBadges, OriginField } from '../../ui/origin.tsx'
import { PageHeader, Pager } from '../../ui/page.tsx'
import { Empty, Panel, Warnings } from '../../ui/panel.tsx'
import { Stat } from '../../ui/stat.tsx'

const route = getRouteApi('/teams')

/** The leader board: every team by what one named strategy made on its matches. */
export function TeamListScreen() {
  const t = useTranslations('teams')
  const trpc = useTRPC()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const leagues = useQuery(trpc.league.list.queryOptions(undefined, { select: (answer) => answer.data }))
  const teams = useQuery(trpc.team.list.queryOptions(search, { placeholderData: keepPreviousData }))
  const change = (changes: SearchChanges<typeof search>) =>
    void navigate({ search: (current) => onlyDefined({ ...current, cursor: undefined, ...changes }), resetScroll: false })
  const options = [
    { value: '', label: t('allLeagues') },
    ...(leagues.data ?? []).map((league) => ({ value: league.code, label: league.name })),
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <SelectField
              label={t('league')}
              value={search.league ?? ''}
              options={options}
              onChange={(league) => change({ league: league || undefined })}
            />
            <OriginField />
          </>
        }
      />
      <Panel
        query={teams}
        what={t('what')}
        height="min-h-[36rem]"
        empty={(list) =>
          list.data.length > 0 ? null : search.origin === 'migrated' ? (
            <NoneMoved />
          ) : (
            <Empty cause={search.league ? t('emptyLeague') : t('empty')} action={<LinkButton to="/">{t('emptyAction')}</LinkButton>} />
          )
        }
      >
        {(list) => (
          <>
            <Warnings meta={list.meta} />
            <TeamTable
              teams={list.data}
              origin={search.origin}
              sort={getTeamSort(search)}
              onSort={({ by, order }) => change({ sort: by, order })}
            />
            <Pager page={list.page} cursor={search.cursor} onCursor={(cursor) => change({ cursor })} />
          </>
        )}
      </Panel>
    </>
  )
}

type Team = ApiOutputs['team']['list']['data'][number]

interface TeamTableProps {
  teams: readonly Team[]
  /** The origin of the rows; undefined for what V3 shows. */
  origin: ChosenOrigin | undefined
  sort: SortState<TeamSort>
  onSort: (sort: SortState<TeamSort>) => void
}

function TeamTable({ teams, origin, sort, onSort }: TeamTableProps) {
  const t = useTranslations('teams')
  const columns = useColumns(origin)
  const strategies = [...new Set(teams.map((team) => team.referenceStrategy).filter((name) => name !== null))]
  return (
    <>
      <DataTable
        caption={t('caption')}
        columns={columns}
        rows={teams}
        rowKey={(team) => `${team.teamId} ${team.season ?? ''} ${team.runId}`}
        sort={sort}
        onSort={onSort}
      />
      {strategies.length > 0 && <p className="mt-2 text-xs text-soft">{t('reference', { strategy: strategies.join(', ') })}</p>}
    </>
  )
}

function useColumns(origin: ChosenOrigin | undefined): DataColumn<Team, TeamSort>[] {
  const t = useTranslations('teams')
  return [
    { id: 'team', header: t('team'), sortBy: 'teamName', cell: (team) => <TeamName team={team} origin={origin} /> },
    { id: 'bets', header: t('bets'), align: 'right', sortBy: 'totalBets', cell: (team) => <Stat stat={team.totalBets} kind="count" /> },
    {
      id: 'winRate',
      header: t('winRate'),
      hint: t('winRateHint'),
      align: 'right',
      sortBy: 'winRate',
      wideOnly: true,
      cell: (team) => <Stat stat={team.winRate} kind="percent" />,
    },
    {
      id: 'pnl',
      header: t('pnl'),
      hint: t('pnlHint'),
      align: 'right',
      sortBy: 'totalPnl',
      cell: (team) => <Stat stat={team.totalPnl} kind="units" layout="stacked" />,
    },
    {
      id: 'roi',
      header: t('roi'),
      hint: t('roiHint'),
      align: 'right',
      sortBy: 'roi',
      cell: (team) => <Stat stat={team.roi} kind="signedPercent" layout="stacked" />,
    },
    {
      id: 'clv',
      header: t('clv'),
      hint: t('clvHint'),
      align: 'right',
      sortBy: 'avgClv',
      wideOnly: true,
      cell: (team) => <Stat stat={team.avgClv} kind="signedPercent" layout="stacked" />,
    },
  ]
}

function TeamName({ team, origin }: { team: Team; origin: ChosenOrigin | undefined }) {
  return (
    <span className="block min-w-32">
      <span className="inline-flex flex-wrap items-center gap-x-1.5">
        <Link
          to="/teams/$teamId"
          params={{ teamId: team.teamId }}
          search={onlyDefined({ origin })}
          className="inline-flex min-h-6 items-center font-semibold"
        >
          {team.teamName}
        </Link>
        <OriginBadges source={team.source} origin={team.origin} />
      </span>
      <span className="block text-xs text-soft">
        {team.league}
        {team.season !== null && ` · ${team.season}`}
        {team.currentStyle !== null && <span className="lowercase"> · {team.currentStyle}</span>}
      </span>
    </span>
  )
}
