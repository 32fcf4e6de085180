import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Loading } from './components/states.tsx'
import { Frame, Missing } from './frame.tsx'
import { textsIn } from './search.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: Missing })

const workbench = createRoute({
  getParentRoute: () => root, path: '/', validateSearch: textsIn(['day', 'after']),
  component: lazyRouteComponent(() => import('./screens/workbench/workbench.tsx'), 'Workbench'),
})

export const router = createRouter({
  routeTree: root.addChildren([workbench]), basepath: '/console', defaultPendingComponent: Loading, defaultPendingMs: 200, trailingSlash: 'preserve',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
