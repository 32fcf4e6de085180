import type { CasesRows } from '../commands.ts'

export const OLD_MAN = 'old-man'
export const DAUGHTER = 'daughter'
export const STRANGER = 'stranger'
export const COMPANY = '91990100MA0000AB0H'
export const PROPOSED = 'proposed:9901012026000001'
export const AGENCY = '11990000000000019A'
export const STREET = '1199010000000022XR'

export const ALLOWANCE = '11990000000000019A4990507001001'
export const PERMIT = '11990000000000019A4990131002001'
export const numberOf = (matter: string, day: string, sequence: number) => `${matter}-${day}-${String(sequence).padStart(6, '0')}`
export const CURRENT = numberOf(ALLOWANCE, '20260301', 1)
export const OLDER = numberOf(ALLOWANCE, '20250301', 1)
export const OF_COMPANY = numberOf(PERMIT, '20260115', 1)
export const OF_STRANGER = numberOf(ALLOWANCE, '20260201', 1)
export const HANDED_OVER = numberOf(ALLOWANCE, '20260202', 1)

const caseOf = (caseNo: string, subject: string, appliedAt: string) => ({
  caseNo, subject, division: '990101000000', slice: caseNo.slice(0, 31), basicCode: caseNo.slice(19, 31), kind: 'APPLICATION' as const,
  summary: '示例办件', state: '30', handlingDivision: '990101000000', appliedAt: new Date(appliedAt), channel: '1', evidence: 'CARD_READ' as const,
})
const person = (caseNo: string, ordinal: number, subject: string, role: 'APPLICANT' | 'AGENT' | 'LEGAL_REP', name: string) => ({
  caseNo, ordinal, subject, role, name, subjectKind: 'PERSON' as const,
})

const PROVED = {
  sourceAgency: AGENCY, sourceSystem: '示例办件系统', sourceRecordId: 'R-1', recordedAt: new Date('2026-03-01T10:05:00+08:00'),
  updatedAt: new Date('2026-03-01T11:00:00+08:00'), version: 2, qualityFlags: ['late'],
}
const at = (day: string) => new Date(`${day}T10:00:00+08:00`)

const FILED = {
  handleItemCode: `${ALLOWANCE}01`, matterName: '高龄津贴发放', matterVersion: 3, handleKind: '2', promisedBy: at('2026-03-12'),
  acceptor: '赵经办', acceptDocNo: 'SL-1', investProjectNo: '2603-990101-04-01-000001',
}
const LETTERS = { kind: '1', documentType: '111', address: '示例省示例市示例区示例街道示例路1号', zipCode: '990101' }

/** Cases of an old man, of a company and of a stranger: what the tests of the library look for. */
export const rows: CasesRows = {
  cases: [
    { ...caseOf(CURRENT, OLD_MAN, '2026-03-01T09:30:00+08:00'), parent: OLDER, acceptedAt: new Date('2026-03-01T10:00:00+08:00'), ...FILED, ...PROVED },
    { ...caseOf(OLDER, OLD_MAN, '2025-03-01T09:30:00+08:00'), state: '51', evidence: 'NONE', acceptedAt: at('2025-03-03'), promisedBy: at('2025-03-07'), decidedAt: at('2025-03-20') },
    { ...caseOf(OF_COMPANY, COMPANY, '2026-01-15T09:30:00+08:00'), state: '10', parent: CURRENT },
    { ...caseOf(OF_STRANGER, STRANGER, '2026-02-01T09:30:00+08:00'), parent: CURRENT },
    { ...caseOf(HANDED_OVER, STRANGER, '2026-02-02T09:30:00+08:00'), state: '92', handedOverBy: AGENCY },
  ],
  agencies: [
    { caseNo: CURRENT, agency: AGENCY, role: 'DECIDING' },
    { caseNo: CURRENT, agency: AGENCY, role: 'ACCEPTING' },
    { caseNo: CURRENT, agency: STREET, role: 'RECEIVING' },
  ],
  parties: [
    { ...person(CURRENT, 1, OLD_MAN, 'APPLICANT', '张大山'), ...LETTERS },
    person(CURRENT, 2, DAUGHTER, 'AGENT', '张小河'),
    person(OLDER, 1, OLD_MAN, 'APPLICANT', '张大山'),
    { caseNo: OF_COMPANY, ordinal: 1, subject: COMPANY, subjectKind: 'ORGANISATION', role: 'APPLICANT', name: '示例食品有限公司' },
    { caseNo: OF_COMPANY, ordinal: 2, subject: PROPOSED, subjectKind: 'PROPOSED', role: 'APPLICANT', name: '示例新设有限公司' },
    person(OF_COMPANY, 3, DAUGHTER, 'APPLICANT', '张小河'),
    person(OF_COMPANY, 4, DAUGHTER, 'LEGAL_REP', '张小河'),
    person(OF_STRANGER, 1, STRANGER, 'APPLICANT', '王五'),
    person(OF_STRANGER, 2, OLD_MAN, 'AGENT', '张大山'),
    person(HANDED_OVER, 1, STRANGER, 'APPLICANT', '王五'),
  ],
  materials: [
    { caseNo: CURRENT, ordinal: 1, name: '身份证', sourceKind: 'LICENCE', received: true, licence: '1.2.156.3005.2.11990000000000019A001.1199010000000022XR.2024000000123.001.K' },
    { caseNo: CURRENT, ordinal: 2, name: '委托书', sourceKind: 'UPLOAD', received: false, count: 1, attachmentName: '委托书.pdf', attachmentRef: 'F-1' },
  ],
  processes: [
    { caseNo: CURRENT, ordinal: 1, step: '受理', event: '通过', handler: '赵经办', startedAt: new Date('2026-03-01T10:00:00+08:00'), agency: STREET, state: '2', opinion: '材料齐全', opinionPublished: true },
    { caseNo: CURRENT, ordinal: 2, step: '审查', handler: '孙审查', startedAt: at('2026-03-02'), agency: AGENCY, state: '1', opinion: '拟同意，待核实' },
  ],
  results: [{
    caseNo: OLDER, resultType: '6', resultAt: new Date('2025-03-20T10:00:00+08:00'), explain: '已发放', certificateName: '高龄津贴证',
    certificateNo: 'G-1', validFrom: '2025-04-01', agency: AGENCY, handler: '孙审查', express: true, charged: false, division: '990101000000',
  }],
  contacts: [
    { caseNo: CURRENT, subject: DAUGHTER, name: '张小河', documentType: '111', mobile: '19900000002' },
    { caseNo: OF_STRANGER, subject: STRANGER, name: '王五', mobile: '19900000003' },
  ],
  specials: [
    {
      caseNo: CURRENT, ordinal: 1, kind: '2', name: '现场核查', startedAt: at('2026-03-01'), reason: '需入户核查', applicant: '孙审查', agency: STREET,
      handler: '赵经办', opinion: '约定三月三日入户',
    },
    {
      caseNo: OLDER, ordinal: 1, kind: '1', name: '延长审批', startedAt: at('2025-03-06'), endedAt: at('2025-03-06'), extendsDays: 5,
      result: '同意延长', opinion: '同意延长五个工作日', opinionPublished: true,
    },
  ],
  evaluations: [
    {
      caseNo: OLDER, ordinal: 1, subject: OLD_MAN, evaluator: '张大山', channel: '4', evaluatedAt: at('2025-03-21'), satisfaction: '5',
      text: '等得太久', reviewed: true, division: '990101000000', verifiedAt: at('2025-03-24'), verification: '1', rectifiedAt: at('2025-03-27'),
      rectification: '已补发并致歉', followedUpAt: at('2025-04-02'), followUp: '2',
    },
    { caseNo: OLDER, ordinal: 2, subject: DAUGHTER, evaluator: '张小河', evaluatedAt: at('2025-03-22'), satisfaction: '2', text: '尚可' },
    { caseNo: OLDER, ordinal: 3, subject: null, evaluator: '不应出现', evaluatedAt: at('2025-03-23'), satisfaction: '1', text: '很好' },
  ],
}
