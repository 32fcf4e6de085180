import { agencyOf } from './agencies.ts'

/** The service items of the scenarios by short name, with the codes that everything else hangs on. */
export interface MatterCodes {
  readonly slug: string
  readonly name: string
  /** Slug of the implementing agency. */
  readonly agency: string
  /** 12 characters. */
  readonly basicCode: string
  /** Implementation code, 31 characters, GB/T 39554.1. */
  readonly code: string
}

function matter(slug: string, name: string, agency: string, basicCode: string): MatterCodes {
  const { creditCode, level } = agencyOf(agency)
  return { slug, name, agency, basicCode, code: `${creditCode}${level}${basicCode}` }
}

/** The six matters, in the order of the scenarios. */
export const MATTERS: readonly MatterCodes[] = [
  matter('old-age-allowance', '高龄津贴发放', 'civil-affairs', '990511001001'),
  matter('company-registration', '公司设立登记', 'market-regulation', '990131001001'),
  matter('house-transfer', '国有建设用地使用权及房屋所有权转移登记（存量房买卖）', 'natural-resources', '990748001003'),
  matter('startup-subsidy', '一次性创业补贴申领', 'human-resources', '990514002001'),
  matter('residence-permit', '居住证申领', 'public-security', '990709003001'),
  matter('food-licence', '食品经营许可（新办）', 'market-regulation', '990131002001'),
]

const BY_SLUG = new Map(MATTERS.map((each) => [each.slug, each]))

/** A matter's codes by its short name. Throws RangeError on a name that the seeds do not have. */
export function matterOf(slug: string): MatterCodes {
  const found = BY_SLUG.get(slug)
  if (found === undefined) throw new RangeError('no such matter among the seeds')
  return found
}

/** Implementation code of a matter by its short name. */
export const matterCode = (slug: string) => matterOf(slug).code
