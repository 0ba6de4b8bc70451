import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router'
import { onlyDefined, type RawSearch, readChoice, readId, readText } from '../lib/search-params.ts'
import type { ApiInputs } from '../lib/trpc.ts'
import { rootRoute } from './root.tsx'

type StrategyBets = ApiInputs['strategy']['bets']

export const STRATEGY_TABS = ['overview', 'losses', 'robustness', 'bets', 'settings'] as const

/** Absent: a team's record as V3 shows it, its overview, all its bets, the latest first. */
export interface StrategySearch {
  scope?: NonNullable<StrategyBets['scope']>
  origin?: NonNullable<StrategyBets['origin']>
  tab?: (typeof STRATEGY_TABS)[number]
  result?: NonNullable<StrategyBets['result']>
  season?: string
  cursor?: string
}

function readStrategySearch(raw: RawSearch): StrategySearch {
  return onlyDefined({
    scope: readChoice(raw['scope'], ['team', 'league', 'overall']),
    origin: readChoice(raw['origin'], ['published', 'calculated', 'migrated']),
    tab: readChoice(raw['tab'], STRATEGY_TABS),
    result: readChoice(raw['result'], ['won', 'lost', 'void']),
    season: readText(raw['season'], 10),
    cursor: readText(raw['cursor'], 500),
  })
}

export const strategyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/strategies/$strategyId',
  params: {
    parse: ({ strategyId }) => ({ strategyId: readId(strategyId) ?? 0 }),
    stringify: ({ strategyId }) => ({ strategyId: String(strategyId) }),
  },
  validateSearch: readStrategySearch,
  beforeLoad: ({ params }) => {
    if (params.strategyId === 0) throw notFound()
  },
  component: lazyRouteComponent(() => import('../features/strategy/sheet/screen.tsx'), 'TearSheetScreen'),
})
