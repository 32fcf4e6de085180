import { named } from '#platform/codes'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import type { StatisticsAsked } from '#platform/db/statistics'
import { hubError } from '#platform/errors'
import { type Parsed, parseAddressCode, parseMatterCode, parseRealEstateUnitCode } from '#platform/identifiers'
import { codeReferences, legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { searchWords } from '#platform/text-search'
import * as codes from './domain/codes.ts'
import { type Point, pointFault } from './domain/points.ts'
import type { Loaders } from './loaders.ts'
import type {
  AddressRow,
  DivisionChangeRow,
  DivisionRow,
  RealEstateUnitRow,
  RightHolderRow,
  ServiceHallRow,
  UnitRestrictionRow,
} from './tables.ts'

type Context = LibraryContext<Loaders>
type SearchArguments = { text: string; division?: string | null; first?: number | null; after?: string | null }
type FoundArguments = { filter?: { text?: string | null } | null; first?: number | null; after?: string | null }
type HallsArguments = { point: Point; matter?: string | null; first?: number | null }

/** A row whose edges are the keys to follow; `null` where the edge is refused. */
type Edged<Row, Edge extends string> = Row & Readonly<Record<Edge, string | null>>
type EdgedDivision = Edged<DivisionRow, 'children' | 'serviceHalls' | 'history' | 'changeKind' | 'replacedBy'>
type EdgedChange = Edged<DivisionChangeRow, 'division'>
type EdgedAddress = Edged<AddressRow, 'realEstateUnits'>
type EdgedUnit = Edged<RealEstateUnitRow, 'holders' | 'restrictions'>

function checked(argument: string, parsed: Parsed<{ readonly code: string }>): string {
  if (parsed.ok) return parsed.value.code
  throw hubError('BAD_USER_INPUT', `${argument}: the ${parsed.check} check failed`, { argument, check: parsed.check })
}

function checkedPoint(point: Point): Point {
  const fault = pointFault(point)
  if (fault === null) return point
  const argument = `point.${fault.coordinate}`
  throw hubError('BAD_USER_INPUT', `${argument}: the ${fault.check} check failed`, { argument, check: fault.check })
}

const HALLS_DEFAULT = 5
const CODES_MAX = 100

const ADDRESSES = 'Query.searchAddresses'

/** Row → type. `cursors` seals where a page ends. */
export const resolvers = (cursors: Cursors): Resolvers => ({
  Query: {
    division: (_root, { code }: { code: string }, { loaders }: Context) => loaders.division.load(code),
    divisionsByCode: async (_root, { codes: asked }: { codes: readonly string[] }, { loaders }: Context) => {
      if (asked.length === 0 || asked.length > CODES_MAX) throw hubError('BAD_USER_INPUT', `codes: from 1 to ${CODES_MAX}`, { argument: 'codes' })
      return (await loaders.division.loadMany([...new Set(asked)])).filter((each) => each !== null)
    },
    searchDivisions: (_root, { filter, first, after }: FoundArguments, { loaders }: Context) =>
      loaders.divisionsFound({ text: filter?.text ?? '', after: after ?? '', limit: pageSize(first) }),
    divisionAt: (_root, { point }: { point: Point }, { loaders }: Context) => loaders.divisionAt.load(checkedPoint(point)),
    address: (_root, { code }: { code: string }, { loaders }: Context) =>
      loaders.address.load(checked('code', parseAddressCode(code))),
    searchAddresses: async (_root, { text, division, first, after }: SearchArguments, { loaders }: Context) => {
      const words = searchWords(text, 'text')
      // A cursor is good for the very search that it came from.
      const list = [ADDRESSES, division ?? '', ...words].join(' ')
      const asked = { words, division: division ?? null, first: pageSize(first), after: positionAfter(cursors, list, after) }
      const found = await loaders.addressesFound(asked)
      const { edges, pageInfo } = page(found, asked.first, ({ sortKey }) => cursors.encode(list, sortKey))
      return { edges: edges.map(({ cursor, node }) => ({ cursor, node: node.row })), pageInfo }
    },
    nearestServiceHalls: (_root, { point, matter, first }: HallsArguments, { loaders }: Context) =>
      loaders.nearestHalls.load({
        point: checkedPoint(point),
        matter: matter === null || matter === undefined ? null : checked('matter', parseMatterCode(matter)),
        first: pageSize(first ?? HALLS_DEFAULT),
      }),
    realEstateUnit: (_root, { code }: { code: string }, { loaders }: Context) =>
      loaders.unit.load(checked('code', parseRealEstateUnitCode(code))),
    _statistics: (_root, asked: StatisticsAsked, { loaders }: Context) => loaders.statistics(asked),
  },
  Division: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.division.load(code),
    parent: ({ parent }: DivisionRow, _args, { loaders }: Context) => parent && loaders.division.load(parent),
    children: ({ children }: EdgedDivision, _args, { loaders }: Context) => children && loaders.children.load(children),
    serviceHalls: ({ serviceHalls }: EdgedDivision, _args, { loaders }: Context) => serviceHalls && loaders.serviceHalls.load(serviceHalls),
    changeKind: ({ changeKind }: EdgedDivision) => named(codes.changeKinds, changeKind),
    replacedBy: ({ replacedBy }: EdgedDivision, _args, { loaders }: Context) => replacedBy && loaders.division.load(replacedBy),
    history: ({ history }: EdgedDivision, _args, { loaders }: Context) => history && loaders.changes.load(history),
  },
  DivisionChange: {
    division: ({ division }: EdgedChange, _args, { loaders }: Context) => division && loaders.division.load(division),
    kind: ({ kind }: EdgedChange) => named(codes.changeKinds, kind),
    replacedBy: ({ replacedBy }: EdgedChange, _args, { loaders }: Context) => replacedBy && loaders.division.load(replacedBy),
  },
  Address: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.address.load(code),
    division: ({ division }: AddressRow, _args, { loaders }: Context) => division && loaders.division.load(division),
    town: ({ town }: AddressRow, _args, { loaders }: Context) => town && loaders.division.load(town),
    village: ({ village }: AddressRow, _args, { loaders }: Context) => village && loaders.division.load(village),
    addressType: ({ addressType }: AddressRow) => named(codes.addressTypes, addressType),
    precision: ({ precision }: AddressRow) => named(codes.precisions, precision),
    status: ({ status }: AddressRow) => named(codes.addressStates, status),
    realEstateUnits: ({ realEstateUnits }: EdgedAddress, _args, { loaders }: Context) => realEstateUnits && loaders.unitsAt.load(realEstateUnits),
  },
  ServiceHall: {
    kind: ({ kind }: ServiceHallRow) => named(codes.hallKinds, kind),
    level: ({ level }: ServiceHallRow) => named(codes.hallLevels, level),
    division: ({ division }: ServiceHallRow, _args, { loaders }: Context) => division && loaders.division.load(division),
    standardAddress: ({ standardAddress }: ServiceHallRow, _args, { loaders }: Context) => standardAddress && loaders.address.load(standardAddress),
    agency: ({ agency }: ServiceHallRow) => legalPersonReference(agency),
    matters: ({ matters }: { matters: string[] | null }) => codeReferences(matters),
    status: ({ status }: ServiceHallRow) => named(codes.hallStates, status),
  },
  RealEstateUnit: {
    __resolveReference: ({ unitCode }: { unitCode: string }, _args, { loaders }: Context) =>
      loaders.unit.load(unitCode),
    parcelFeature: ({ parcelFeature }: EdgedUnit) => named(codes.parcelFeatures, parcelFeature),
    parcelAreaUnit: ({ parcelAreaUnit }: EdgedUnit) => named(codes.areaUnits, parcelAreaUnit),
    grade: ({ grade }: EdgedUnit) => named(codes.landGrades, grade),
    landUse: ({ landUse }: EdgedUnit) => named(codes.landUses, landUse),
    buildingUse: ({ buildingUse }: EdgedUnit) => named(codes.buildingUses, buildingUse),
    rightType: ({ rightType }: EdgedUnit) => named(codes.rightTypes, rightType),
    rightNature: ({ rightNature }: EdgedUnit) => named(codes.rightNatures, rightNature),
    address: ({ address }: EdgedUnit, _args, { loaders }: Context) => address && loaders.address.load(address),
    division: ({ division }: EdgedUnit, _args, { loaders }: Context) => division && loaders.division.load(division),
    status: ({ status }: EdgedUnit) => named(codes.unitStates, status),
    holders: ({ holders }: EdgedUnit, _args, { loaders }: Context) => holders && loaders.holders.load(holders),
    restrictions: ({ restrictions }: EdgedUnit, _args, { loaders }: Context) => restrictions && loaders.restrictions.load(restrictions),
  },
  RightHolder: {
    person: ({ organisation, subject }: RightHolderRow, _args, { loaders }: Context) =>
      organisation ? null : loaders.person(subject),
    legalPerson: ({ organisation, subject }: RightHolderRow) =>
      organisation ? legalPersonReference(subject) : null,
  },
  UnitRestriction: {
    kind: ({ kind }: UnitRestrictionRow) => named(codes.restrictionKinds, kind),
  },
  Person: {
    __resolveReference: ({ key }: { key: string }, _args, { loaders }: Context) => loaders.person(key),
    id: ({ key }: { key: string }, _args, { access }: Context) => access.personId(key),
    realEstate: ({ realEstate }: { realEstate: string | null }, _args, { loaders }: Context) => realEstate && loaders.unitsHeldBy.load(realEstate),
  },
})
