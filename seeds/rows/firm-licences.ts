import { addDays, addYears, REFERENCE_DAY } from '../calendar.ts'
import type { LegalPersonsDraft } from '../organisations.ts'
import type { Random } from '../random.ts'
import { fateOf, issuedOnce, issuedTwice, ranOut } from './licence-fates.ts'
import type { LicenceRow } from './licences.ts'

type Firm = LegalPersonsDraft['legalPersons'][number]

const digits = (at: number) => String(at).padStart(7, '0')

/** Licences of organisations outside the scenarios: of all that trade a business licence, of those who cook a food licence. */
export function organisationLicences(register: LegalPersonsDraft, random: Random, first: number): LicenceRow[] {
  const changes = new Map(register.changes.map((change) => [change.subject, change]))
  const staff = new Map(register.staff.map(({ subject, name }) => [subject, name]))
  return register.legalPersons.flatMap((row, at) => {
    if (!/^9[123]/u.test(row.subject)) return []
    const manager = staff.get(row.subject) ?? row.legalRepName ?? ''
    return [...businessLicence(row, first + at, changes.get(row.subject)), ...(row.industry === 'H' ? foodLicence(row, first + at, manager, random) : [])]
  })
}

type Change = LegalPersonsDraft['changes'][number]

function businessLicence(row: Firm, at: number, change: Change | undefined): LicenceRow[] {
  const established = row.establishedOn ?? REFERENCE_DAY
  const changedOn = change?.changedOn ?? established
  const revoked = row.status === '2'
  const facts = {
    type: 'business-licence', serial: `YZ${digits(at)}`, number: `9901${digits(at)}`, holders: [{ subject: row.subject, name: row.name }],
    issuedOn: changedOn > established ? changedOn : established, validTo: null,
    face: {
      creditCode: row.subject, name: row.name, legalRepName: row.legalRepName ?? '', entityType: row.entityTypeName ?? '',
      domicile: row.domicile ?? '', capital: `${row.capital ?? '0'}万元`,
      establishedOn: row.establishedOn ?? '', scope: row.scope ?? '',
    },
  }
  const fate = {
    state: revoked ? '07' : row.status === '1' ? '01' : '04', stateSince: row.revokedOn ?? undefined,
    ...(row.status === '4' ? { cancellationReason: '1' } : {}),
  }
  if (change === undefined || facts.issuedOn === established) return issuedOnce(facts, fate)
  const before = change.changeItem === '经营范围变更' ? { scope: change.before ?? '' } : {}
  return issuedTwice(facts, { issuedOn: established, face: { ...facts.face, ...before } }, '09', fate)
}

const FOOD_YEARS = 5

function foodLicence(row: Firm, at: number, managerName: string, random: Random): LicenceRow[] {
  const established = row.establishedOn ?? REFERENCE_DAY
  const opened = addDays(established, 30) < REFERENCE_DAY ? addDays(established, 30) : established
  const renewedOn = addYears(opened, FOOD_YEARS)
  const renewed = ranOut(opened, FOOD_YEARS) && row.status === '1' && random.chance(0.85)
  const facts = {
    type: 'food-licence', serial: `JY${digits(at)}`, number: `JY2990101${digits(at)}`, holders: [{ subject: row.subject, name: row.name }],
    issuedOn: renewed ? renewedOn : opened, validTo: addYears(renewed ? renewedOn : opened, FOOD_YEARS),
    face: { operator: row.name, creditCode: row.subject, premises: row.domicile ?? '', businessForm: '餐饮服务经营者', items: '热食类食品制售', managerName },
  }
  const ended = row.status === '1' ? fateOf(random, facts.issuedOn) : { state: '04', stateSince: row.revokedOn ?? undefined, cancellationReason: '1' }
  return renewed ? issuedTwice(facts, { issuedOn: opened }, '02', ended) : issuedOnce(facts, ended)
}
