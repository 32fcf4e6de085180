import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { Explained } from './domain/explanation.ts'
import type { Loaders } from './loaders.ts'
import { applicationResolvers } from './resolvers.applications.ts'
import { assessmentResolvers } from './resolvers.assessment.ts'
import { consumerResolvers } from './resolvers.consumers.ts'
import { draftResolvers } from './resolvers.drafts.ts'
import { grantResolvers } from './resolvers.grants.ts'
import { materialsResolvers } from './resolvers.materials.ts'
import { matrixResolvers } from './resolvers.matrix.ts'
import { noticeResolvers } from './resolvers.notices.ts'
import { objectionResolvers } from './resolvers.objections.ts'
import { overrideResolvers } from './resolvers.overrides.ts'
import { resourceResolvers } from './resolvers.resources.ts'

type Context = LibraryContext<Loaders>

const titled = { title: async ({ item }: { item: string }, _args: unknown, { loaders }: Context) => (await loaders.itemTitle.load(item))?.title ?? null }

/** Row → type. */
export const resolvers: Resolvers = {
  ...applicationResolvers,
  ...objectionResolvers,
  ...resourceResolvers,
  Query: {
    ...applicationResolvers.Query,
    ...assessmentResolvers.Query,
    ...objectionResolvers.Query,
    ...resourceResolvers.Query,
    ...grantResolvers.Query,
    ...consumerResolvers.Query,
    ...materialsResolvers.Query,
    ...noticeResolvers.Query,
    ...draftResolvers.Query,
    ...matrixResolvers.Query,
    itemsByName: (_root, { names }: { names: readonly string[] }, { loaders }: Context) => loaders.itemsByName(names),
    explainAccess: (_root, explained: Explained, { loaders }: Context) => loaders.explain(explained),
  },
  Mutation: {
    ...applicationResolvers.Mutation, ...grantResolvers.Mutation, ...consumerResolvers.Mutation, ...resourceResolvers.Mutation, ...overrideResolvers.Mutation,
    ...noticeResolvers.Mutation,
    ...objectionResolvers.Mutation,
    ...draftResolvers.Mutation,
  },
  KeptDraft: draftResolvers.KeptDraft,
  MatrixRow: matrixResolvers.MatrixRow,
  MatrixCell: matrixResolvers.MatrixCell,
  Assessment: assessmentResolvers.Assessment,
  ConnectedProvince: assessmentResolvers.ConnectedProvince,
  Grant: grantResolvers.Grant,
  GrantItem: titled,
  ApplicationItem: titled,
  GrantEvent: grantResolvers.GrantEvent,
  UnusedItem: { ...grantResolvers.UnusedItem, ...titled },
  Consumer: consumerResolvers.Consumer,
  Registration: consumerResolvers.Registration,
  ConsumerEvent: consumerResolvers.ConsumerEvent,
  RegionOverride: overrideResolvers.RegionOverride,
  Notice: noticeResolvers.Notice,
  NoticeSubject: noticeResolvers.NoticeSubject,
  Webhook: noticeResolvers.Webhook,
  WebhookDelivery: noticeResolvers.WebhookDelivery,
  Case: materialsResolvers.Case,
  MaterialAnswer: materialsResolvers.MaterialAnswer,
}
