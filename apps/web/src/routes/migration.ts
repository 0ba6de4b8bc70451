import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from './root.tsx'

export const migrationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/migration',
  component: lazyRouteComponent(() => import('../features/migration/screen.tsx'), 'MigrationScreen'),
})
