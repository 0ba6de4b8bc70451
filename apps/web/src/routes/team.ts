import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router'
import { type ChosenOrigin, readOrigin } from '../lib/chosen-origin.ts'
import { onlyDefined, type RawSearch, readChoice, readId } from '../lib/search-params.ts'
import { rootRoute } from './root.tsx'

/** Absent: strips, the most unusual vector first. */
export interface TeamSearch {
  /** Absent: what V3 shows. */
  origin?: ChosenOrigin
  view?: 'radar'
  order?: 'fixed'
}

function readTeamSearch(raw: RawSearch): TeamSearch {
  return onlyDefined({
    origin: readOrigin(raw['origin']),
    view: readChoice(raw['view'], ['radar']),
    order: readChoice(raw['order'], ['fixed']),
  })
}

export const teamRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/teams/$teamId',
  params: {
    parse: ({ teamId }) => ({ teamId: readId(teamId) ?? 0 }),
    stringify: ({ teamId }) => ({ teamId: String(teamId) }),
  },
  validateSearch: readTeamSearch,
  beforeLoad: ({ params }) => {
    if (params.teamId === 0) throw notFound()
  },
  component: lazyRouteComponent(() => import('./team-page.tsx'), 'TeamPage'),
})
