import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { type ChosenOrigin, originOfPair } from '../../../lib/chosen-origin.ts'
import { onlyDefined } from '../../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../../lib/trpc.ts'
import { OriginBadges } from '../../../ui/origin-badges.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { RankedList } from '../../../ui/ranked-list.tsx'
import type { NumberKind } from '../../../ui/number-kind.ts'

type Pair = ApiOutputs['friction']['list']['data'][number]
type Sort = 'chaos' | 'friction' | 'uncertainty'

const LISTED = 8
const LISTS: readonly { sort: Sort; kind: NumberKind; statOf: (pair: Pair) => Pair['frictionScore'] }[] = [
  { sort: 'chaos', kind: 'score', statOf: (pair) => pair.chaosPotential },
  { sort: 'friction', kind: 'score', statOf: (pair) => pair.frictionScore },
  { sort: 'uncertainty', kind: 'percent', statOf: widthOfInterval },
]

/** How wide the home win's interval is, on the matches that the interval rests on; a width has no interval of its own. */
function widthOfInterval({ uncertainty, homeWinProb: { n } }: Pair): Pair['frictionScore'] {
  return { value: uncertainty, n, interval: null, status: uncertainty === null ? 'not_measured' : 'measured' }
}

interface Shown {
  league: string
  /** Of which rows; what V3 shows when undefined. */
  origin: ChosenOrigin | undefined
}

/** Three ways to say which pairs deserve a look. */
export function TopLists({ league, origin }: Shown) {
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

function TopList({ league, origin, sort, kind, statOf }: (typeof LISTS)[number] & Shown) {
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
            stat: statOf(pair),
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
                {pair.origin !== 'calculated' && <OriginBadges source={pair.source} origin={pair.origin} />}
              </>
            ),
          }))}
        />
      )}
    </Panel>
  )
}
