import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsqr from 'jsqr'
import { LICENCE_TYPES, licenceTypeOf } from '../../../seeds/licence-types.ts'
import type { CopyToPrint, PrintedLicence } from './printer.ts'
import { watermarkOf } from './watermark.ts'

export const SLUGS = LICENCE_TYPES.map(({ slug }) => slug)

const SAMPLES: Readonly<Record<string, string>> = {
  name: '示例欧阳翠翠', sex: '女', nation: '汉', birthDate: '1941-03-08', address: '示例省示例市示例区示例街道和平社区幸福路一百二十八号院六号楼三单元一二〇一室',
  issuer: '示例市公安局示例区分局', validTo: '2031-06-01', householdType: '非农业家庭户', headName: '示例张建国', relation: '妻', certificateNo: 'J999901-2021-000123',
  registeredOn: '2021-05-20', husbandName: '示例张建国', wifeName: '示例李小红', registrar: '示例市示例区民政局婚姻登记处', childName: '示例张安安',
  motherName: '示例李小红', fatherName: '示例张建国', hospital: '示例市妇幼保健院', vehicleClass: 'C1', firstIssuedOn: '2012-09-01', archiveNo: '999900012345',
  registeredDivision: '示例省另一市甲区', endorsedTo: '2027-05-31', bank: '示例银行示例市分行', account: '6222 0000 0000 0000 000', legalRepName: '示例王立新',
  entityType: '有限责任公司（自然人投资或控股）', domicile: '示例省示例市示例区科技园创新大道九十九号三幢五层', capital: '壹佰万元整', establishedOn: '2019-04-18',
  scope: '食品销售；餐饮服务；日用百货销售；信息技术咨询服务；软件开发（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件为准）',
  operator: '示例市好味道餐饮有限公司', premises: '示例省示例市示例区商业街十六号一层', businessForm: '餐饮服务经营者（中型餐馆）', items: '热食类食品制售；冷食类食品制售；自制饮品制售',
  managerName: '示例赵敏', unitCode: '999901001001GB00001F00010001', location: '示例省示例市示例区滨河路八号三号楼二单元五〇二室', rightHolders: '示例张建国、示例李小红',
  coOwnership: '共同共有', area: '共有宗地面积 1200.50㎡／房屋建筑面积 98.70㎡', use: '城镇住宅用地／住宅', termTo: '2079-12-31', school: '示例大学', major: '计算机科学与技术',
  level: '本科', graduatedOn: '2008-07-01', category: '肢体残疾', grade: '三级', guardianName: '示例张建国',
}

/** A licence of a type of the seeds, with a face as such licences have. */
export function sampleLicence(slug: string, changes: Partial<PrintedLicence> = {}): PrintedLicence {
  const { code, name, face } = licenceTypeOf(slug)
  return {
    type: code, templateVersion: '1.0', name,
    identifier: `1.2.156.3005.2.${code}.11990000000002115X.A00000000001.001.8`,
    number: '9999 2021 0000 1234', issuerName: '示例市示例区政务服务示例局', issuedOn: '2021-06-01', validFrom: '2021-06-01', validTo: '2031-05-31',
    trustGrade: 'A', holders: ['示例欧阳翠翠'],
    titles: Object.fromEntries(face.map((field) => [field.name, field.title])),
    face: Object.fromEntries(face.map((field) => [field.name, SAMPLES[field.name] ?? '示例'])),
    ...changes,
  }
}

export const SAMPLE_WATERMARK = watermarkOf({
  trustGrade: 'A', provider: '示例市示例区民政局', agency: '示例市示例区民政局', matter: '高龄津贴发放', reason: '核对年龄与户籍',
  madeOn: '2026-11-26', validUntil: '2026-12-26', number: 'FB20261126A7K3M9Q2',
})

/** A copy of some licences, for a matter of the seeds. */
export function sampleCopy(licences: readonly PrintedLicence[], changes: Partial<CopyToPrint> = {}): CopyToPrint {
  return {
    number: 'FB20261126A7K3M9Q2', madeOn: '2026-11-26', licences, watermark: SAMPLE_WATERMARK,
    checkAt: 'https://hub.example.gov.cn/v/FB20261126A7K3M9Q2', preview: false, ...changes,
  }
}

/** One page as it looks: grey values from 0 to 255, row by row. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** Whether this machine has the programs that read PDF independently of what wrote it. */
export function canRead(): boolean {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The pages of a PDF as pictures, 150 dots per inch. */
export function pagesOf(pdf: Uint8Array): Picture[] {
  return inFolder(pdf, (folder) => {
    execFileSync('pdftoppm', ['-r', '150', '-gray', join(folder, 'copy.pdf'), join(folder, 'page')])
    return readdirSync(folder).filter((name) => name.endsWith('.pgm')).sort().map((name) => pictureFrom(readFileSync(join(folder, name))))
  })
}

/** The text of a PDF in the order in which it was drawn, without white space; or with the blanks that stand in its lines. */
export function textOf(pdf: Uint8Array, blanks: 'without blanks' | 'with blanks' = 'without blanks'): string {
  const text = inFolder(pdf, (folder) => execFileSync('pdftotext', ['-raw', join(folder, 'copy.pdf'), '-'], { encoding: 'utf8' }))
  return blanks === 'with blanks' ? text : text.replace(/\s/g, '')
}

function inFolder<T>(pdf: Uint8Array, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'govshare-copy-'))
  try {
    writeFileSync(join(folder, 'copy.pdf'), pdf)
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Portable grey map, its binary form. */
function pictureFrom(file: Buffer): Picture {
  const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(file.subarray(0, 64).toString('latin1'))
  if (head === null) throw new TypeError('not a grey map')
  return { width: Number(head[1]), height: Number(head[2]), pixels: file.subarray(head[0].length) }
}

/** What the QR code of a page says, looked for at its foot as somebody does who holds a camera over it. */
export function codeIn(page: Picture | undefined): string | undefined {
  if (page === undefined) return undefined
  const [top, width] = [Math.floor(page.height * 0.75), Math.floor(page.width / 3)]
  const colours = new Uint8ClampedArray(width * (page.height - top) * 4)
  for (let at = 0; at < colours.length / 4; at += 1) {
    const grey = page.pixels[(top + Math.floor(at / width)) * page.width + (at % width)] ?? 0
    colours.set([grey, grey, grey, 255], at * 4)
  }
  return jsqr.default(colours, width, page.height - top)?.data
}
