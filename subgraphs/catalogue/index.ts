import type { Cursors } from '#platform/connection'
import { type ContractItem, readContract } from '#platform/contract'
import { hubError } from '#platform/errors'
import { type LibraryServices, subgraph } from '#platform/subgraph'
import type { WebhookServices } from './commands.notices.ts'
import { commands } from './commands.ts'
import type { Explain, Simulate } from './domain/explanation.ts'
import type { MaterialsTold } from './domain/materials.ts'
import type { MayObject } from './domain/may-object.ts'
import type { Limits } from './domain/sla.ts'
import { loaders } from './loaders.ts'
import { queries } from './queries.ts'
import { resolvers } from './resolvers.ts'
import { shield } from './shield.ts'

export { catalogueNews, objectionNews } from './commands.changing.ts'
export { compileCatalogue, forgetCompiled } from './commands.compile.ts'
export { type CatalogueUse, catalogueUse, type Claimant, type QuotaAsked } from './commands.counts.ts'
export { sendNotices } from './commands.notify.ts'
export { type Claim, type DueNotice, type WebhookOutbox, webhookOutbox } from './commands.outbox.ts'
export { type ForgetSome, noticeRetention } from './commands.retention.ts'
export { countGrantUse, type GrantUseCount, type ItemUse, noteItemUse } from './commands.use.ts'
export type { AccessExplanation, AccessNote, DraftInput, Explain, Explained, ItemAccess, RefusalReason, Simulate, SimulatedCaller } from './domain/explanation.ts'
export type { MaterialAnswer, MaterialNeed, MaterialsAsked, MaterialsTold, MaterialVerdict } from './domain/materials.ts'
export type { ItemOfSubject, MayObject } from './domain/may-object.ts'
export type { NewNotice } from './domain/notices.ts'
export { adviceFor } from './domain/objection-advice.ts'
export { type Limits, parseLimits } from './domain/sla.ts'
export type { CalendarDay } from './domain/working-days.ts'
export { type AgencyFigures, catalogueAssessment } from './queries.assessment.ts'
export type { GrantRow } from './queries.grants.ts'
export { type ObjectionFacts, objectionFacts, type ObjectionTold } from './queries.objections.ts'
export type { OverrideFacts } from './queries.overrides.ts'
export { type CataloguedItem, type CatalogueFacts, catalogueFacts, type ConsumerFacts } from './queries.ts'

interface CatalogueServices extends LibraryServices {
  readonly cursors: Cursors
  /** The items of every library's contract, which the catalogue does not import. */
  readonly items: () => readonly ContractItem[]
  /** How long answers may take. */
  readonly limits: Limits
  /** Explains what would be decided about a question; only a router can, and nothing is explained where it is left out. */
  readonly explain?: Explain | undefined
  /** The same of somebody else. */
  readonly simulate?: Simulate | undefined
  /** Tells what materials are there; only a router can. */
  readonly materials?: MaterialsTold | undefined
  /** What sending notices takes; none are sent where it is left out. */
  readonly webhooks?: WebhookServices | undefined
  /** Decides what may be doubted; only a router can, and nothing may be where it is left out. */
  readonly mayObject?: MayObject | undefined
}

const nobodyDecides = () => Promise.reject(hubError('LIBRARY_UNAVAILABLE', 'nothing is decided here'))

/** The catalogue (政务信息资源目录). */
export const catalogue = (services: CatalogueServices) =>
  subgraph(
    {
      name: 'catalogue',
      contract: readContract('catalogue'),
      resolvers,
      shield,
      loaders: loaders(
        queries(services),
        commands({ ...services, mayObject: services.mayObject ?? nobodyDecides }),
        { explain: services.explain ?? nobodyDecides, simulate: services.simulate ?? nobodyDecides, materials: services.materials ?? { needs: nobodyDecides, caseOf: () => null } },
      ),
    },
    services.clock,
  )
