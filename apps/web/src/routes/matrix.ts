import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type Metric, METRICS } from '../features/matrix/matrix-view.ts'
import { type ChosenOrigin, readOrigin } from '../lib/chosen-origin.ts'
import { onlyDefined, type RawSearch, readChoice, readText } from '../lib/search-params.ts'
import { rootRoute } from './root.tsx'

/** Absent: friction of the first league, teams by their average. */
export interface MatrixSearch {
  /** Absent: what V3 shows. */
  origin?: ChosenOrigin
  league?: string
  metric?: Metric
  order?: 'alpha'
  q?: string
}

export function readMatrixSearch(raw: RawSearch): MatrixSearch {
  return onlyDefined({
    origin: readOrigin(raw['origin']),
    league: readText(raw['league'], 50),
    metric: readChoice(raw['metric'], METRICS),
    order: readChoice(raw['order'], ['alpha']),
    q: readText(raw['q']),
  })
}

export const matrixRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matrix',
  validateSearch: readMatrixSearch,
  component: lazyRouteComponent(() => import('../features/matrix/screen.tsx'), 'MatrixScreen'),
})
