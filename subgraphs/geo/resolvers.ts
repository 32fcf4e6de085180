import { named } from '#platform/codes'
import { hubError } from '#platform/errors'
import { type Parsed, parseAddressCode, parseRealEstateUnitCode } from '#platform/identifiers'
import { type LibraryContext, type Resolvers, subjectReference } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import type { Loaders } from './loaders.ts'
import type {
  AddressRow,
  DivisionRow,
  RealEstateUnitRow,
  RightHolderRow,
  ServiceHallRow,
  UnitRestrictionRow,
} from './tables.ts'

type Context = LibraryContext<Loaders>

/** A row whose edges are the keys to follow; `null` where the edge is refused. */
type Edged<Row, Edge extends string> = Row & Readonly<Record<Edge, string | null>>
type EdgedDivision = Edged<DivisionRow, 'children' | 'serviceHalls'>
type EdgedAddress = Edged<AddressRow, 'realEstateUnits'>
type EdgedUnit = Edged<RealEstateUnitRow, 'holders' | 'restrictions'>

interface Loader<Value> {
  load(key: string): Promise<Value>
}

const follow = <Value>(loader: Loader<Value>, key: string | null) => key === null ? null : loader.load(key)

function checked(argument: string, parsed: Parsed<{ readonly code: string }>): string {
  if (parsed.ok) return parsed.value.code
  throw hubError('BAD_USER_INPUT', `${argument}: the ${parsed.check} check failed`, { argument, check: parsed.check })
}

/** Row → type. */
export const resolvers: Resolvers = {
  Query: {
    division: (_root, { code }: { code: string }, { loaders }: Context) => loaders.division.load(code),
    address: (_root, { code }: { code: string }, { loaders }: Context) =>
      loaders.address.load(checked('code', parseAddressCode(code))),
    realEstateUnit: (_root, { code }: { code: string }, { loaders }: Context) =>
      loaders.unit.load(checked('code', parseRealEstateUnitCode(code))),
  },
  Division: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.division.load(code),
    parent: ({ parent }: DivisionRow, _args, { loaders }: Context) => follow(loaders.division, parent),
    children: ({ children }: EdgedDivision, _args, { loaders }: Context) => follow(loaders.children, children),
    serviceHalls: ({ serviceHalls }: EdgedDivision, _args, { loaders }: Context) =>
      follow(loaders.serviceHalls, serviceHalls),
  },
  Address: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.address.load(code),
    division: ({ division }: AddressRow, _args, { loaders }: Context) => follow(loaders.division, division),
    town: ({ town }: AddressRow, _args, { loaders }: Context) => follow(loaders.division, town),
    village: ({ village }: AddressRow, _args, { loaders }: Context) => follow(loaders.division, village),
    addressType: ({ addressType }: AddressRow) => named(codes.addressTypes, addressType),
    realEstateUnits: ({ realEstateUnits }: EdgedAddress, _args, { loaders }: Context) =>
      follow(loaders.unitsAt, realEstateUnits),
  },
  ServiceHall: {
    kind: ({ kind }: ServiceHallRow) => named(codes.hallKinds, kind),
    level: ({ level }: ServiceHallRow) => named(codes.hallLevels, level),
    agency: ({ agency }: ServiceHallRow) => (agency === null ? null : subjectReference('creditCode', agency)),
    matters: ({ matters }: { matters: string[] | null }) => matters?.map((code) => ({ code })) ?? null,
    status: ({ status }: ServiceHallRow) => named(codes.hallStates, status),
  },
  RealEstateUnit: {
    __resolveReference: ({ unitCode }: { unitCode: string }, _args, { loaders }: Context) =>
      loaders.unit.load(unitCode),
    landUse: ({ landUse }: EdgedUnit) => named(codes.landUses, landUse),
    buildingUse: ({ buildingUse }: EdgedUnit) => named(codes.buildingUses, buildingUse),
    rightType: ({ rightType }: EdgedUnit) => named(codes.rightTypes, rightType),
    rightNature: ({ rightNature }: EdgedUnit) => named(codes.rightNatures, rightNature),
    address: ({ address }: EdgedUnit, _args, { loaders }: Context) => follow(loaders.address, address),
    division: ({ division }: EdgedUnit, _args, { loaders }: Context) => follow(loaders.division, division),
    status: ({ status }: EdgedUnit) => named(codes.unitStates, status),
    holders: ({ holders }: EdgedUnit, _args, { loaders }: Context) => follow(loaders.holders, holders),
    restrictions: ({ restrictions }: EdgedUnit, _args, { loaders }: Context) =>
      follow(loaders.restrictions, restrictions),
  },
  RightHolder: {
    person: ({ organisation, subject }: RightHolderRow, _args, { loaders }: Context) =>
      organisation ? null : loaders.person(subject),
    legalPerson: ({ organisation, subject }: RightHolderRow) =>
      organisation ? subjectReference('creditCode', subject) : null,
  },
  UnitRestriction: {
    kind: ({ kind }: UnitRestrictionRow) => named(codes.restrictionKinds, kind),
  },
  Person: {
    __resolveReference: ({ key }: { key: string }, _args, { loaders }: Context) => loaders.person(key),
    id: ({ key }: { key: string }, _args, { access }: Context) => access.personId(key),
    realEstate: ({ realEstate }: { realEstate: string | null }, _args, { loaders }: Context) =>
      follow(loaders.unitsHeldBy, realEstate),
  },
}
