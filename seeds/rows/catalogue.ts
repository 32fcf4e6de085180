import type { ContractItem } from '#platform/contract'
import type { CatalogueRows } from '../../subgraphs/catalogue/commands.ts'
import { entryItemOf } from '../../subgraphs/catalogue/domain/entries.ts'
import { type GrantTerms, sealedTerms } from '../../subgraphs/catalogue/domain/grant-terms.ts'
import { AGENCIES, codeOf } from '../agencies.ts'
import { calendarRows } from './calendar.ts'
import { type Contracts, SLICES } from '../contracts.ts'
import { matterCode } from '../matters.ts'
import { consumers } from '../personas.ts'
import { DISTRICT } from '../places.ts'
import { CASE_SLICES, RESOURCES, type SeedResource } from '../resources.ts'
import type { GivenItem } from '../scenarios/items.ts'
import type { CastGrant, Scenario } from '../scenarios/scenario.ts'

type ResourceRow = CatalogueRows['resources'][number]
type GrantRow = CatalogueRows['grants'][number]
type GrantItemRow = CatalogueRows['grantItems'][number]

/** Where the entries were compiled. */
const SYSTEM = '政务信息资源目录系统'

const PUBLISHED_ON = '2025-12-15'
const VALID_FROM = '2026-01-01'
const VALID_TO = '2035-12-31'

/** Agencies, systems and their registrations, resources, and the grants of the scenarios. */
export function catalogueRows(scenarios: readonly Scenario[], contracts: Contracts): CatalogueRows {
  const grants = scenarios.flatMap((scenario) => scenario.grants.flatMap((grant, at) => grantRows(scenario, grant, at, contracts)))
  const listed = [...RESOURCES.map((each) => [each, null] as const), ...[...SLICES].map(([slice, each]) => [each, slice] as const)]
  return {
    agencies: AGENCIES.map(({ creditCode, name, division }) => ({ creditCode, name, division, regions: [division] })),
    consumers: consumers().map(({ id, name, roles }) => ({ id, name, state: 'ACTIVE' as const, personas: roles })),
    registrations: consumers().flatMap(({ id, agencies }) =>
      agencies.map((agency) => ({ consumer: id, agency, state: 'ACTIVE' as const }))),
    resources: listed.map(([each, slice]) => resourceRow(each, slice, contracts)),
    resourceItems: listed.flatMap(([each, slice]) => itemRows(each, slice, contracts)),
    calendar: calendarRows(),
    grants: grants.map(({ grant }) => grant),
    grantItems: grants.flatMap(({ items }) => items),
  }
}

function itemsOf({ code }: SeedResource, slice: string | null, contracts: Contracts): ContractItem[] {
  const stated = slice === null ? code : `${code.slice(0, code.indexOf('/'))}/*`
  return contracts.all.filter(({ resource }) => resource === stated)
}

function itemRows(resource: SeedResource, slice: string | null, contracts: Contracts): CatalogueRows['resourceItems'][number][] {
  return itemsOf(resource, slice, contracts).map((item, at) => ({ resource: resource.code, ordinal: at + 1, ...entryItemOf(item) }))
}

function resourceRow(each: SeedResource, slice: string | null, contracts: Contracts): ResourceRow {
  const { code, name, provider } = each
  const items = itemsOf(each, slice, contracts)
  const shareClass = widest(items)
  const personal = items.some((item) => item.personal)
  const open = items.some((item) => item.open)
  const classCode = code.slice(0, code.indexOf('/'))
  return {
    code, name, slice, shareClass, classCode, open,
    provider: codeOf(provider),
    summary: items.slice(0, 8).map(({ title }) => title).join('、'),
    format: '7',
    shareCondition: shareClass === 'CONDITIONAL' ? '按办件和事项核定，一事一授权' : null,
    withheldBasis: shareClass === 'WITHHELD' ? '中华人民共和国个人信息保护法 第二十八条' : null,
    updateCycle: '1',
    state: 'PUBLISHED',
    version: 1,
    publishedOn: PUBLISHED_ON,
    shareMethods: personal ? ['3', '4'] : ['3'],
    openCondition: open ? '注明来源，不得用于识别自然人' : null,
    related: RESOURCES.filter((each) => each.code !== code && each.code.startsWith(`${classCode}/`)).map((each) => each.code),
    grade: personal ? '2' : '1',
    system: SYSTEM,
    office: '数据资源科',
    matters: slice !== null && classCode === CASE_SLICES ? [slice] : [],
    sourceAgency: codeOf(provider),
    sourceSystem: SYSTEM,
    sourceRecordId: code,
    recordedAt: new Date(`${PUBLISHED_ON}T09:00:00+08:00`),
    updatedAt: new Date(`${PUBLISHED_ON}T09:00:00+08:00`),
  }
}

// The class of a resource is that of its freest item; single items may be stricter.
function widest(items: readonly ContractItem[]): ContractItem['share'] {
  const order = ['UNCONDITIONAL', 'CONDITIONAL', 'WITHHELD'] as const
  return order.find((share) => items.some((item) => item.share === share)) ?? 'CONDITIONAL'
}

/** One grant per provider: nobody can give what another agency answers for. */
function grantRows(scenario: Scenario, given: CastGrant, at: number, contracts: Contracts): { grant: GrantRow; items: GrantItemRow[] }[] {
  const byProvider = new Map<string, Map<string, GivenItem>>()
  for (const item of given.items) {
    const provider = contracts.providerOf(item.item)
    const items = byProvider.get(provider) ?? new Map<string, GivenItem>()
    byProvider.set(provider, items.set(item.item, item))
  }
  return [...byProvider].map(([provider, items]) => {
    const id = `G${scenario.number}-${String(at + 1).padStart(2, '0')}-${given.to}-${provider}`
    const terms = termsOf(id, scenario, given, { provider, items: [...items.values()] })
    return { grant: grantRow(terms, given), items: terms.items.map((item) => ({ grantId: id, ...item })) }
  })
}

function termsOf(id: string, { matter }: Scenario, given: CastGrant, { provider, items }: { provider: string; items: readonly GivenItem[] }): GrantTerms {
  return {
    id,
    version: 1,
    consumer: codeOf(given.to),
    consumerClass: null,
    provider: codeOf(provider),
    matters: [matterCode(matter.slug)],
    agencyRoles: [...given.agencyRoles],
    binding: given.binding,
    regions: given.regions === undefined ? [DISTRICT.code] : [...given.regions],
    quotaPerDay: null,
    validFrom: given.validFrom ?? VALID_FROM,
    validTo: given.validTo ?? VALID_TO,
    legalBasis: given.basis,
    approvedBy: `op-approver-${provider}`,
    approvedOn: (given.validFrom ?? VALID_FROM) < PUBLISHED_ON ? (given.validFrom ?? VALID_FROM) : '2025-12-20',
    applicationId: null,
    items: items.map(({ item, disclosure, arguments: allowed }) => ({ item, disclosure, arguments: allowed ?? null })),
  }
}

function grantRow(terms: GrantTerms, { revokedAt }: CastGrant): GrantRow {
  const { items: _items, consumerClass: _class, ...rest } = terms
  return {
    ...rest,
    matters: [...rest.matters],
    agencyRoles: [...rest.agencyRoles],
    regions: [...rest.regions],
    revokedAt: revokedAt === undefined ? null : new Date(revokedAt),
    ...sealedTerms(terms),
  }
}
