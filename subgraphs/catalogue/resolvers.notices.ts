import { instant } from '#platform/clock'
import { allNamed, named } from '#platform/codes'
import { legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { deliveryFaults, deliveryStates } from './domain/deliveries.ts'
import { aboutKinds, noticeKinds } from './domain/notices.ts'
import type { RegisterWebhookInput } from './domain/webhook-input.ts'
import type { Loaders } from './loaders.ts'
import type { DeliveryListing, NoticeListing } from './queries.notices.ts'

type Context = LibraryContext<Loaders>
type Input<Members> = { readonly input: Members }

/** Notices and webhooks: row → type. */
export const noticeResolvers = {
  Query: {
    notices: (_root, listing: NoticeListing, { loaders }: Context) => loaders.notices(listing),
    webhooks: (_root, _args, { loaders }: Context) => loaders.webhooks(),
    webhookDeliveries: (_root, listing: DeliveryListing, { loaders }: Context) => loaders.webhookDeliveries(listing),
  },
  Mutation: {
    markNoticesRead: (_root, { input }: Input<{ ids: readonly string[] }>, { loaders }: Context) => loaders.markNoticesRead(input),
    registerWebhook: (_root, { input }: Input<RegisterWebhookInput>, { loaders }: Context) => loaders.registerWebhook(input),
    removeWebhook: (_root, { input }: Input<{ id: string }>, { loaders }: Context) => loaders.removeWebhook(input),
  },
  Notice: {
    at: ({ at }: { at: Date | null }) => instant(at),
    kind: ({ kind }: { kind: string | null }) => named(noticeKinds, kind),
    agency: ({ agency }: { agency: string | null }) => (agency === '' ? null : legalPersonReference(agency)),
    readAt: ({ readAt }: { readAt: Date | null }) => instant(readAt),
  },
  NoticeSubject: { kind: ({ kind }: { kind: string }) => named(aboutKinds, kind) },
  Webhook: {
    kinds: ({ kinds }: { kinds: readonly string[] | null }) => allNamed(noticeKinds, kinds),
    createdAt: ({ createdAt }: { createdAt: Date | null }) => instant(createdAt),
  },
  WebhookDelivery: {
    at: ({ at }: { at: Date | null }) => instant(at),
    fault: ({ fault }: { fault: string | null }) => named(deliveryFaults, fault),
    state: ({ state }: { state: string | null }) => named(deliveryStates, state),
  },
} satisfies Resolvers
