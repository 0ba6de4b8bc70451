import { createRouter } from '@tanstack/react-router'
import { Crashed, NotFound } from '../features/shell/layout.tsx'
import { guideRoute } from './guide.ts'
import { homeRoute } from './home.ts'
import { importRoute } from './import.ts'
import { matchupRoute } from './matchup.ts'
import { matchupsRoute } from './matchups.ts'
import { matrixRoute } from './matrix.ts'
import { migrationRoute } from './migration.ts'
import { modelsRoute } from './models.ts'
import { rootRoute } from './root.tsx'
import { strategiesRoute } from './strategies.ts'
import { strategyRoute } from './strategy.ts'
import { teamRoute } from './team.ts'
import { teamsRoute } from './teams.ts'

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
