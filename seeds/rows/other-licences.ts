import { agencyOf } from '../agencies.ts'
import { addDays, addYears, ageOn, REFERENCE_DAY } from '../calendar.ts'
import type { LegalPersonsDraft } from '../organisations.ts'
import type { PopulationDraft } from '../people.ts'
import type { SeedPerson } from '../population.ts'
import type { Random } from '../random.ts'
import { organisationLicences } from './firm-licences.ts'
import { fateOf, issuedOnce, issuedTwice, ranOut } from './licence-fates.ts'
import { licenceRow, type LicenceRow } from './licences.ts'

const SEXES: Readonly<Record<string, string>> = { '1': '男', '2': '女' }
const VEHICLES = ['C1', 'C1', 'C2', 'B2']
const DISABILITIES = ['视力', '听力', '言语', '肢体', '智力', '精神', '多重']

/** Certificates from before were never recorded electronically: who holds one uploads it. */
const CERTIFIED_ON = '2001-01-01'

const digits = (at: number) => String(at).padStart(7, '0')

type PersonRow = PopulationDraft['persons'][number]

/** Licences that people and organisations outside the scenarios hold; `first` numbers the organisations. */
export function otherLicences(
  people: readonly SeedPerson[], population: PopulationDraft, register: LegalPersonsDraft, random: Random, first = 0,
): LicenceRow[] {
  const rows = new Map(population.persons.map((row) => [row.subject, row]))
  const documents = documentTypes(population)
  return [
    ...people.flatMap((person) => ofPerson(person, rows.get(person.key), documents.get(person.key), random)),
    ...marriages(people, population),
    ...families(people, population),
    ...organisationLicences(register, random, first),
  ]
}

// Annex A of GB/T 36903 has no number for the permanent residence card.
const LISTED: ReadonlySet<string> = new Set(['414', '511', '516'])

/** By which document licences name whoever bears no citizen number. */
function documentTypes({ otherDocuments }: PopulationDraft): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { subject, docType } of otherDocuments) if (!found.has(subject)) found.set(subject, LISTED.has(docType) ? docType : '999')
  return found
}

function ofPerson(person: SeedPerson, row: PersonRow | undefined, document: string | undefined, random: Random): LicenceRow[] {
  const { name, index, key, birthDate } = person
  const age = ageOn(birthDate)
  const holders = [{ subject: key, name, ...(person.citizenId === null && document !== undefined ? { documentType: document } : {}) }]
  const found: LicenceRow[] = []
  if (row?.idCardValidFrom != null && age >= 6) found.push(identityCard(person, row))
  if (age >= 16 && random.chance(0.6)) {
    found.push(licenceRow({
      type: 'social-security-card', serial: `SB${digits(index)}`, number: `SB99${digits(index)}`,
      holders, issuedOn: '2021-06-01', validTo: '2031-05-31',
      face: { name, bank: '示例银行示例支行', account: `6299900000${digits(index)}00` },
    }))
  }
  if (age >= 20 && age < 70 && random.chance(0.3)) found.push(...drivingLicence(person, holders, random))
  if (age >= 22 && (row?.education === '20' || row?.education === '30') && random.chance(0.5)) {
    const graduatedOn = `${Number(birthDate.slice(0, 4)) + 22}-06-30`
    const certificate = licenceRow({
      type: 'degree-certificate', serial: `XL${digits(index)}`, number: `9901${digits(index)}`,
      holders, issuedOn: graduatedOn, validTo: null,
      face: { name, sex: SEXES[person.sex] ?? '', birthDate, school: '示例大学', major: '工商管理', level: row.education === '20' ? '大学本科' : '大学专科', graduatedOn },
    })
    found.push(graduatedOn < CERTIFIED_ON ? { ...certificate, trustGrade: 'C' } : certificate)
  }
  if (person.citizenId !== null && age >= 6 && random.chance(0.02)) {
    const issuedOn = addDays(REFERENCE_DAY, -random.int(30, Math.min(4_500, age * 300)))
    found.push(...issuedOnce({
      type: 'disability-certificate', serial: `CJ${digits(index)}`, number: `CJ99${digits(index)}`, holders, issuedOn, validTo: addYears(issuedOn, 10),
      face: { name, category: random.pick(DISABILITIES), grade: random.pick(['一级', '二级', '三级', '四级']), guardianName: '无' },
    }, fateOf(random, issuedOn)))
  }
  if (age >= 16 && person.citizenId !== null && person.residence.code !== person.registered.code) found.push(...residencePermit(person, holders, random))
  return found
}

function identityCard({ name, index, key, birthDate, sex, registered }: SeedPerson, row: PersonRow): LicenceRow {
  return licenceRow({
    type: 'identity-card', serial: `SF${digits(index)}`, number: null,
    holders: [{ subject: key, name }], issuedOn: row.idCardValidFrom ?? REFERENCE_DAY, validTo: row.idCardValidTo ?? null,
    face: {
      name, sex: SEXES[sex] ?? '', nation: row.nation === '01' ? '汉' : '其他', birthDate, address: registered.fullText,
      issuer: agencyOf('public-security').name, validFrom: row.idCardValidFrom ?? REFERENCE_DAY, ...(row.idCardValidTo == null ? {} : { validTo: row.idCardValidTo }),
    },
  })
}

type Holders = Parameters<typeof licenceRow>[0]['holders']

const DRIVING_YEARS = 6

function drivingLicence({ name, index, birthDate, sex }: SeedPerson, holders: Holders, random: Random): LicenceRow[] {
  const firstIssuedOn = addYears(REFERENCE_DAY, -random.int(1, Math.min(11, ageOn(birthDate) - 18)))
  const renewedOn = addYears(firstIssuedOn, DRIVING_YEARS)
  const renewed = ranOut(firstIssuedOn, DRIVING_YEARS) && random.chance(0.9)
  const facts = {
    type: 'driving-licence', serial: `JS${digits(index)}`, number: `JS99${digits(index)}`, holders,
    issuedOn: renewed ? renewedOn : firstIssuedOn, validTo: renewed ? addYears(renewedOn, 10) : renewedOn,
    face: { name, sex: SEXES[sex] ?? '', birthDate, vehicleClass: random.pick(VEHICLES), firstIssuedOn, archiveNo: `9901${digits(index)}` },
  }
  const fate = renewed || renewedOn > REFERENCE_DAY ? fateOf(random, facts.issuedOn) : {}
  return renewed ? issuedTwice(facts, { issuedOn: firstIssuedOn }, '02', fate) : issuedOnce(facts, fate)
}

// A permit is endorsed every year; one whose endorsement was let lapse is 失效.
function residencePermit({ name, index, registered, residence, sex, birthDate }: SeedPerson, holders: Holders, random: Random): LicenceRow[] {
  const issuedOn = addDays(REFERENCE_DAY, -random.int(30, 500))
  const validTo = addYears(issuedOn, 1)
  return issuedOnce({
    type: 'residence-permit', serial: `JZ${digits(index)}`, number: `JZ99${digits(index)}`, holders, issuedOn, validTo,
    face: { name, sex: SEXES[sex] ?? '', birthDate, address: residence.fullText, registeredDivision: registered.fullText, endorsedTo: validTo },
  }, fateOf(random, issuedOn))
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
        registrar: agencyOf('civil-affairs').name, husbandBirthDate: husband.birthDate, wifeBirthDate: wife.birthDate,
      },
    })]
  })
}

// A register of the household is its head's; a certificate of birth is the child's, and was paper alone until some years ago.
function families(people: readonly SeedPerson[], population: PopulationDraft): LicenceRow[] {
  const byKey = new Map(people.map((person) => [person.key, person]))
  const parents = new Map<string, SeedPerson[]>()
  for (const { subject, related, relation } of population.relations) {
    const parent = relation === '5' ? byKey.get(related) : undefined
    if (parent !== undefined) parents.set(subject, [...(parents.get(subject) ?? []), parent])
  }
  const heads = population.members.flatMap(({ subject, relation }) => (relation === '0' ? (byKey.get(subject) ?? []) : []))
  return [...heads.map(householdRegister), ...people.flatMap((child) => birthCertificate(child, parents.get(child.key) ?? []))]
}

const householdRegister = ({ key, name, index, birthDate, sex, registered }: SeedPerson): LicenceRow => licenceRow({
  type: 'household-register', serial: `HK${digits(index)}`, number: `HK9901${digits(index)}`, holders: [{ subject: key, name }],
  issuedOn: addYears(birthDate, 18) > '2010-03-15' ? addYears(birthDate, 18) : '2010-03-15', validTo: null,
  face: { householdType: '家庭户', headName: name, name, sex: SEXES[sex] ?? '', birthDate, relation: '户主', address: registered.fullText },
})

const CERTIFIED_YEARS = 8

function birthCertificate({ key, name, index, birthDate, sex }: SeedPerson, parents: readonly SeedPerson[]): LicenceRow[] {
  const mother = parents.find((parent) => parent.sex === '2')
  const father = parents.find((parent) => parent.sex === '1')
  if (ageOn(birthDate) >= CERTIFIED_YEARS || mother === undefined || father === undefined) return []
  return [licenceRow({
    type: 'birth-certificate', serial: `CS${digits(index)}`, number: `T99${digits(index)}`, holders: [{ subject: key, name }],
    issuedOn: birthDate, validTo: null,
    face: { childName: name, sex: SEXES[sex] ?? '', birthDate, motherName: mother.name, fatherName: father.name, hospital: '示例区示例妇幼保健院' },
  })]
}
