import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router'
import { onlyDefined, type RawSearch, readChoice, readId } from '../lib/search-params.ts'
import { rootRoute } from './root.tsx'

/** Absent: strips, the most unusual vector first. */
export interface TeamSearch {
  view?: 'radar'
  order?: 'fixed'
}

function readTeamSearch(raw: RawSearch): TeamSearch {
  return onlyDefined({ view: readChoice(raw['view'], ['radar']), order: readChoice(raw['order'], ['fixed']) })
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
