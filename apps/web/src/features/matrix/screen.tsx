import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { type ChosenOrigin, onlyDefined, type SearchChanges, searchForPair } from '../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { LinkButton } from '../../ui/buttons.tsx'
import { SelectField } from '../../ui/choices.tsx'
import type { NumberKind } from '@mon-ps/messages/numbers'
import { OriginBadges, OriginField } from '../../ui/origin.tsx'
import { PageHeader } from '../../ui/page.tsx'
import { Empty, Panel } from '../../ui/panel.tsx'
import { RankedList } from '../../ui/figures.tsx'
import { MatrixChart } from './matrix-chart.tsx'

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
              <OriginField />
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

type Pair = ApiOutputs['friction']['list']['data'][number]
type Sort = 'chaos' | 'friction' | 'uncertainty'

const LISTED = 8
const LISTS: readonly { sort: Sort; kind: NumberKind; getStat: (pair: Pair) => Pair['frictionScore'] }[] = [
  { sort: 'chaos', kind: 'score', getStat: (pair) => pair.chaosPotential },
  { sort: 'friction', kind: 'score', getStat: (pair) => pair.frictionScore },
  { sort: 'uncertainty', kind: 'percent', getStat: toIntervalWidth },
]

/** The width of the home win's interval, with its n. */
export function toIntervalWidth({ uncertainty, homeWinProb: { n } }: Pick<Pair, 'uncertainty' | 'homeWinProb'>): Pair['frictionScore'] {
  return { value: uncertainty, n, interval: null, status: uncertainty === null ? 'not_measured' : 'measured' }
}

interface Shown {
  league: string
  /** The origin of the rows; undefined for what V3 shows. */
  origin: ChosenOrigin | undefined
}

/** Three rankings of pairs that deserve a look. */
function TopLists({ league, origin }: Shown) {
  const t = useTranslations('matrix')
  return (
    <aside aria-label={t('topsTitle')} className="grid content-start gap-6 sm:grid-cols-2 lg:grid-cols-1">
      {LISTS.map((list) => (
        <section key={list.sort}>
          <h3 className="mb-1 font-semibold">{t(`top_${list.sort}`)}</h3>
          <TopList league={league} origin={origin} {...list} />
        </section>
      ))}
    </aside>
  )
}

function TopList({ league, origin, sort, kind, getStat }: (typeof LISTS)[number] & Shown) {
  const t = useTranslations('matrix')
  const trpc = useTRPC()
  const pairs = useQuery(trpc.friction.list.queryOptions({ league, sort, limit: LISTED, ...onlyDefined({ origin }) }))
  return (
    <Panel query={pairs} what={t('whatTops')} height="min-h-56">
      {(list) => (
        <RankedList
          label={t(`top_${sort}`)}
          kind={kind}
          layout="stacked"
          items={list.data.map((pair) => ({
            key: String(pair.frictionId),
            stat: getStat(pair),
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
                {pair.origin !== 'calculated' && <OriginBadges source={pair.source} origin={pair.origin} />}
              </>
            ),
          }))}
        />
      )}
    </Panel>
  )
}
