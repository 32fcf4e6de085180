import { codeOf } from './agencies.ts'

/** Who works a system: nobody, or an operator known by a pseudonym. */
export type Operator =
  | 'UNATTENDED'
  | {
      readonly id: string
      /** Example name of the seeded person whom the operator is, where the identity provider tells it. */
      readonly example?: string
    }

/** One way of asking the hub: a registered system, the agency that it acts for, and who works it. */
export interface Persona {
  readonly persona: string
  readonly consumer: string
  readonly consumerName: string
  /** Credit code of the agency. */
  readonly agency: string
  readonly operator: Operator
  /** 政务外网 or 互联网. */
  readonly zone: 'GOVERNMENT' | 'INTERNET'
  readonly assurance: 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH'
  /** Roles of the system in the catalogue: `steward`, `approver`, `auditor` and the like. */
  readonly roles: readonly string[]
}

/** Agencies that provide slices of resources, by slug; each has a steward and two approvers. */
export const PROVIDERS: readonly string[] = [
  'civil-affairs', 'market-regulation', 'natural-resources', 'human-resources', 'public-security', 'data-administration',
  'education', 'disabled-persons', 'health', 'development-reform', 'institution-office',
]

/** Agencies that only use data, each with an approver: the sharing office that reviews what its agency applies for. */
const USERS: readonly string[] = ['street-office', 'tax', 'police-station', 'service-centre', 'neighbour-service-centre', 'weather']

function system(persona: string, consumerName: string, agency: string, operator: Operator = { id: `op-${persona}` }): Persona {
  return {
    persona, consumer: `sys-${agency}`, consumerName, agency: codeOf(agency), operator, zone: 'GOVERNMENT', assurance: 'HIGH', roles: [],
  }
}

const steward = (slug: string): Persona =>
  ({ ...system(`steward-${slug}`, '示例市数据目录管理系统', slug), consumer: 'sys-steward-desk', roles: ['steward'] })
const approver = (slug: string): Persona =>
  ({ ...system(`approver-${slug}`, '示例市数据共享审批系统', slug), consumer: 'sys-approver-desk', roles: ['approver'] })

// Two people approve what is sensitive.
const secondApprover = (slug: string): Persona =>
  ({ ...approver(slug), persona: `second-approver-${slug}`, operator: { id: `op-second-approver-${slug}` } })

/** The operator of civil affairs who is the sister of an applicant (scenario 1). */
export const SISTER_AT_THE_WINDOW = 'civil-affairs-sister'

/** Every persona that a development token can be made for. */
export const PERSONAS: readonly Persona[] = [
  system('civil-affairs', '示例区民政业务系统', 'civil-affairs'),
  system(SISTER_AT_THE_WINDOW, '示例区民政业务系统', 'civil-affairs', { id: 'op-civil-affairs-2', example: 'sister-operator' }),
  system('street-office', '示例街道综合受理系统', 'street-office'),
  system('market-regulation', '示例区市场监管业务系统', 'market-regulation'),
  system('natural-resources', '示例区不动产登记系统', 'natural-resources'),
  system('tax', '示例区税务业务系统', 'tax'),
  system('human-resources', '示例区人社业务系统', 'human-resources'),
  system('public-security', '示例区公安业务系统', 'public-security'),
  system('police-station', '示例派出所受理系统', 'police-station'),
  system('service-centre', '示例区政务服务综合窗口系统', 'service-centre'),
  system('neighbour-service-centre', '邻例区政务服务综合窗口系统', 'neighbour-service-centre'),
  { ...system('portal', '示例市政务服务门户', 'data-administration', 'UNATTENDED'), consumer: 'sys-portal', zone: 'INTERNET' },
  ...PROVIDERS.map(steward),
  ...[...PROVIDERS, ...USERS].map(approver),
  ...PROVIDERS.map(secondApprover),
  { ...system('sharing-authority', '示例市数据共享主管系统', 'data-administration'), consumer: 'sys-sharing-authority', roles: ['sharing-authority'] },
  { ...system('auditor', '示例区审计业务系统', 'audit-office'), roles: ['auditor'] },
  { ...system('assessor', '示例区考核业务系统', 'assessment-office'), roles: ['assessor'] },
  system('outsider', '示例区气象业务系统', 'weather', 'UNATTENDED'),
]

/** A persona by its name; `undefined` where there is none. */
export const personaOf = (name: string): Persona | undefined => PERSONAS.find(({ persona }) => persona === name)

/** Consumers with their roles and the agencies that they serve, as the catalogue registers them. */
export function consumers(): { id: string; name: string; roles: string[]; agencies: string[] }[] {
  const found = new Map<string, { id: string; name: string; roles: Set<string>; agencies: Set<string> }>()
  for (const { consumer, consumerName, roles, agency } of PERSONAS) {
    const known = found.get(consumer) ?? { id: consumer, name: consumerName, roles: new Set<string>(), agencies: new Set<string>() }
    for (const role of roles) known.roles.add(role)
    known.agencies.add(agency)
    found.set(consumer, known)
  }
  return [...found.values()].map(({ id, name, roles, agencies }) => ({ id, name, roles: [...roles], agencies: [...agencies] }))
}
