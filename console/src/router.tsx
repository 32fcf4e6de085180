import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { AskFailed } from './ask.ts'
import { Loading } from './components/states.tsx'
import { Broken, Frame, Missing } from './frame.tsx'
import { textsIn } from './search.ts'

// The router would load the whole page anew, which is lost where the hub cannot be reached; a screen that does not come is told instead.
const screen: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => load().catch(() => { throw new AskFailed(0) }), name)

const root = createRootRoute({ component: Frame, notFoundComponent: Missing })

const workbench = createRoute({
  getParentRoute: () => root, path: '/', validateSearch: textsIn(['day', 'after']),
  component: screen(() => import('./screens/workbench/workbench.tsx'), 'Workbench'),
})

const catalogue = createRoute({
  getParentRoute: () => root, path: '/catalogue', validateSearch: textsIn(['text', 'state', 'mine', 'order', 'after']),
  component: screen(() => import('./screens/catalogue/catalogue.tsx'), 'Catalogue'),
})
const resource = createRoute({
  getParentRoute: () => root, path: '/catalogue/resource', validateSearch: textsIn(['code']),
  component: screen(() => import('./screens/catalogue/resource.tsx'), 'ResourcePage'),
})
const applications = createRoute({
  getParentRoute: () => root, path: '/applications', validateSearch: textsIn(['side', 'state', 'order', 'after']),
  component: screen(() => import('./screens/decide/applications.tsx'), 'Applications'),
})
const application = createRoute({
  getParentRoute: () => root, path: '/applications/application', validateSearch: textsIn(['id']),
  component: screen(() => import('./screens/decide/application.tsx'), 'ApplicationPage'),
})
const objection = createRoute({
  getParentRoute: () => root, path: '/objections/objection', validateSearch: textsIn(['id']),
  component: screen(() => import('./screens/objections/objection.tsx'), 'ObjectionPage'),
})
const alert = createRoute({
  getParentRoute: () => root, path: '/alerts/alert', validateSearch: textsIn(['id']),
  component: screen(() => import('./screens/alerts/alert.tsx'), 'AlertPage'),
})
const records = createRoute({
  getParentRoute: () => root, path: '/records', validateSearch: textsIn(['from', 'to', 'role', 'agency', 'outcome', 'order', 'after', 'exports']),
  component: screen(() => import('./screens/records/records.tsx'), 'Records'),
})
const record = createRoute({
  getParentRoute: () => root, path: '/records/entry', validateSearch: textsIn(['id']),
  component: screen(() => import('./screens/records/entry.tsx'), 'RecordPage'),
})

const apply = createRoute({
  getParentRoute: () => root, path: '/apply', validateSearch: textsIn(['draft', 'from', 'text', 'after', 'item']),
  component: screen(() => import('./screens/apply/apply.tsx'), 'Apply'),
})
const grants = createRoute({
  getParentRoute: () => root, path: '/grants', validateSearch: textsIn(['side', 'state', 'text', 'order', 'after']),
  component: screen(() => import('./screens/grants/grants.tsx'), 'Grants'),
})
const grant = createRoute({
  getParentRoute: () => root, path: '/grants/grant', validateSearch: textsIn(['id']),
  component: screen(() => import('./screens/grants/grant.tsx'), 'GrantPage'),
})
const playground = createRoute({
  getParentRoute: () => root, path: '/playground',
  component: screen(() => import('./screens/playground/playground.tsx'), 'Playground'),
})
const matrix = createRoute({
  getParentRoute: () => root, path: '/matrix', validateSearch: textsIn(['text', 'consumer', 'matter', 'provider', 'granted', 'after']),
  component: screen(() => import('./screens/simulator/matrix.tsx'), 'Matrix'),
})
const simulator = createRoute({
  getParentRoute: () => root, path: '/simulator', validateSearch: textsIn(['consumer', 'agency', 'matter', 'role', 'party', 'item']),
  component: screen(() => import('./screens/simulator/simulator.tsx'), 'Simulator'),
})

export const router = createRouter({
  routeTree: root.addChildren([workbench, catalogue, resource, applications, application, objection, alert, records, record, apply, grants, grant, playground, matrix, simulator]), basepath: '/console', defaultPendingComponent: Loading, defaultErrorComponent: Broken, defaultPendingMs: 200, trailingSlash: 'preserve',
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
