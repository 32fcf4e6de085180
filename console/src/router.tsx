import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Loading } from './components/states.tsx'
import { Frame, Missing } from './frame.tsx'
import { textsIn } from './search.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: Missing })

const workbench = createRoute({
  getParentRoute: () => root, path: '/', validateSearch: textsIn(['day', 'after']),
  component: lazyRouteComponent(() => import('./screens/workbench/workbench.tsx'), 'Workbench'),
})

const catalogue = createRoute({
  getParentRoute: () => root, path: '/catalogue', validateSearch: textsIn(['text', 'state', 'mine', 'order', 'after']),
  component: lazyRouteComponent(() => import('./screens/catalogue/catalogue.tsx'), 'Catalogue'),
})
const resource = createRoute({
  getParentRoute: () => root, path: '/catalogue/resource', validateSearch: textsIn(['code']),
  component: lazyRouteComponent(() => import('./screens/catalogue/resource.tsx'), 'ResourcePage'),
})
const applications = createRoute({
  getParentRoute: () => root, path: '/applications', validateSearch: textsIn(['side', 'state', 'order', 'after']),
  component: lazyRouteComponent(() => import('./screens/decide/applications.tsx'), 'Applications'),
})
const application = createRoute({
  getParentRoute: () => root, path: '/applications/application', validateSearch: textsIn(['id']),
  component: lazyRouteComponent(() => import('./screens/decide/application.tsx'), 'ApplicationPage'),
})
const records = createRoute({
  getParentRoute: () => root, path: '/records', validateSearch: textsIn(['from', 'to', 'role', 'agency', 'outcome', 'order', 'after', 'exports']),
  component: lazyRouteComponent(() => import('./screens/records/records.tsx'), 'Records'),
})
const record = createRoute({
  getParentRoute: () => root, path: '/records/entry', validateSearch: textsIn(['id']),
  component: lazyRouteComponent(() => import('./screens/records/entry.tsx'), 'RecordPage'),
})

const apply = createRoute({
  getParentRoute: () => root, path: '/apply', validateSearch: textsIn(['draft', 'from', 'text', 'after', 'item']),
  component: lazyRouteComponent(() => import('./screens/apply/apply.tsx'), 'Apply'),
})
const grants = createRoute({
  getParentRoute: () => root, path: '/grants', validateSearch: textsIn(['side', 'state', 'text', 'order', 'after']),
  component: lazyRouteComponent(() => import('./screens/grants/grants.tsx'), 'Grants'),
})
const grant = createRoute({
  getParentRoute: () => root, path: '/grants/grant', validateSearch: textsIn(['id']),
  component: lazyRouteComponent(() => import('./screens/grants/grant.tsx'), 'GrantPage'),
})
const playground = createRoute({
  getParentRoute: () => root, path: '/playground',
  component: lazyRouteComponent(() => import('./screens/playground/playground.tsx'), 'Playground'),
})
const matrix = createRoute({
  getParentRoute: () => root, path: '/matrix', validateSearch: textsIn(['text', 'consumer', 'matter', 'provider', 'granted', 'after']),
  component: lazyRouteComponent(() => import('./screens/simulator/matrix.tsx'), 'Matrix'),
})
const simulator = createRoute({
  getParentRoute: () => root, path: '/simulator', validateSearch: textsIn(['consumer', 'agency', 'matter', 'role', 'party', 'item']),
  component: lazyRouteComponent(() => import('./screens/simulator/simulator.tsx'), 'Simulator'),
})

export const router = createRouter({
  routeTree: root.addChildren([workbench, catalogue, resource, applications, application, records, record, apply, grants, grant, playground, matrix, simulator]), basepath: '/console', defaultPendingComponent: Loading, defaultPendingMs: 200, trailingSlash: 'preserve',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

declare module '@tanstack/history' {
  interface HistoryState {
    /** What the records are filtered by; it names somebody's business, so it stands in the history of this browser and in no address. */
    caseNo?: string | undefined
  }
}
