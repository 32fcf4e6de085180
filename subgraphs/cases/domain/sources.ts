/** Another numbering in use → GB/T 39046-2020. What a source says otherwise is loaded as it stands. */
type Mapping = Readonly<Record<string, string>>

// A national interface tells 非法人企业 5 and 行政机关 6 apart; the standard has no place for the former but 其他组织.
const APPLICANT_KINDS: Mapping = { '1': '1', '2': '2', '3': '3', '4': '4', '5': '6', '6': '5', '9': '6' }

// The 好差评 exchange counts the other way round.
const SATISFACTIONS: Mapping = { '5': '1', '4': '2', '3': '3', '2': '4', '1': '5' }

const mapped = (mapping: Mapping, code: string) => (Object.hasOwn(mapping, code) ? (mapping[code] ?? null) : null)

/** 申请人类型 of the national interface as A.4; `null` for a number that it does not have. */
export const applicantKindOf = (code: string): string | null => mapped(APPLICANT_KINDS, code)

/** 满意度 of the 好差评 exchange as A.8; `null` for a number that it does not have. */
export const satisfactionOf = (code: string): string | null => mapped(SATISFACTIONS, code)

/** Whether a satisfaction (A.8) makes an evaluation a bad one (差评), which must be looked into. */
export const isBad = (satisfaction: string): boolean => satisfaction === '4' || satisfaction === '5'
