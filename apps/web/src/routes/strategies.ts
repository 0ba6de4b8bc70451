import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type ChosenOrigin, readOrigin } from '../lib/chosen-origin.ts'
import { onlyDefined, type RawSearch, readChoice, readNumber, readText } from '../lib/search-params.ts'
import type { ApiInputs } from '../lib/trpc.ts'
import { rootRoute } from './root.tsx'

type StrategyList = ApiInputs['strategy']['list']

const SORTS = ['roiLowerBound', 'profit', 'roi', 'avgClv', 'totalBets', 'qValue'] as const satisfies readonly NonNullable<
  StrategyList['sort']
>[]

/** Absent: every team with every rule, by the lower bound of the shrunken ROI. */
export interface StrategiesSearch {
  /** Absent: what V3 shows. */
  origin?: ChosenOrigin
  scope?: NonNullable<StrategyList['scope']>
  league?: string
  minBets?: number
  sort?: NonNullable<StrategyList['sort']>
  order?: 'asc' | 'desc'
  cursor?: string
}

export function readStrategiesSearch(raw: RawSearch): StrategiesSearch {
  return onlyDefined({
    origin: readOrigin(raw['origin']),
    scope: readChoice(raw['scope'], ['team', 'league', 'overall']),
    league: readText(raw['league'], 50),
    minBets: readNumber(raw['minBets'], 1, 100_000),
    sort: readChoice(raw['sort'], SORTS),
    order: readChoice(raw['order'], ['asc', 'desc']),
    cursor: readText(raw['cursor'], 500),
  })
}

export const strategiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/strategies',
  validateSearch: readStrategiesSearch,
  component: lazyRouteComponent(() => import('../features/strategy/screen.tsx'), 'StrategiesScreen'),
})
