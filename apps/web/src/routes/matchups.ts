import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyDefined, type RawSearch, readId } from '../lib/search-params.ts'
import { rootRoute } from './root.tsx'

/** The team that the reader came from. */
export interface MatchupsSearch {
  home?: number
}

function readMatchupsSearch(raw: RawSearch): MatchupsSearch {
  return onlyDefined({ home: readId(raw['home']) })
}

export const matchupsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matchups',
  validateSearch: readMatchupsSearch,
  component: lazyRouteComponent(() => import('../features/matchup/picker-screen.tsx'), 'MatchupPickerScreen'),
})
