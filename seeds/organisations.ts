import type { AddressBook } from './addresses.ts'
import { addDays, addYears, ageOn, REFERENCE_DAY } from './calendar.ts'
import { creditCode, mobileNumber } from './numbers.ts'
import { COMPANIES, type Form, type Line, LINES, OTHER_FORMS, WORDS } from './organisation-kinds.ts'
import { addOrganisation, type LegalPersonsDraft, type OrganisationFacts } from './organisation-rows.ts'
import { DISTRICT } from './places.ts'
import type { SeedPerson } from './population.ts'
import type { Random } from './random.ts'

export { addAgencies, addOrganisation, emptyLegalPersons, type LegalPersonsDraft } from './organisation-rows.ts'

/**
 * Fills the register with so many invented firms, led and owned by the people given.
 *
 * @param first number of the first of them, from which its credit code, name and telephone follow
 */
export function addOrganisations(
  draft: LegalPersonsDraft, count: number, people: readonly SeedPerson[], random: Random, book: AddressBook, first = 0,
): void {
  const adults = people.filter(({ birthDate }) => ageOn(birthDate) >= 20 && ageOn(birthDate) < 75)
  if (adults.length === 0) return
  for (let made = first; made < first + count; made++) addOrganisation(draft, inventOrganisation(made, adults, random, book))
}

const REASONS = ['未依照规定期限公示年度报告', '通过登记的住所或者经营场所无法联系', '公示企业信息隐瞒真实情况、弄虚作假']
const LISTED_ABNORMAL_ON = '2025-07-15'
const REMOVED_ON = '2025-11-03'

function abnormalListing(made: number, form: Form, establishedOn: string, removed: boolean): Pick<OrganisationFacts, 'abnormal'> {
  if (establishedOn >= LISTED_ABNORMAL_ON) return {}
  const reason = form.kind.startsWith('9') ? (REASONS[made % REASONS.length] ?? '') : '未按照规定时限和要求报送年度工作报告'
  return { abnormal: { includedOn: LISTED_ABNORMAL_ON, reason, ...(removed ? { removedOn: REMOVED_ON } : {}) } }
}

function changeOf(made: number, form: Form, { scope }: Line, capital: number, changedOn: string): NonNullable<OrganisationFacts['change']> {
  if (form.owned && made % 3 === 0) return { item: '注册资本（金）变更', before: `${capital / 2}万元`, after: `${capital}万元`, changedOn }
  return { item: '经营范围变更', before: scope.split('；')[0] ?? '', after: scope, changedOn }
}

// Credit codes came in October 2015; whoever was there before keeps the number that it had.
const CREDIT_CODES_SINCE = '2015-10-01'
const TERM_YEARS = 20

function formalities(made: number, form: Form, establishedOn: string): Pick<OrganisationFacts, 'regNo' | 'termTo' | 'institution' | 'social'> {
  return {
    ...(establishedOn < CREDIT_CODES_SINCE ? { regNo: `990101${String(made).padStart(9, '0')}` } : {}),
    ...(form.owned && made % 5 === 0 ? { termTo: addDays(addYears(establishedOn, TERM_YEARS), -1) } : {}),
    ...(form.institution === undefined ? {} : { institution: form.institution }),
    ...(form.social === undefined ? {} : { social: form.social }),
  }
}

function nameOf(made: number, form: Form, line: Line): string {
  const word = WORDS[Math.floor(made / LINES.length) % WORDS.length] ?? ''
  const round = Math.floor(made / (LINES.length * WORDS.length))
  // Firms that follow each other differ by their line; those without one are numbered.
  const number = form.line === undefined ? (round === 0 ? '' : `第${round + 1}`) : `第${round * LINES.length + (made % LINES.length) + 1}`
  return `示例${word}${line.word}${number}${form.suffix}`
}

function inventOrganisation(made: number, adults: readonly SeedPerson[], random: Random, book: AddressBook): OrganisationFacts {
  const form = random.chance(0.75) ? (COMPANIES[made % 2] as Form) : random.pick(OTHER_FORMS)
  const line = form.line ?? (LINES[made % LINES.length] as Line)
  const named = (person: SeedPerson) => ({ name: person.name, key: person.key })
  const leader = named(random.pick(adults))
  const partner = named(random.pick(adults))
  const establishedOn = addDays(REFERENCE_DAY, -random.int(60, 6_000))
  const fate = random.next()
  // Only the market regulator revokes licences.
  const revoked = fate < 0.03 && form.kind.startsWith('9')
  const capital = random.pick([10, 30, 50, 100, 200, 500, 1_000])
  const share = partner.key === leader.key ? 100 : random.pick([51, 60, 70, 80])
  const [first, second] = form.positions
  const shares = [
    { ...leader, contribution: String((capital * share) / 100), ratio: String(share) },
    ...(share === 100 ? [] : [{ ...partner, contribution: String((capital * (100 - share)) / 100), ratio: String(100 - share) }]),
  ]
  return {
    creditCode: creditCode(form.kind, DISTRICT.code.slice(0, 6), made < 100_000 ? `MA1${String(made).padStart(5, '0')}` : `MB${made}`),
    name: nameOf(made, form, line),
    entityType: form.type,
    status: revoked ? '2' : fate < 0.06 ? '4' : '1',
    ...(revoked ? { revokedOn: addDays(REFERENCE_DAY, -random.int(1, Math.min(2_000, daysSince(establishedOn)))) } : {}),
    legalRep: leader,
    address: book.next(random.chance(0.7) ? '990101001001' : '990101002001', true),
    establishedOn,
    scope: `${line.scope}（依法须经批准的项目，经相关部门批准后方可开展经营活动）`,
    capital: String(capital),
    industry: line.industry,
    industryClass: line.industryClass,
    phone: mobileNumber(9_000_000 + made),
    staff: [{ ...leader, position: first }, ...(second === undefined ? [] : [{ ...partner, position: second }])],
    shareholders: form.owned ? shares : [],
    ...formalities(made, form, establishedOn),
    ...(fate > 0.95 ? abnormalListing(made, form, establishedOn, fate > 0.97) : {}),
    ...(random.chance(0.15) ? { change: changeOf(made, form, line, capital, addDays(establishedOn, 40)) } : {}),
  }
}

const daysSince = (day: string) => (Date.parse(REFERENCE_DAY) - Date.parse(day)) / 86_400_000
