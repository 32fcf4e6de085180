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
  getParentRoute: () => root, path: '/catalogue', validateSearch: textsIn(['text', 'state', 'mine', 'after']),
  component: lazyRouteComponent(() => import('./screens/catalogue/catalogue.tsx'), 'Catalogue'),
})
const resource = createRoute({
  getParentRoute: () => root, path: '/catalogue/resource', validateSearch: textsIn(['code']),
  component: lazyRouteComponent(() => import('./screens/catalogue/resource.tsx'), 'ResourcePage'),
})
const applications = createRoute({
  getParentRoute: () => root, path: '/applications', validateSearch: textsIn(['side', 'state', 'after']),
  component: lazyRouteComponent(() => import('./screens/decide/applications.tsx'), 'Applications'),
})
const application = createRoute({
  getParentRoute: () => root, path: '/applications/application', validateSearch: textsIn(['id']),
  component: lazyRouteComponent(() => import('./screens/decide/application.tsx'), 'ApplicationPage'),
})
const records = createRoute({
  getParentRoute: () => root, path: '/records', validateSearch: textsIn(['from', 'to', 'role', 'agency', 'caseNo', 'outcome', 'after']),
  component: lazyRouteComponent(() => import('./screens/records/records.tsx'), 'Records'),
})
const record = createRoute({
  getParentRoute: () => root, path: '/records/entry', validateSearch: textsIn(['id']),
  component: lazyRouteComponent(() => import('./screens/records/entry.tsx'), 'RecordPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([workbench, catalogue, resource, applications, application, records, record]), basepath: '/console', defaultPendingComponent: Loading, defaultPendingMs: 200, trailingSlash: 'preserve',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
