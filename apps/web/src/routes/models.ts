import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { onlyDefined, type RawSearch, readChoice } from '../lib/search-params.ts'
import { rootRoute } from './root.tsx'

const TIERS = ['results', 'market'] as const

/** Absent: the history tier. */
export interface ModelsSearch {
  tier?: (typeof TIERS)[number]
}

export function readModelsSearch(raw: RawSearch): ModelsSearch {
  return onlyDefined({ tier: readChoice(raw['tier'], TIERS) })
}

export const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/models',
  validateSearch: readModelsSearch,
  component: lazyRouteComponent(() => import('../features/models/screen.tsx'), 'ModelsScreen'),
})
