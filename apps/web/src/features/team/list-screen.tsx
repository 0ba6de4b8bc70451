import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { onlyDefined, type SearchChanges } from '../../lib/search-params.ts'
import { useTRPC } from '../../lib/trpc.ts'
import { Empty } from '../../ui/empty.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { NoneMoved } from '../../ui/none-moved.tsx'
import { OriginField } from '../../ui/origin-field.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Warnings } from '../../ui/warnings.tsx'
import { TeamTable } from './parts/team-table.tsx'

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
            <OriginField value={search.origin} onChange={(origin) => change({ origin })} />
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
              sort={{ sort: search.sort ?? 'totalPnl', order: search.order }}
              onSort={(sort, order) => change({ sort, order })}
            />
            <Pager page={list.page} cursor={search.cursor} onCursor={(cursor) => change({ cursor })} />
          </>
        )}
      </Panel>
    </>
  )
}
