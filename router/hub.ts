import type { HTTPGraphQLRequest } from '@apollo/server'
import { type Clock, today } from '#platform/clock'
import { type Database, migrate } from '#platform/db'
import { subjectKey } from '#platform/keys'
import type { AskedLibrary } from '#platform/subgraph'
import { LIBRARY_NAMES } from '../schema/libraries.ts'
import { type AccessEntry, canRecord, record, type Recorded } from '../subgraphs/audit/index.ts'
import {
  catalogueFacts, catalogueNews, catalogueUse, compileCatalogue, countGrantUse, type Explain, type MayObject, noteItemUse, objectionFacts,
  objectionNews, type MaterialsTold, type Simulate,
} from '../subgraphs/catalogue/index.ts'
import type { Printer } from '../subgraphs/licences/index.ts'
import { openApi } from './api.ts'
import { type Asked, asking, type Told } from './ask.ts'
import { AskedAbout } from './asked-about.ts'
import { authenticator, type Identity } from './authenticate.ts'
import { type Background, type BackgroundOptions, openBackground } from './background.ts'
import { checked, own } from './checked.ts'
import { CatalogueMemory } from './catalogue-memory.ts'
import { CatalogueWatch, type WatchUse } from './catalogue-watch.ts'
import { type Copies, openCopies } from './copies/copies.ts'
import { explainer } from './explain/explainer.ts'
import { simulator } from './explain/simulator.ts'
import { FactFinder } from './facts.ts'
import { GrantCounts } from './grant-counts.ts'
import { GrantUse } from './grant-use.ts'
import { openFront } from './gateway.ts'
import type { Issuer } from './issuers.ts'
import type { KeptUse } from './metrics.ts'
import { keptOperations } from './operation.ts'
import { contractItems, openLibraries, type Sealing } from './libraries.ts'
import { asker } from './decision/asked.ts'
import { openDecider } from './decision/known.ts'
import { objectionLeave } from './objections/may-object.ts'
import { ObjectionMemory } from './objections/memory.ts'
import { materialsTeller } from './materials/teller.ts'
import { openPrograms } from './program.ts'
import { answer, type Desk, type Question } from './questions.ts'
import { QuotaCounter } from './quota.ts'
import { questionReader } from './reading.ts'
import { openShelf } from './shelf.ts'

export interface HubOptions extends BackgroundOptions {
  readonly issuers: readonly Issuer[]
  /** Libraries that are asked elsewhere; of those, neither tables nor secrets are needed here. */
  readonly elsewhere?: ReadonlyMap<string, AskedLibrary>
  /** By what licences are signed and verified; no signature verifies where it is left out. */
  readonly sealing?: Sealing
  /** Where anybody reaches the hub, as copies of licences say. */
  readonly publicUrl?: string | undefined
  /** Folder of the hub's own templates of licences. */
  readonly templates?: string | undefined
  /** Licences that one holder may upload on a day. */
  readonly uploadsPerDay?: number | undefined
  /** Who prints copies; its own threads where it is left out. */
  readonly printer?: Printer | undefined
  /** How long a library may take over one hop, in milliseconds; tests are less patient. */
  readonly patienceMs?: number
}

export interface Hub {
  readonly libraries: ReadonlyMap<string, AskedLibrary>
  /** Answers a question that came as nearly all do. */
  ask(asked: Asked): Promise<Told>
  /** Answers one GraphQL request, whatever carried it, from the address of a client; `signal` is aborted when the client has left. */
  handle(request: HTTPGraphQLRequest, signal?: AbortSignal, client?: string): Promise<Told>
  /** Who stands behind an `Authorization` header; refuses every bad token alike. */
  authenticate(header: string | undefined): Promise<Identity>
  /** What the hub keeps of questions, by name: read operations, decisions and programs. */
  readonly kept: ReadonlyMap<string, KeptUse>
  /** How well the hub knows the version of the catalogue. */
  readonly catalogue: WatchUse
  /** Copies of licences, for whoever is shown one or has the address of one. */
  readonly copies: Copies
  /** What it does by itself. */
  readonly background: Omit<Background, 'stop'>
  /** What keeps the hub from answering; empty when it is ready. */
  faults(): Promise<string[]>
  stop(): Promise<void>
}

/** Brings the schemas of the libraries in this process up to date and opens them, the planner and the front. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { db, clock, log, secrets, recordDb = db, elsewhere = new Map<string, AskedLibrary>() } = options
  const here = LIBRARY_NAMES.filter((name) => !elsewhere.has(name))
  await migrate(db, here)
  await compileCatalogue(db, contractItems(), clock)
  const keyOf = subjectKey.bind(null, secrets.subjects)
  const { late, ...byRouter } = decidingLater()
  const { limits, webhooks, sealing, publicUrl, templates, printer, uploadsPerDay } = options
  const settings = { limits, ...byRouter, mayTell: webhooks?.hosts.mayTell, ...(sealing && { sealing }), publicUrl, templates, printer, uploadsPerDay }
  const libraries = new Map([
    ...[...openLibraries(db, clock, secrets, here, settings)].map(([name, library]) => [name, own(library, options)] as const),
    ...[...elsewhere].map(([name, library]) => [name, checked(library, options)] as const),
  ])
  const { supergraph, schema, items, policyVersion } = openApi(clock)
  const catalogueOf = catalogueFacts(db)
  const background = await openBackground(options, libraries, catalogueOf)
  const use = catalogueUse(db, clock)
  const watch = new CatalogueWatch({ version: catalogueOf.version, hear: (hear) => catalogueNews(db, hear) })
  const objections = openObjections(db, clock)
  const memory = new CatalogueMemory(catalogueOf, watch)
  const facts = new FactFinder(libraries, memory, clock)
  const grantUse = new GrantUse((uses) => noteItemUse(db, uses))
  const grantCounts = new GrantCounts((counts) => countGrantUse(db, counts))
  const desk: Desk = {
    schema, items, libraries, facts,
    asked: asker(schema, items),
    decider: openDecider(),
    programs: openShelf(openPrograms(supergraph), schema),
    subjectSecret: secrets.subjects,
    sessionKey: secrets.copySessions,
    keyOf,
    clock,
    log,
    record: (entry) => recorded(entry, recordDb, background),
    policyVersion,
    grantUse,
    grantCounts,
    deciding: new WeakMap(),
    materials: new WeakMap(),
    objections: objections.memory,
    askedAbout: new AskedAbout(),
    use,
    quota: new QuotaCounter(use, () => clock.now()),
  }
  late.explain = explainer(desk, catalogueOf.agency)
  late.simulate = simulator(desk, async (creditCode) => (await catalogueOf.agency(creditCode))?.division ?? null)
  late.mayObject = objectionLeave(desk)
  late.materials = materialsTeller(desk)
  const fault = (traceId: string, error: unknown) => log.fault(traceId, error)
  const authenticate = authenticator({ issuers: options.issuers, clock, keyOf })
  const read = questionReader({ authenticate, desk, clock })
  const front = await openFront(schema, (question) => answer(question, desk), fault)

  return {
    libraries,
    catalogue: watch,
    background,
    copies: openCopies({ libraries, facts, items, sessionKey: secrets.copySessions, record: desk.record, policyVersion, clock }),
    authenticate,
    kept: new Map([['operations', keptOperations(schema)], ['decisions', desk.decider.use], ['programs', desk.programs.use]]),
    ask: asking((asked) => read.asked(asked), (question: Question) => answer(question, desk), fault),
    handle: (request, signal, client) => front.handle(request, () => read.request(request, signal, client)),
    faults: () => faultsOf([facts.protectedPersons(), catalogueOf.version(), canRecord(recordDb)]),
    async stop() {
      await front.stop()
      await Promise.all([watch.stop(), objections.watch.stop(), grantUse.stop(), grantCounts.stop(), background.stop()])
    },
  }
}

/** Why the hub is not ready; nothing where it is. */
async function faultsOf(asked: readonly [protectedPersons: Promise<unknown>, version: Promise<unknown>, recordable: Promise<boolean>]): Promise<string[]> {
  const [population, catalogue, recordable] = await Promise.allSettled(asked)
  return [
    ...(population.status === 'rejected' ? ['the set of protected persons cannot be read'] : []),
    ...(catalogue.status === 'rejected' ? ['the catalogue cannot be read'] : []),
    ...(recordable.status === 'rejected' || !recordable.value ? ['the record cannot be written'] : []),
  ]
}

/** What decides, for the libraries, which are there before it. */
function decidingLater() {
  const late: { explain?: Explain; simulate?: Simulate; mayObject?: MayObject; materials?: MaterialsTold } = {}
  const explain: Explain = (plan, explained) => (late.explain as Explain)(plan, explained)
  const simulate: Simulate = (plan, simulated, provider) => (late.simulate as Simulate)(plan, simulated, provider)
  const mayObject: MayObject = (plan, about) => (late.mayObject as MayObject)(plan, about)
  const materials: MaterialsTold = {
    needs: (plan, asked) => (late.materials as MaterialsTold).needs(plan, asked),
    caseOf: (plan, caseNo) => (late.materials as MaterialsTold).caseOf(plan, caseNo),
  }
  return { late, explain, simulate, mayObject, materials }
}

async function recorded(entry: AccessEntry, db: Database, { checkpoints }: Background): Promise<Recorded> {
  const written = await record(db, entry)
  checkpoints?.noteRecorded(written.entry)
  return written
}

// Objections decide nothing, so they are asked for less often than what does.
const OBJECTIONS_WATCHED = { everyMs: 500, staleMs: 1_000 }

function openObjections(db: Database, clock: Clock) {
  const facts = objectionFacts(db)
  const watch = new CatalogueWatch({ version: facts.version, hear: (hear) => objectionNews(db, hear) }, OBJECTIONS_WATCHED)
  return { watch, memory: new ObjectionMemory(facts, watch, () => today(clock)) }
}
