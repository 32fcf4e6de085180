import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server'
import { buildSchema, type GraphQLSchema, isScalarType, type GraphQLScalarType, parse } from 'graphql'
import type { Clock } from '#platform/clock'
import { ContractItems } from '#platform/contract'
import { type Database, migrate } from '#platform/db'
import { hubError } from '#platform/errors'
import { projectFile } from '#platform/files'
import { subjectKey } from '#platform/keys'
import type { Log } from '#platform/log'
import { scalars } from '#platform/scalars'
import type { AskedLibrary } from '#platform/subgraph'
import { LIBRARY_NAMES } from '../schema/libraries.ts'
import { canRecord, record } from '../subgraphs/audit/index.ts'
import { catalogueFacts } from '../subgraphs/catalogue/index.ts'
import { authenticator } from './authenticate.ts'
import { checked, own } from './checked.ts'
import { FactFinder } from './facts.ts'
import { type FrontContext, openFront } from './gateway.ts'
import type { Issuer } from './issuers.ts'
import { openLibraries } from './libraries.ts'
import { readOperation } from './operation.ts'
import { asker } from './decision/asked.ts'
import { openPrograms } from './program.ts'
import { parseDenial, parsePurpose } from './purpose.ts'
import { answer, type Desk, namesPersons } from './questions.ts'
import type { Secrets } from './secrets.ts'
import { openShelf } from './shelf.ts'

export interface HubOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  readonly issuers: readonly Issuer[]
  /** Libraries that are asked elsewhere; of those, neither tables nor secrets are needed here. */
  readonly elsewhere?: ReadonlyMap<string, AskedLibrary>
  /** How long a library may take over one hop, in milliseconds; tests are less patient. */
  readonly patienceMs?: number
}

export interface Hub {
  readonly libraries: ReadonlyMap<string, AskedLibrary>
  /** Answers one GraphQL request, whatever carried it. */
  handle(request: HTTPGraphQLRequest): Promise<HTTPGraphQLResponse>
  /** What keeps the hub from answering; empty when it is ready. */
  faults(): Promise<string[]>
  stop(): Promise<void>
}

/** Brings the schemas of the libraries in this process up to date and opens them, the planner and the front. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { db, clock, log, secrets, elsewhere = new Map<string, AskedLibrary>() } = options
  const here = LIBRARY_NAMES.filter((name) => !elsewhere.has(name))
  await migrate(db, here)
  const keyOf = subjectKey.bind(null, secrets.subjects)
  const libraries = new Map([
    ...[...openLibraries(db, clock, secrets, here)].map(([name, library]) => [name, own(library, options)] as const),
    ...[...elsewhere].map(([name, library]) => [name, checked(library, options)] as const),
  ])
  const supergraph = readFileSync(projectFile('schema/supergraph.graphql'), 'utf8')
  const schema = apiSchema(readFileSync(projectFile('schema/api.graphql'), 'utf8'), clock)
  const catalogueOf = catalogueFacts(db)
  const facts = new FactFinder(libraries, catalogueOf, clock)
  const items = new ContractItems(parse(supergraph, { noLocation: true }))
  const desk: Desk = {
    schema,
    items,
    libraries,
    facts,
    asked: asker(schema, items),
    programs: openShelf(openPrograms(supergraph), schema),
    subjectSecret: secrets.subjects,
    keyOf,
    clock,
    log,
    record: (entry) => record(db, entry),
  }
  const front = await openFront(schema, (question) => answer(question, desk), (traceId, error) => log.fault(traceId, error))
  const authenticate = authenticator({ issuers: options.issuers, clock, keyOf })

  async function contextOf(request: HTTPGraphQLRequest): Promise<FrontContext> {
    const startedAt = clock.now()
    const traceId = randomUUID()
    const identity = await authenticate(request.headers.get('authorization'))
    const purpose = parsePurpose(request.headers.get('sharing-purpose'))
    const { query, variables, operationName } = questionIn(request)
    const allOrNothing = parseDenial(request.headers.get('sharing-denial'))
    const operation = query === null ? null : readOperation(schema, query, variables, operationName)
    if (operation === null || 'errors' in operation) return { traceId, question: operation }
    if (request.method === 'GET' && namesPersons(operation, desk)) throw byPostOnly()
    return { traceId, question: { operation, identity, purpose, traceId, startedAt, allOrNothing } }
  }

  return {
    libraries,
    handle: (request) => front.handle(request, () => contextOf(request)),
    async faults() {
      const [population, catalogue, recordable] = await Promise.allSettled([facts.protectedPersons(), catalogueOf.version(), canRecord(db)])
      return [
        ...(population.status === 'rejected' ? ['the set of protected persons cannot be read'] : []),
        ...(catalogue.status === 'rejected' ? ['the catalogue cannot be read'] : []),
        ...(recordable.status === 'rejected' || !recordable.value ? ['the record cannot be written'] : []),
      ]
    },
    stop: () => front.stop(),
  }
}

// Addresses are written to logs on their way.
function byPostOnly() {
  return hubError('BAD_USER_INPUT', 'a question that names a person is sent by POST', { http: { status: 405, headers: new HeaderMap([['allow', 'POST']]) } })
}

/** The operation as the request carries it, in the body or in the address. */
function questionIn({ method, body, search }: HTTPGraphQLRequest) {
  const given = method === 'GET' ? Object.fromEntries(new URLSearchParams(search)) : (body as Record<string, unknown> | undefined)
  const { query, variables, operationName } = given ?? {}
  return {
    query: typeof query === 'string' ? query : null,
    variables: variablesFrom(variables),
    operationName: typeof operationName === 'string' ? operationName : undefined,
  }
}

function variablesFrom(given: unknown): Record<string, unknown> {
  if (given === undefined || given === null || given === '') return {}
  const parsed: unknown = typeof given === 'string' ? parseJson(given) : given
  if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) return parsed as Record<string, unknown>
  throw hubError('BAD_USER_INPUT', 'variables: not a JSON object', { http: { status: 400 } })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function apiSchema(sdl: string, clock: Clock): GraphQLSchema {
  const schema = buildSchema(sdl, { assumeValidSDL: true })
  const own = scalars(clock) as Record<string, GraphQLScalarType>
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = isScalarType(type) ? own[type.name] : undefined
    if (isScalarType(type) && scalar !== undefined) {
      type.parseValue = scalar.parseValue
      type.parseLiteral = scalar.parseLiteral
      type.serialize = scalar.serialize
    }
  }
  return schema
}
