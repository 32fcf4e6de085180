import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server'
import { buildSchema, type GraphQLSchema, isInterfaceType, isScalarType, isUnionType, type GraphQLScalarType, parse } from 'graphql'
import type { Clock } from '#platform/clock'
import { ContractItems } from '#platform/contract'
import { type Database, migrate } from '#platform/db'
import { hubError } from '#platform/errors'
import { projectFile } from '#platform/files'
import { RESIDENT_IDENTITY_CARD, subjectKey } from '#platform/keys'
import type { Log } from '#platform/log'
import { scalars } from '#platform/scalars'
import type { Subgraph } from '#platform/subgraph'
import { LIBRARY_NAMES } from '../schema/libraries.ts'
import { canRecord, record } from '../subgraphs/audit/index.ts'
import { catalogueFacts } from '../subgraphs/catalogue/index.ts'
import { authenticator } from './authenticate.ts'
import { FactFinder } from './facts.ts'
import { type FrontContext, openFront } from './gateway.ts'
import type { Issuer } from './issuers.ts'
import { openLibraries } from './libraries.ts'
import { readOperation } from './operation.ts'
import { openProgram } from './program.ts'
import { parsePurpose } from './purpose.ts'
import { answer, type Desk, namesPersons } from './questions.ts'
import type { Secrets } from './secrets.ts'

export interface HubOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  readonly issuers: readonly Issuer[]
  /** Tests put a failing library in the place of a real one here. */
  readonly replace?: (libraries: Map<string, Subgraph>) => Map<string, Subgraph>
}

export interface Hub {
  readonly libraries: ReadonlyMap<string, Subgraph>
  /** Answers one GraphQL request, whatever carried it. */
  handle(request: HTTPGraphQLRequest): Promise<HTTPGraphQLResponse>
  /** What keeps the hub from answering; empty when it is ready. */
  faults(): Promise<string[]>
  stop(): Promise<void>
}

/** Brings the schemas up to date and opens the ten libraries, the planner and the front. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { db, clock, log, secrets } = options
  await migrate(db, LIBRARY_NAMES)
  const keyOf = (citizenId: string) => subjectKey(secrets.subjects, RESIDENT_IDENTITY_CARD, citizenId)
  const opened = openLibraries(db, clock, secrets, keyOf)
  const libraries = options.replace?.(opened) ?? opened
  const supergraph = readFileSync(projectFile('schema/supergraph.graphql'), 'utf8')
  const schema = apiSchema(readFileSync(projectFile('schema/api.graphql'), 'utf8'), clock)
  const catalogueOf = catalogueFacts(db)
  const facts = new FactFinder(libraries, catalogueOf, clock)
  const desk: Desk = {
    schema,
    items: new ContractItems(parse(supergraph, { noLocation: true })),
    libraries,
    facts,
    program: await openProgram(supergraph),
    subjectSecret: secrets.subjects,
    keyOf,
    clock,
    log,
    record: (entry) => record(db, entry),
  }
  const front = await openFront(schema, (question) => answer(question, desk), (traceId, error) => log.fault(traceId, error))
  const authenticate = authenticator({ issuers: options.issuers, clock, keyOf: (type, number) => subjectKey(secrets.subjects, type, number) })

  async function contextOf(request: HTTPGraphQLRequest): Promise<FrontContext> {
    const startedAt = clock.now()
    const traceId = randomUUID()
    const identity = await authenticate(request.headers.get('authorization'))
    const purpose = parsePurpose(request.headers.get('sharing-purpose'))
    const { query, variables, operationName } = questionIn(request)
    const operation = query === null ? null : readOperation(schema, query, variables, operationName)
    if (request.method === 'GET' && operation !== null && namesPersons(operation, desk)) throw byPostOnly()
    const allOrNothing = request.headers.get('sharing-denial') === 'reject'
    return { traceId, question: operation && { operation, identity, purpose, traceId, startedAt, allOrNothing } }
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

// Interfaces and unions would need their fields decided per object type; no contract has one yet, so one is refused.
function apiSchema(sdl: string, clock: Clock): GraphQLSchema {
  const schema = buildSchema(sdl, { assumeValidSDL: true })
  const own = scalars(clock) as Record<string, GraphQLScalarType>
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type) || isUnionType(type)) throw new Error(`${type.name}: interfaces and unions are not decided yet`)
    const scalar = isScalarType(type) ? own[type.name] : undefined
    if (isScalarType(type) && scalar !== undefined) {
      type.parseValue = scalar.parseValue
      type.parseLiteral = scalar.parseLiteral
      type.serialize = scalar.serialize
    }
  }
  return schema
}
