import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type ChosenOrigin, readOrigin } from '../lib/chosen-origin.ts'
import { onlyDefined, type RawSearch, readChoice, readText } from '../lib/search-params.ts'
import type { ApiInputs } from '../lib/trpc.ts'
import { rootRoute } from './root.tsx'

type Sort = NonNullable<ApiInputs['team']['list']['sort']>

const SORTS = ['totalPnl', 'roi', 'winRate', 'totalBets', 'avgClv', 'teamName', 'tierRank'] as const satisfies readonly Sort[]

/** Absent: the default, which is the leader board by profit of all leagues, from its top. */
export interface TeamsSearch {
  /** Absent: what V3 shows. */
  origin?: ChosenOrigin
  league?: string
  sort?: Sort
  order?: 'asc' | 'desc'
  cursor?: string
}

export function readTeamsSearch(raw: RawSearch): TeamsSearch {
  return onlyDefined({
    origin: readOrigin(raw['origin']),
    league: readText(raw['league'], 50),
    sort: readChoice(raw['sort'], SORTS),
    order: readChoice(raw['order'], ['asc', 'desc']),
    cursor: readText(raw['cursor'], 500),
  })
}

export const teamsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/teams',
  validateSearch: readTeamsSearch,
  component: lazyRouteComponent(() => import('../features/team/list-screen.tsx'), 'TeamListScreen'),
})
