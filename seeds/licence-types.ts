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
  /** Grades in which people bring it themselves: C what they hold on paper, D what they make and answer for. */
  readonly uploadGrades: readonly ('C' | 'D')[]
}

type Mask = SeedFaceField['mask']

const field = (name: string, title: string, mask: Mask = 'NONE'): SeedFaceField =>
  ({ name, title, valueType: 'C', required: true, secret: false, mask })
const dated = (name: string, title: string, required = true): SeedFaceField =>
  ({ name, title, valueType: 'D', required, secret: false, mask: 'NONE' })
const secret = (name: string, title: string, mask: Mask = 'DROP'): SeedFaceField =>
  ({ name, title, valueType: 'C', required: true, secret: true, mask })
/** What a document has a place for and not every one states. */
const also = (given: SeedFaceField): SeedFaceField => ({ ...given, required: false })
const counted = (name: string, title: string): SeedFaceField => also({ ...field(name, title), valueType: 'N' })

/** Kinds of which older papers were never recorded. */
const UPLOADED: ReadonlySet<string> = new Set([
  'household-register', 'marriage-certificate', 'birth-certificate', 'real-estate-certificate', 'degree-certificate', 'disability-certificate',
])
/** Kinds that nobody issues: whoever brings one has made it. */
const SELF_MADE: ReadonlySet<string> = new Set(['power-of-attorney'])

const gradesOf = (slug: string): SeedLicenceType['uploadGrades'] => (SELF_MADE.has(slug) ? ['D'] : UPLOADED.has(slug) ? ['C'] : [])

function licenceType(
  slug: string, name: string, sequence: string, definer: string, provider: string,
  holderKind: SeedLicenceType['holderKind'], validityRule: string, face: readonly SeedFaceField[],
): SeedLicenceType {
  return { slug, name, definer: codeOf(definer), provider, holderKind, validityRule, face, code: `${codeOf(definer)}${sequence}`, uploadGrades: gradesOf(slug) }
}

// Fields stand in the order in which the document prints them. An identity card's number is the holder's key in every library but
// population, so no face carries it, nor what is made of it: the numbers of a driving licence, a social security card and a
// disability certificate.
/** The kinds of licences that the six scenarios use. */
export const LICENCE_TYPES: readonly SeedLicenceType[] = [
  licenceType('identity-card', '居民身份证', '001', 'province-public-security', 'public-security', '1', '5年、10年、20年或长期', [
    field('name', '姓名', 'NAME'), field('sex', '性别'), field('nation', '民族'), dated('birthDate', '出生'),
    field('address', '住址', 'ADDR'), field('issuer', '签发机关'), dated('validFrom', '有效期限起', false), dated('validTo', '有效期限止', false),
  ]),
  licenceType('household-register', '居民户口簿', '002', 'province-public-security', 'public-security', '1', '长期', [
    field('householdType', '户别'), field('headName', '户主姓名', 'NAME'), also(field('householdNo', '户号')), field('address', '住址', 'ADDR'),
    also(field('name', '姓名', 'NAME')), field('relation', '与户主关系'), also(field('formerName', '曾用名', 'NAME')), also(field('sex', '性别')),
    also(field('birthPlace', '出生地')), also(field('nation', '民族')), also(field('nativePlace', '籍贯')), dated('birthDate', '出生日期', false),
    also(field('religion', '宗教信仰', 'DROP')), also(field('education', '文化程度')), also(field('maritalStatus', '婚姻状况')),
    also(field('militaryService', '兵役状况')), also(field('workplace', '服务处所')), also(field('occupation', '职业')),
    also(field('movedInFrom', '何时由何地迁来本址')), also(field('registrar', '登记机关')), dated('registeredOn', '登记日期', false),
  ]),
  licenceType('marriage-certificate', '结婚证', '001', 'province-civil-affairs', 'civil-affairs', '1', '长期', [
    also(field('bearerName', '持证人', 'NAME')), dated('registeredOn', '登记日期'), field('certificateNo', '结婚证字号'), also(field('remarks', '备注')),
    field('husbandName', '男方姓名', 'NAME'), also(field('husbandNationality', '男方国籍')), dated('husbandBirthDate', '男方出生日期', false),
    field('wifeName', '女方姓名', 'NAME'), also(field('wifeNationality', '女方国籍')), dated('wifeBirthDate', '女方出生日期', false),
    field('registrar', '登记机关'), also(field('officer', '婚姻登记员', 'NAME')),
  ]),
  licenceType('birth-certificate', '出生医学证明', '001', 'province-health', 'health', '1', '长期', [
    field('childName', '新生儿姓名', 'NAME'), field('sex', '性别'), dated('birthDate', '出生日期'), also(field('birthTime', '出生时间')),
    counted('gestationWeeks', '出生孕周'), counted('weight', '出生体重（克）'), counted('length', '出生身长（厘米）'), also(field('birthPlace', '出生地点')),
    field('hospital', '医疗机构名称'),
    field('motherName', '母亲姓名', 'NAME'), counted('motherAge', '母亲年龄'), also(field('motherNationality', '母亲国籍')), also(field('motherNation', '母亲民族')),
    also(field('motherAddress', '母亲住址', 'ADDR')), field('fatherName', '父亲姓名', 'NAME'), counted('fatherAge', '父亲年龄'),
    also(field('fatherNationality', '父亲国籍')), also(field('fatherNation', '父亲民族')), also(field('fatherAddress', '父亲住址', 'ADDR')),
    also(field('certificateNo', '出生证编号')), also(field('issuer', '签发机构')), dated('issuedOn', '签发日期', false),
  ]),
  licenceType('driving-licence', '机动车驾驶证', '003', 'province-public-security', 'public-security', '1', '6年、10年或长期', [
    field('name', '姓名', 'NAME'), also(field('sex', '性别')), also(field('nationality', '国籍')), also(field('address', '住址', 'ADDR')),
    dated('birthDate', '出生日期', false), dated('firstIssuedOn', '初次领证日期'), field('vehicleClass', '准驾车型'), dated('validFrom', '有效期限起', false),
    dated('validTo', '有效期限止', false), also(field('issuer', '发证机关')), secret('archiveNo', '档案编号'), also(field('record', '记录')),
  ]),
  licenceType('residence-permit', '居住证', '004', 'province-public-security', 'public-security', '1', '签注一年', [
    field('name', '姓名', 'NAME'), also(field('sex', '性别')), also(field('nation', '民族')), dated('birthDate', '出生日期', false),
    field('registeredDivision', '常住户口所在地住址'), field('address', '居住地住址', 'ADDR'), also(field('issuer', '签发机关')), dated('endorsedTo', '签注有效期'),
  ]),
  licenceType('social-security-card', '社会保障卡', '001', 'province-human-resources', 'human-resources', '1', '10年', [
    field('name', '姓名', 'NAME'), also(field('cardNo', '卡号', 'ACC')), dated('issuedOn', '发卡日期', false), dated('validTo', '有效期限', false),
    also(field('issuer', '发卡机构')), field('bank', '开户银行'), secret('account', '社会保障卡银行账号', 'ACC'),
  ]),
  licenceType('business-licence', '营业执照', '001', 'province-market-regulation', 'market-regulation', '2', '长期或按营业期限', [
    also(field('creditCode', '统一社会信用代码')), field('name', '名称'), field('entityType', '类型'), field('legalRepName', '法定代表人'),
    field('scope', '经营范围'), field('capital', '注册资本'), dated('establishedOn', '成立日期'), dated('termTo', '营业期限止', false), field('domicile', '住所'),
    also(field('registrar', '登记机关')), dated('registeredOn', '核准日期', false),
  ]),
  licenceType('food-licence', '食品经营许可证', '002', 'province-market-regulation', 'market-regulation', '2', '5年', [
    field('operator', '经营者名称'), also(field('creditCode', '统一社会信用代码')), also(field('legalRepName', '法定代表人（负责人）', 'NAME')),
    also(field('domicile', '住所')), field('premises', '经营场所'), field('businessForm', '主体业态'), field('items', '经营项目'),
    also(field('licenceNo', '许可证编号')), dated('validTo', '有效期至', false), also(field('supervisor', '日常监督管理机构')),
    also(field('supervisingOfficers', '日常监督管理人员', 'NAME')), also(field('hotline', '投诉举报电话')), also(field('issuer', '发证机关')),
    also(field('signedBy', '签发人', 'NAME')), dated('issuedOn', '签发日期', false), field('managerName', '食品安全管理员', 'NAME'),
  ]),
  licenceType('real-estate-certificate', '不动产权证书', '001', 'province-natural-resources', 'natural-resources', '3', '长期或按使用期限', [
    also(field('certificateNo', '不动产权证书号')), field('rightHolders', '权利人'), field('coOwnership', '共有情况'), field('location', '坐落', 'ADDR'),
    field('unitCode', '不动产单元号'), also(field('rightType', '权利类型')), also(field('rightNature', '权利性质')), field('use', '用途'), field('area', '面积'),
    dated('termTo', '使用期限止', false), also(field('otherRights', '权利其他状况')), also(field('remarks', '附记')), also(field('registrar', '登记机构')),
    dated('registeredOn', '登记日期', false),
  ]),
  licenceType('degree-certificate', '学历证书', '001', 'province-education', 'education', '1', '长期', [
    field('name', '姓名', 'NAME'), also(field('sex', '性别')), dated('birthDate', '出生日期', false), dated('enrolledOn', '入学日期', false),
    dated('graduatedOn', '毕业日期'), field('major', '专业'), also(field('years', '学制')), field('level', '学历层次'), also(field('studyForm', '学习形式')),
    field('school', '学校'), also(field('headmaster', '校（院）长姓名', 'NAME')), also(field('certificateNo', '证书编号')),
  ]),
  licenceType('disability-certificate', '残疾人证', '001', 'province-disabled-persons', 'disabled-persons', '1', '10年', [
    field('name', '姓名', 'NAME'), also(field('sex', '性别')), also(field('nation', '民族')), dated('birthDate', '出生日期', false),
    also(field('address', '住址', 'ADDR')), secret('category', '残疾类别'), secret('grade', '残疾等级'), field('guardianName', '监护人姓名', 'NAME'),
    also(field('guardianPhone', '监护人电话', 'PHONE')), also(field('issuer', '批准残联')), dated('issuedOn', '签发日期', false), dated('validTo', '有效期限', false),
  ]),
  licenceType('power-of-attorney', '授权委托书', '001', 'data-administration', 'data-administration', '3', '按委托期限', [
    field('agentName', '受托人', 'NAME'), field('matter', '委托事项'), field('powers', '委托权限'), dated('validTo', '委托期限止', false),
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
