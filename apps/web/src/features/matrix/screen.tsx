import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { onlyDefined, type SearchChanges } from '../../lib/search-params.ts'
import { useTRPC } from '../../lib/trpc.ts'
import { Empty } from '../../ui/empty.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { OriginField } from '../../ui/origin-field.tsx'
import { OriginBadges } from '../../ui/origin-badges.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { MatrixChart } from './parts/matrix-chart.tsx'
import { TopLists } from './parts/top-lists.tsx'

const route = getRouteApi('/matrix')

/** Every pairing of one league at a glance, and where to look first. */
export function MatrixScreen() {
  const t = useTranslations('matrix')
  const trpc = useTRPC()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const leagues = useQuery(
    trpc.league.list.queryOptions(undefined, { select: (answer) => answer.data.filter((league) => league.calculatedAt !== null) }),
  )
  const league = leagues.data?.find(({ code }) => code === search.league) ?? leagues.data?.[0]
  const matrix = useQuery(
    trpc.friction.matrix.queryOptions(league ? { league: league.code, ...onlyDefined({ origin: search.origin }) } : skipToken, {
      placeholderData: keepPreviousData,
    }),
  )
  const change = (changes: SearchChanges<typeof search>) =>
    void navigate({ search: (current) => onlyDefined({ ...current, ...changes }), resetScroll: false })
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        eyebrow={league && <OriginBadges source={league.source} />}
        actions={
          league && (
            <>
              <SelectField
                label={t('league')}
                value={league.code}
                options={(leagues.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
                onChange={(code) => change({ league: code })}
              />
              <OriginField value={search.origin} onChange={(origin) => change({ origin })} />
            </>
          )
        }
      />
      <Panel
        query={leagues}
        what={t('what')}
        height="min-h-[40rem]"
        empty={(list) =>
          list.length === 0 ? <Empty cause={t('empty')} action={<LinkButton to="/">{t('emptyAction')}</LinkButton>} /> : null
        }
      >
        {() => (
          <>
            <h2 className="sr-only">{league?.name}</h2>
            <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_17rem]">
              <Panel query={matrix} what={t('what')} height="min-h-[40rem]">
                {(found) => <MatrixChart matrix={found} search={search} onSearch={change} />}
              </Panel>
              {league && <TopLists league={league.code} origin={search.origin} />}
            </div>
          </>
        )}
      </Panel>
    </>
  )
}
