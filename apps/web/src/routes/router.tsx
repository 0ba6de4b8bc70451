import { createRootRoute, createRoute, createRouter, lazyRouteComponent, notFound, Outlet } from '@tanstack/react-router'
import { CalculationProvider } from '../ui/calculation.tsx'
import { ProvenanceProvider } from '../features/provenance/provenance.tsx'
import { Crashed, Layout, NotFound } from '../features/shell/layout.tsx'
import { PaletteProvider } from '../features/shell/palette.tsx'
import {
  readMatchupSearch,
  readMatchupsSearch,
  readMatrixSearch,
  readModelsSearch,
  readStrategiesSearch,
  readStrategySearch,
  readTeamSearch,
  readTeamsSearch,
} from '../lib/page-search.ts'
import { readId } from '../lib/search-params.ts'

function Root() {
  return (
    <CalculationProvider>
      <PaletteProvider>
        <ProvenanceProvider>
          <Layout>
            <Outlet />
          </Layout>
        </ProvenanceProvider>
      </PaletteProvider>
    </CalculationProvider>
  )
}

const rootRoute = createRootRoute({ component: Root })
const getParentRoute = () => rootRoute

/** What a path gives for an id that is no positive integer: such an address is not found. */
const NO_ID = 0

function requireIds(...ids: readonly number[]): void {
  if (ids.includes(NO_ID)) throw notFound()
}

const homeRoute = createRoute({
  getParentRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../features/home/screen.tsx'), 'HomeScreen'),
})

const importRoute = createRoute({
  getParentRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('../features/import/screen.tsx'), 'ImportScreen'),
})

const teamsRoute = createRoute({
  getParentRoute,
  path: '/teams',
  validateSearch: readTeamsSearch,
  component: lazyRouteComponent(() => import('../features/team/list-screen.tsx'), 'TeamListScreen'),
})

const teamRoute = createRoute({
  getParentRoute,
  path: '/teams/$teamId',
  params: {
    parse: ({ teamId }) => ({ teamId: readId(teamId) ?? NO_ID }),
    stringify: ({ teamId }) => ({ teamId: String(teamId) }),
  },
  validateSearch: readTeamSearch,
  beforeLoad: ({ params }) => requireIds(params.teamId),
  component: lazyRouteComponent(() => import('../features/team/screen.tsx'), 'TeamScreen'),
})

const matchupsRoute = createRoute({
  getParentRoute,
  path: '/matchups',
  validateSearch: readMatchupsSearch,
  component: lazyRouteComponent(() => import('../features/matchup/picker-screen.tsx'), 'MatchupPickerScreen'),
})

const matchupRoute = createRoute({
  getParentRoute,
  path: '/matchups/$homeId/$awayId',
  params: {
    parse: ({ homeId, awayId }) => ({ homeId: readId(homeId) ?? NO_ID, awayId: readId(awayId) ?? NO_ID }),
    stringify: ({ homeId, awayId }) => ({ homeId: String(homeId), awayId: String(awayId) }),
  },
  validateSearch: readMatchupSearch,
  beforeLoad: ({ params }) => requireIds(params.homeId, params.awayId),
  component: lazyRouteComponent(() => import('../features/matchup/screen.tsx'), 'MatchupScreen'),
})

const matrixRoute = createRoute({
  getParentRoute,
  path: '/matrix',
  validateSearch: readMatrixSearch,
  component: lazyRouteComponent(() => import('../features/matrix/screen.tsx'), 'MatrixScreen'),
})

const strategiesRoute = createRoute({
  getParentRoute,
  path: '/strategies',
  validateSearch: readStrategiesSearch,
  component: lazyRouteComponent(() => import('../features/strategy/screen.tsx'), 'StrategiesScreen'),
})

const strategyRoute = createRoute({
  getParentRoute,
  path: '/strategies/$strategyId',
  params: {
    parse: ({ strategyId }) => ({ strategyId: readId(strategyId) ?? NO_ID }),
    stringify: ({ strategyId }) => ({ strategyId: String(strategyId) }),
  },
  validateSearch: readStrategySearch,
  beforeLoad: ({ params }) => requireIds(params.strategyId),
  component: lazyRouteComponent(() => import('../features/strategy/sheet/screen.tsx'), 'TearSheetScreen'),
})

const modelsRoute = createRoute({
  getParentRoute,
  path: '/models',
  validateSearch: readModelsSearch,
  component: lazyRouteComponent(() => import('../features/models/screen.tsx'), 'ModelsScreen'),
})

const migrationRoute = createRoute({
  getParentRoute,
  path: '/migration',
  component: lazyRouteComponent(() => import('../features/migration/screen.tsx'), 'MigrationScreen'),
})

const guideRoute = createRoute({
  getParentRoute,
  path: '/how-to-read',
  component: lazyRouteComponent(() => import('../features/guide/screen.tsx'), 'GuideScreen'),
})

const routeTree = rootRoute.addChildren([
  homeRoute,
  importRoute,
  teamsRoute,
  teamRoute,
  matchupsRoute,
  matchupRoute,
  matrixRoute,
  strategiesRoute,
  strategyRoute,
  modelsRoute,
  migrationRoute,
  guideRoute,
])

/** Every address of the page. Each screen is a chunk of its own, fetched when its link is pointed at. */
export function createAppRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Crashed,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
