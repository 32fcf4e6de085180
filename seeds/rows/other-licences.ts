import { agencyOf } from '../agencies.ts'
import { addYears, ageOn, REFERENCE_DAY } from '../calendar.ts'
import type { LegalPersonsDraft } from '../organisations.ts'
import type { PopulationDraft } from '../people.ts'
import type { SeedPerson } from '../population.ts'
import type { Random } from '../random.ts'
import { licenceRow, type LicenceRow } from './licences.ts'

const SEXES: Readonly<Record<string, string>> = { '1': '男', '2': '女' }
const VEHICLES = ['C1', 'C1', 'C2', 'B2']

const digits = (at: number) => String(at).padStart(7, '0')

/** Licences that people and organisations outside the scenarios hold. */
export function otherLicences(
  people: readonly SeedPerson[], population: PopulationDraft, register: LegalPersonsDraft, random: Random,
): LicenceRow[] {
  const rows = new Map(population.persons.map((row) => [row.subject, row]))
  return [
    ...people.flatMap((person) => ofPerson(person, rows.get(person.key), random)),
    ...marriages(people, population),
    ...register.legalPersons.flatMap((row, at) => ofOrganisation(row, at)),
  ]
}

function ofPerson(person: SeedPerson, row: PopulationDraft['persons'][number] | undefined, random: Random): LicenceRow[] {
  const { name, index, key, birthDate } = person
  const age = ageOn(birthDate)
  const holders = [{ subject: key, name }]
  const found: LicenceRow[] = []
  if (row?.idCardValidFrom != null && age >= 6) {
    found.push(licenceRow({
      type: 'identity-card', serial: `SF${digits(index)}`, number: null,
      holders, issuedOn: row.idCardValidFrom, validTo: row.idCardValidTo ?? null,
      face: {
        name, sex: SEXES[person.sex] ?? '', nation: row.nation === '01' ? '汉' : '其他', birthDate, address: person.registered.fullText,
        issuer: agencyOf('public-security').name, ...(row.idCardValidTo == null ? {} : { validTo: row.idCardValidTo }),
      },
    }))
  }
  if (age >= 16 && random.chance(0.6)) {
    found.push(licenceRow({
      type: 'social-security-card', serial: `SB${digits(index)}`, number: `SB99${digits(index)}`,
      holders, issuedOn: '2021-06-01', validTo: '2031-05-31',
      face: { name, bank: '示例银行示例支行', account: `6299900000${digits(index)}00` },
    }))
  }
  if (age >= 20 && age < 70 && random.chance(0.3)) {
    const issuedOn = addYears(REFERENCE_DAY, -random.int(1, Math.min(8, age - 18)))
    found.push(licenceRow({
      type: 'driving-licence', serial: `JS${digits(index)}`, number: `JS99${digits(index)}`,
      holders, issuedOn, validTo: addYears(issuedOn, 10),
      face: { name, vehicleClass: random.pick(VEHICLES), firstIssuedOn: issuedOn, archiveNo: `9901${digits(index)}` },
    }))
  }
  if (age >= 22 && (row?.education === '20' || row?.education === '30') && random.chance(0.5)) {
    const graduatedOn = `${Number(birthDate.slice(0, 4)) + 22}-06-30`
    found.push(licenceRow({
      type: 'degree-certificate', serial: `XL${digits(index)}`, number: `9901${digits(index)}`,
      holders, issuedOn: graduatedOn, validTo: null,
      face: { name, school: '示例大学', major: '工商管理', level: row.education === '20' ? '大学本科' : '大学专科', graduatedOn },
    }))
  }
  return found
}

// A wedding is an event of each of the two, one right after the other.
function marriages(people: readonly SeedPerson[], population: PopulationDraft): LicenceRow[] {
  const byKey = new Map(people.map((person) => [person.key, person]))
  const weddings = population.vitalEvents.filter(({ kind }) => kind === '5')
  return weddings.flatMap((event, at) => {
    const [husband, wife] = [byKey.get(event.subject), byKey.get(weddings[at + 1]?.subject ?? '')]
    if (!event.registrationNo.endsWith('-1') || husband === undefined || wife === undefined) return []
    const number = `J990101-${event.occurredOn.slice(0, 4)}-${digits(husband.index)}`
    return [licenceRow({
      type: 'marriage-certificate', serial: `JH${digits(husband.index)}`, number, issuedOn: event.occurredOn, validTo: null,
      holders: [husband, wife].map(({ key, name }) => ({ subject: key, name })),
      face: {
        certificateNo: number, registeredOn: event.occurredOn, husbandName: husband.name, wifeName: wife.name,
        registrar: agencyOf('civil-affairs').name,
      },
    })]
  })
}

function ofOrganisation(row: LegalPersonsDraft['legalPersons'][number], at: number): LicenceRow[] {
  if (!/^9[123]/u.test(row.subject)) return []
  const revoked = row.status === '2'
  return [licenceRow({
    type: 'business-licence', serial: `YZ${digits(at)}`, number: `9901${digits(at)}`, holders: [{ subject: row.subject, name: row.name }],
    issuedOn: row.establishedOn ?? REFERENCE_DAY, validTo: null,
    state: revoked ? '07' : row.status === '1' ? '01' : '04', stateSince: row.revokedOn ?? undefined,
    face: {
      name: row.name, legalRepName: row.legalRepName ?? '', entityType: row.entityTypeName ?? '',
      domicile: row.domicile ?? '', capital: `${row.capital ?? '0'}万元`,
      establishedOn: row.establishedOn ?? '', scope: row.scope ?? '',
    },
  })]
}
