import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { ChangeRuleInput, ReportUseInput } from './commands.acts.ts'
import { alertStates } from './domain/alert-moves.ts'
import { alertRules } from './domain/alert-rules.ts'
import { alertKinds } from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type { AlertListing } from './queries.alerts.ts'
import type { AlertEventRow } from './tables.alerts.ts'

type Context = LibraryContext<Loaders>
type Input<Members> = { readonly input: Members }

/** Row → type, of alerts. */
export const alertResolvers = {
  Query: {
    alert: (_root, { id }: { id: string }, { loaders }: Context) => loaders.alert(id),
    alerts: (_root, listing: AlertListing, { loaders }: Context) => loaders.alerts(listing),
    alertRules: (_root, _args, { loaders }: Context) => loaders.alertRules(),
  },
  Mutation: {
    explainAlert: (_root, { input }: Input<{ id: string; explanation: string }>, { loaders }: Context) => loaders.explainAlert(input),
    confirmAlert: (_root, { input }: Input<{ id: string; note: string }>, { loaders }: Context) => loaders.confirmAlert(input),
    changeAlertRule: (_root, { input }: Input<ChangeRuleInput>, { loaders }: Context) => loaders.changeAlertRule(input),
    reportUse: (_root, { input }: Input<ReportUseInput>, { loaders }: Context) => loaders.reportUse(input),
  },
  Alert: {
    at: ({ at }: { at: Date | null }) => instant(at),
    kind: ({ kind }: { kind: string | null }) => named(alertKinds, kind),
    agency: ({ agency }: { agency: string | null }) => legalPersonReference(agency),
    provider: ({ provider }: { provider: string | null }) => legalPersonReference(provider),
    state: ({ state }: { state: string | null }) => named(alertStates, state),
    history: ({ id }: { id: number }, _args, { loaders }: Context) => loaders.alertEvents.load(String(id)),
  },
  AlertEvent: {
    at: ({ at }: AlertEventRow) => instant(at),
    from: ({ fromState }: AlertEventRow) => named(alertStates, fromState),
    to: ({ toState }: AlertEventRow) => named(alertStates, toState),
  },
  AlertRule: {
    code: ({ code }: { code: string }) => named(alertRules, code),
    parameters: ({ parameters }: { parameters: Readonly<Record<string, number>> }) => Object.entries(parameters).sort().map(([name, value]) => ({ name, value })),
  },
} satisfies Resolvers
