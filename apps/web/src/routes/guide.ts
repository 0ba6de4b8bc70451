import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from './root.tsx'

export const guideRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/how-to-read',
  component: lazyRouteComponent(() => import('../features/guide/screen.tsx'), 'GuideScreen'),
})
