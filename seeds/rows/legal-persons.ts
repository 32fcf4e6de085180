import { mobileNumber } from '../numbers.ts'
import { addOrganisation, type LegalPersonsDraft } from '../organisations.ts'
import type { CastOrganisation, Scenario } from '../scenarios/scenario.ts'
import { type Who, whoOf } from '../scenarios/who.ts'

type Everybody = ReadonlyMap<string, Who>

/** Adds the scenarios' organisations to the register. */
export function addCastOrganisations(draft: LegalPersonsDraft, scenarios: readonly Scenario[], everybody: Everybody): void {
  for (const { number, organisations } of scenarios) {
    organisations.forEach((each, at) => addOne(draft, each, everybody, mobileNumber(8_000_000 + number * 100 + at)))
  }
}

function addOne(draft: LegalPersonsDraft, organisation: CastOrganisation, everybody: Everybody, phone: string): void {
  const { creditCode, name, entityType, address, establishedOn, scope, capital, industry, status, revokedOn, abnormal } = organisation
  addOrganisation(draft, {
    creditCode, name, entityType, address, establishedOn, scope, capital, industry, phone,
    status: status ?? '1',
    ...(revokedOn === undefined ? {} : { revokedOn }),
    ...(abnormal === undefined ? {} : { abnormal }),
    ...(creditCode.startsWith('5') ? { social: { supervisor: 'civil-affairs', activityArea: '示例区', isCharity: false } } : {}),
    legalRep: namedIn(everybody, organisation.legalRep),
    staff: (organisation.staff ?? []).map(([who, position]) => ({ ...namedIn(everybody, who), position })),
    shareholders: (organisation.shareholders ?? []).map(([who, contribution, ratio]) =>
      ({ ...namedIn(everybody, who), contribution, ratio })),
  })
}

function namedIn(everybody: Everybody, example: string) {
  const { kind, name, subject } = whoOf(everybody, example)
  return kind === 'PERSON' ? { name, key: subject } : { name, creditCode: subject }
}
