import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyDefined, type RawSearch, readChoice, readText } from '../lib/search-params.ts'
import type { ApiOutputs } from '../lib/trpc.ts'
import { rootRoute } from './root.tsx'

type Metric = keyof ApiOutputs['friction']['matrix']['metrics']

export const MATRIX_METRICS = ['friction', 'chaos', 'goals', 'homeWin', 'uncertainty'] as const satisfies readonly Metric[]

/** Absent: friction of the first league, teams by their average. */
export interface MatrixSearch {
  league?: string
  metric?: Metric
  order?: 'alpha'
  q?: string
}

export function readMatrixSearch(raw: RawSearch): MatrixSearch {
  return onlyDefined({
    league: readText(raw['league'], 50),
    metric: readChoice(raw['metric'], MATRIX_METRICS),
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
