import type { CodeList } from '#platform/codes'

/** State of a licence (证照状态), as the housing ministry's national collection lists it; 98 is the hub's own, which that list lacks. */
export const licenceStates: CodeList = {
  '01': '有效', '02': '暂扣', '03': '撤销', '04': '注销', '05': '失效', '06': '办理转出', '07': '吊销', '98': '受限使用', '99': '其他',
}

/** Code of a state that only its note explains. */
export const OTHER_STATE = '99'

/** What was done to a licence when this version came about (操作类型), from the same collection. */
export const operations: CodeList = {
  '01': '新发', '02': '延续', '03': '暂扣', '04': '过期失效', '05': '注销', '06': '暂扣发还', '07': '其他', '08': '转入', '09': '变更', '10': '取消转出',
}

/** Why a licence was cancelled (注销原因), from the same collection. */
export const cancellationReasons: CodeList = { '1': '正常办理注销', '2': '签发错误注销' }

/** What using a licence comes to, as deployed sharing services answer; GB/T 36906 family. */
export const outcomes: CodeList = { '0': '成功', '21': '已废止或已注销', '22': '已过期', '23': '受限使用' }

/** Level of the issuing authority (行使层级), GB/T 39046-2020 table A.2. */
export const authorityLevels: CodeList = {
  '1': '国家级', '2': '省级', '3': '市级', '4': '县级', '5': '镇(乡、街道)级', '6': '村(社区)级', '7': '分级管理',
}

/** Formats of a licence's file, GB/T 33190 and ISO 32000; and of pictures, ISO/IEC 15948 and 10918, where its holder uploaded it. */
export const fileFormats: CodeList = { OFD: '开放版式文档', PDF: '可移植文档', PNG: 'PNG图像', JPEG: 'JPEG图像' }

/** How far a licence can be trusted; the grades are common in practice, the wording is the hub's own. */
export const trustGrades: CodeList = { A: '颁证机构制作并签章', B: '窗口已核对原件', C: '申请人上传，未核对原件', D: '申请人自行制作并承诺' }

/** What a verification looks at, in its order; the codes are the hub's own, the order that of verifying a sealed file (GB/T 38540). */
export const sealChecks: CodeList = {
  DIGEST: '文件摘要与照面', SIGNATURE: '颁证机构签名', SEAL: '电子印章', CHAIN: '证书链', VALIDITY: '签章时证书有效期', REVOCATION: '证书吊销',
  METADATA: '元数据与目录一致', IDENTIFIER: '证照标识校验位', STATE: '证照状态', EXPIRY: '证照有效期',
}

/** Document types of licence holders, GB/T 36903 annex A. */
export const holderDocumentTypes: CodeList = {
  '001': '统一社会信用代码', '099': '其他法人或其他组织有效证件代码', '111': '公民身份号码', '114': '军官证', '115': '武警警官证',
  '118': '士兵证', '119': '武警士兵证', '120': '军队文职人员证', '122': '武警文职人员证', '411': '外交护照', '412': '公务护照',
  '413': '公务普通护照', '414': '普通护照', '511': '台湾居民来往大陆通行证', '516': '港澳居民来往内地通行证', '999': '其他自然人有效证件代码',
}

/** Who may hold licences of a type; the hub's own codes. */
export const holderKinds: CodeList = { '1': '自然人', '2': '法人', '3': '混合' }

/** State of a licence type; the hub's own codes. Nothing is issued of a type that was stopped or is not published yet. */
export const licenceTypeStates: CodeList = { '1': '启用', '2': '停用', '3': '未发布' }

/** Code of a type of which licences are issued. */
export const PUBLISHED_TYPE = '1'

/** Whether a holder with this document type is an organisation; annex A numbers them below 100. */
export function isOrganisationDocument(documentType: string): boolean {
  return documentType < '100'
}
