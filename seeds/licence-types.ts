import type { LicencesRows } from '../subgraphs/licences/commands.ts'
import { codeOf } from './agencies.ts'

/** One field of a licence's face (照面). A secret one is shown to nobody but under a grant of its own. */
export type SeedFaceField = LicencesRows['licenceTypes'][number]['faceSchema'][number]

/** A kind of e-licence. Its code is the definer's credit code and three digits, GB/T 36904. */
export interface SeedLicenceType {
  readonly slug: string
  readonly code: string
  readonly name: string
  /** Agency that defines the type for the whole province. */
  readonly definer: string
  /** Agency that answers for the slice: it keeps and grants the licences of this type. */
  readonly provider: string
  /** 1 a person, 2 an organisation, 3 either. */
  readonly holderKind: '1' | '2' | '3'
  readonly validityRule: string
  readonly face: readonly SeedFaceField[]
}

type Mask = SeedFaceField['mask']

const field = (name: string, title: string, mask: Mask = 'NONE'): SeedFaceField =>
  ({ name, title, valueType: 'C', required: true, secret: false, mask })
const dated = (name: string, title: string, required = true): SeedFaceField =>
  ({ name, title, valueType: 'D', required, secret: false, mask: 'NONE' })
const secret = (name: string, title: string, mask: Mask = 'DROP'): SeedFaceField =>
  ({ name, title, valueType: 'C', required: true, secret: true, mask })

function licenceType(
  slug: string, name: string, sequence: string, definer: string, provider: string,
  holderKind: SeedLicenceType['holderKind'], validityRule: string, face: readonly SeedFaceField[],
): SeedLicenceType {
  return { slug, name, definer: codeOf(definer), provider, holderKind, validityRule, face, code: `${codeOf(definer)}${sequence}` }
}

// An identity card's number is the holder's key in every library but population, so no face carries it.
/** The twelve kinds of licences that the six scenarios use. */
export const LICENCE_TYPES: readonly SeedLicenceType[] = [
  licenceType('identity-card', '居民身份证', '001', 'province-public-security', 'public-security', '1', '5年、10年、20年或长期', [
    field('name', '姓名', 'NAME'), field('sex', '性别'), field('nation', '民族'), dated('birthDate', '出生日期'),
    field('address', '住址', 'ADDR'), field('issuer', '签发机关'), dated('validTo', '有效期止', false),
  ]),
  licenceType('household-register', '居民户口簿', '002', 'province-public-security', 'public-security', '1', '长期', [
    field('householdType', '户别'), field('headName', '户主姓名', 'NAME'), field('relation', '与户主关系'), field('address', '住址', 'ADDR'),
  ]),
  licenceType('marriage-certificate', '结婚证', '001', 'province-civil-affairs', 'civil-affairs', '1', '长期', [
    field('certificateNo', '结婚证字号'), dated('registeredOn', '登记日期'), field('husbandName', '男方姓名', 'NAME'),
    field('wifeName', '女方姓名', 'NAME'), field('registrar', '登记机关'),
  ]),
  licenceType('birth-certificate', '出生医学证明', '001', 'province-health', 'health', '1', '长期', [
    field('childName', '新生儿姓名', 'NAME'), field('sex', '性别'), dated('birthDate', '出生日期'), field('motherName', '母亲姓名', 'NAME'),
    field('fatherName', '父亲姓名', 'NAME'), field('hospital', '接生机构'),
  ]),
  licenceType('driving-licence', '机动车驾驶证', '003', 'province-public-security', 'public-security', '1', '6年、10年或长期', [
    field('name', '姓名', 'NAME'), field('vehicleClass', '准驾车型'), dated('firstIssuedOn', '初次领证日期'), secret('archiveNo', '档案编号'),
  ]),
  licenceType('residence-permit', '居住证', '004', 'province-public-security', 'public-security', '1', '签注一年', [
    field('name', '姓名', 'NAME'), field('address', '居住地址', 'ADDR'), field('registeredDivision', '户籍所在地'), dated('endorsedTo', '签注有效期'),
  ]),
  licenceType('social-security-card', '社会保障卡', '001', 'province-human-resources', 'human-resources', '1', '10年', [
    field('name', '姓名', 'NAME'), field('bank', '开户银行'), secret('account', '社会保障卡银行账号', 'ACC'),
  ]),
  licenceType('business-licence', '营业执照', '001', 'province-market-regulation', 'market-regulation', '2', '长期或按营业期限', [
    field('name', '名称'), field('legalRepName', '法定代表人'), field('entityType', '类型'), field('domicile', '住所'),
    field('capital', '注册资本'), dated('establishedOn', '成立日期'), field('scope', '经营范围'),
  ]),
  licenceType('food-licence', '食品经营许可证', '002', 'province-market-regulation', 'market-regulation', '2', '5年', [
    field('operator', '经营者名称'), field('premises', '经营场所'), field('businessForm', '主体业态'), field('items', '经营项目'),
    field('managerName', '食品安全管理员', 'NAME'),
  ]),
  licenceType('real-estate-certificate', '不动产权证书', '001', 'province-natural-resources', 'natural-resources', '3', '长期或按使用期限', [
    field('unitCode', '不动产单元号'), field('location', '坐落', 'ADDR'), field('rightHolders', '权利人'), field('coOwnership', '共有情况'),
    field('area', '面积'), field('use', '用途'), dated('termTo', '使用期限止', false),
  ]),
  licenceType('degree-certificate', '学历证书', '001', 'province-education', 'education', '1', '长期', [
    field('name', '姓名', 'NAME'), field('school', '学校'), field('major', '专业'), field('level', '学历层次'), dated('graduatedOn', '毕业日期'),
  ]),
  licenceType('disability-certificate', '残疾人证', '001', 'province-disabled-persons', 'disabled-persons', '1', '10年', [
    field('name', '姓名', 'NAME'), secret('category', '残疾类别'), secret('grade', '残疾等级'), field('guardianName', '监护人', 'NAME'),
  ]),
]

const BY_SLUG = new Map(LICENCE_TYPES.map((each) => [each.slug, each]))

/** A kind of licence by its slug. Throws RangeError on a slug that the seeds do not have. */
export function licenceTypeOf(slug: string): SeedLicenceType {
  const found = BY_SLUG.get(slug)
  if (found === undefined) throw new RangeError('no such licence type among the seeds')
  return found
}

/** Code of a kind of licence, 21 characters. */
export const typeCode = (slug: string) => licenceTypeOf(slug).code
