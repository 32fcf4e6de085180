import type { InputFault } from '#platform/errors'
import { holdsControls, holdsPersonalNumber } from '#platform/texts'
import type { Face, FaceFieldType } from './face.ts'

/** A holder as an issuer names it; a citizen number has become a key on its way here. */
export interface HolderGiven {
  readonly citizenId?: string | null
  readonly creditCode?: string | null
  readonly name: string
}

export interface FaceGiven {
  readonly name: string
  readonly value: string
}

export interface HolderFiled {
  readonly subject: string
  readonly name: string
  readonly documentType: string
}

export const NAME_MAX = 512
export const NUMBER_MAX = 128
const REASON_MAX = 500
const FACE_VALUE_MAX = 1_000
const HOLDERS_MOST = 20

/** One fault of an input, in both languages. */
export function fault(argument: string, check: string, en: string, zh: string): InputFault {
  return { argument, check, en, zh }
}

/** A text that is needed and absent, too long, or holds what hides or turns around the rest of it. */
export function textFault(argument: string, given: string | null | undefined, max: number, needed = false): InputFault[] {
  if (given == null || given.trim() === '') return needed ? [fault(argument, 'required', 'is needed', '必填')] : []
  if (given.length > max) return [fault(argument, 'length', `at most ${max} characters`, `不超过${max}个字符`)]
  return holdsControls(given) ? [fault(argument, 'characters', 'without control or direction characters', '不得含有控制字符或方向控制字符')] : []
}

/** A text that many will read, so that nobody's number may stand in it. */
export function reasonFault(argument: string, given: string | null | undefined): InputFault[] {
  const faults = textFault(argument, given, REASON_MAX, true)
  if (faults.length > 0 || given == null || !holdsPersonalNumber(given)) return faults
  return [fault(argument, 'PERSONAL_NUMBER', 'without citizen numbers or telephones', '不得含有公民身份号码或电话号码')]
}

const CREDIT_CODE = '001'
const CITIZEN_NUMBER = '111'

/** Holders in the order given. */
export const holdersFiled = (given: readonly HolderGiven[]): HolderFiled[] =>
  given.map(({ citizenId, creditCode, name }) =>
    citizenId == null ? { subject: creditCode ?? '', name, documentType: CREDIT_CODE } : { subject: citizenId, name, documentType: CITIZEN_NUMBER })

const KINDS: Readonly<Record<string, { readonly person: boolean; readonly organisation: boolean }>> = {
  '1': { person: true, organisation: false }, '2': { person: false, organisation: true }, '3': { person: true, organisation: true },
}

/** @param kind of holders that the type has, a code of `holderKinds` */
export function holderFaults(at: string, given: readonly HolderGiven[], kind: string | null): InputFault[] {
  if (given.length < 1 || given.length > HOLDERS_MOST) return [fault(at, 'COUNT', `from 1 to ${HOLDERS_MOST} holders`, `持证主体须为1至${HOLDERS_MOST}个`)]
  const may = KINDS[kind ?? ''] ?? { person: true, organisation: true }
  const seen = new Set<string>()
  return given.flatMap(({ citizenId, creditCode, name }, place) => {
    const own = `${at}[${place}]`
    if ((citizenId == null) === (creditCode == null)) return [fault(own, 'HOLDER', 'a citizen number or a credit code', '须填写公民身份号码或统一社会信用代码之一')]
    if (citizenId == null ? !may.organisation : !may.person) return [fault(own, 'HOLDER_KIND', 'not who may hold licences of this type', '该证照类型不能由此类主体持有')]
    const subject = citizenId ?? creditCode ?? ''
    if (seen.has(subject)) return [fault(own, 'DUPLICATE', 'named before', '持证主体重复')]
    seen.add(subject)
    return textFault(`${own}.name`, name, NAME_MAX, true)
  })
}

/** The face with what is given in place of what it said before; an empty value takes a field away. */
export function faceFiled(schema: readonly FaceFieldType[], given: readonly FaceGiven[], before: Face = {}): Face {
  const values = new Map([...Object.entries(before), ...given.map(({ name, value }) => [name, value.trim()] as const)])
  return Object.fromEntries(schema.flatMap(({ name }) => {
    const value = values.get(name)
    return value === undefined || value === '' ? [] : [[name, value] as const]
  }))
}

/** What is wrong with the fields given, and with the face that comes of them. A field of no type is told by its place: its name may be anything. */
export function faceFaults(at: string, schema: readonly FaceFieldType[], given: readonly FaceGiven[], before: Face = {}): InputFault[] {
  const fields = new Map(schema.map((field) => [field.name, field]))
  const seen = new Set<string>()
  const faults = given.flatMap(({ name, value }, place) => {
    const own = `${at}[${place}]`
    const field = fields.get(name)
    if (field === undefined) return [fault(`${own}.name`, 'FIELD', 'no field of this type', '该证照类型没有此照面字段')]
    if (seen.has(name)) return [fault(`${own}.name`, 'DUPLICATE', 'named before', '照面字段重复')]
    seen.add(name)
    return valueFaults(`${own}.value`, field, value.trim())
  })
  const face = faceFiled(schema, given, before)
  const missing = schema.filter(({ name, required }) => required && !Object.hasOwn(face, name))
  return [...faults, ...missing.map(({ name, title }) => fault(at, 'required', `the field ${name} is needed`, `缺少照面字段“${title}”`))]
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const NUMBER = /^-?\d{1,20}(?:\.\d{1,10})?$/

function valueFaults(argument: string, { valueType }: FaceFieldType, value: string): InputFault[] {
  if (value === '') return []
  // An address and a scope of business may have several lines.
  const faults = textFault(argument, valueType === 'C' ? value.replace(/\r?\n/g, ' ') : value, FACE_VALUE_MAX)
  if (faults.length > 0) return faults
  if (valueType === 'D' && !isDay(value)) return [fault(argument, 'date', 'a day, YYYY-MM-DD', '须为日期 YYYY-MM-DD')]
  if (valueType === 'N' && !NUMBER.test(value)) return [fault(argument, 'number', 'a number', '须为数字')]
  // The number of a holder is a key in every library but one, and a face is no way around that.
  return holdsCitizenNumber(value) ? [fault(argument, 'CITIZEN_NUMBER', 'without citizen numbers', '不得含有公民身份号码')] : []
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const CITIZEN = /(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?![\dA-Z])/i
const holdsCitizenNumber = (text: string) => CITIZEN.test(text.normalize('NFKC'))

/** First and last day in an order that cannot be. */
export function periodFaults(at: string, validFrom: string | null, validTo: string | null): InputFault[] {
  return validFrom !== null && validTo !== null && validTo < validFrom ? [fault(`${at}.validTo`, 'PERIOD', 'not before the first day', '有效期止不得早于有效期起')] : []
}
