import { CITY_A, DISTRICT, DISTRICT_B, PROVINCE } from './places.ts'
import { creditCode } from './numbers.ts'

/** An invented agency. `slug` is its name in persona names such as `steward-civil-affairs`. */
export interface Agency {
  readonly slug: string
  readonly creditCode: string
  readonly name: string
  /** Division of the agency, 12 digits. */
  readonly division: string
  /** Level of exercise, GB/T 39046-2020 table A.2. */
  readonly level: '2' | '3' | '4' | '5'
}

let serial = 0

// The organisation code counts on in the order of this file, so an agency keeps its code while nothing is put before it.
function agency(slug: string, name: string, division: string, level: Agency['level'], kind = '11'): Agency {
  serial += 1
  return { slug, name, division, level, creditCode: creditCode(kind, division.slice(0, 6), `0${String(serial).padStart(7, '0')}`) }
}

const list = [
  agency('civil-affairs', '示例区民政局', DISTRICT.code, '4'),
  agency('street-office', '示例区示例街道办事处', '990101001000', '5'),
  agency('market-regulation', '示例区市场监督管理局', DISTRICT.code, '4'),
  agency('natural-resources', '示例区不动产登记中心', DISTRICT.code, '4', '12'),
  agency('tax', '国家税务总局示例区税务局', DISTRICT.code, '4'),
  agency('human-resources', '示例区人力资源和社会保障局', DISTRICT.code, '4'),
  agency('public-security', '示例市公安局示例区分局', DISTRICT.code, '4'),
  agency('police-station', '示例市公安局示例区分局示例派出所', '990101001000', '5'),
  agency('service-centre', '示例区政务服务中心', DISTRICT.code, '4', '12'),
  agency('data-administration', '示例市政务服务数据管理局', CITY_A.code, '3'),
  agency('education', '示例区教育局', DISTRICT.code, '4'),
  agency('disabled-persons', '示例区残疾人联合会', DISTRICT.code, '4', '13'),
  agency('health', '示例区卫生健康局', DISTRICT.code, '4'),
  agency('development-reform', '示例区发展和改革局', DISTRICT.code, '4'),
  agency('audit-office', '示例区审计局', DISTRICT.code, '4'),
  agency('assessment-office', '示例区考核办公室', DISTRICT.code, '4'),
  agency('weather', '示例区气象局', DISTRICT.code, '4', '12'),
  agency('neighbour-service-centre', '邻例市邻例区政务服务中心(示例)', DISTRICT_B.code, '4', '12'),
  agency('neighbour-public-security', '邻例市公安局邻例区分局(示例)', DISTRICT_B.code, '4'),
  agency('province-public-security', '示例省公安厅', PROVINCE.code, '2'),
  agency('province-civil-affairs', '示例省民政厅', PROVINCE.code, '2'),
  agency('province-health', '示例省卫生健康委员会', PROVINCE.code, '2'),
  agency('province-human-resources', '示例省人力资源和社会保障厅', PROVINCE.code, '2'),
  agency('province-market-regulation', '示例省市场监督管理局', PROVINCE.code, '2'),
  agency('province-natural-resources', '示例省自然资源厅', PROVINCE.code, '2'),
  agency('province-education', '示例省教育厅', PROVINCE.code, '2'),
  agency('province-disabled-persons', '示例省残疾人联合会', PROVINCE.code, '2', '13'),
  agency('institution-office', '示例区机构编制委员会办公室', DISTRICT.code, '4'),
] as const

/** Every agency of the seeds. */
export const AGENCIES: readonly Agency[] = list

const BY_SLUG = new Map(AGENCIES.map((each) => [each.slug, each]))

/** An agency by its slug. Throws RangeError on a slug that the seeds do not have. */
export function agencyOf(slug: string): Agency {
  const found = BY_SLUG.get(slug)
  if (found === undefined) throw new RangeError('no such agency among the seeds')
  return found
}

/** Credit code of an agency by its slug. */
export const codeOf = (slug: string) => agencyOf(slug).creditCode
