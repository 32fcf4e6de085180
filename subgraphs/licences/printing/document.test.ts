import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { printCopy } from './document.ts'
import type { PrintFault } from './faults.ts'
import type { CopyToPrint, PrintedLicence } from './printer.ts'
import { templateFrom } from './template-check.ts'
import { readTemplates } from './templates.ts'
import { canRead, codeIn, pagesOf, type Picture, SAMPLE_WATERMARK, sampleCopy, sampleLicence, SLUGS, textOf } from './testing.ts'
import { openTypeface } from './typeface.ts'
import { watermarkOf } from './watermark.ts'

const press = { typeface: openTypeface(), templates: readTemplates() }
const print = (licences: readonly PrintedLicence[], changes: Partial<CopyToPrint> = {}) => printCopy(sampleCopy(licences, changes), press)
const withFace = (changes: Readonly<Record<string, string>>) => {
  const licence = sampleLicence('identity-card')
  return { ...licence, face: { ...licence.face, ...changes } }
}

async function refusalOf(licences: readonly PrintedLicence[], changes: Partial<CopyToPrint> = {}): Promise<[string, string, number | null]> {
  const { check, where, licence } = await print(licences, changes).then(() => expect.fail('was printed'), (error: unknown) => error as PrintFault)
  return [check, where, licence]
}

describe('a copy is refused and nothing drawn', () => {
  it.each<[string, string, string]>([
    ['a text of 5,000 characters', '址'.repeat(5_000), 'TEXT_TOO_LONG'],
    ['a right-to-left override', '示例\u202e路', 'TEXT_WRONG'],
    ['a direction isolate', '示例\u2066路', 'TEXT_WRONG'],
    ['a control character', '示例\u0000路', 'TEXT_WRONG'],
    ['half a character', '示例\ud840', 'TEXT_WRONG'],
    ['letters that are written from right to left', 'שלום', 'GLYPH_MISSING'],
    ['a character that the font does not have', '示例\u{2b81f}', 'GLYPH_MISSING'],
    ['a picture', '示例😀', 'GLYPH_MISSING'],
    ['a character for private use', '\ue000', 'GLYPH_MISSING'],
  ])('for %s in a face, naming the field', async (_what, address, check) => {
    expect(await refusalOf([sampleLicence('marriage-certificate'), withFace({ address })])).toEqual([check, 'face.address', 1])
  })

  it('for the same in a holder, an issuer, a watermark and a number', async () => {
    expect(await refusalOf([sampleLicence('marriage-certificate', { holders: ['示例', '\u202e'] })])).toEqual(['TEXT_WRONG', 'holders', 0])
    expect(await refusalOf([sampleLicence('identity-card', { issuerName: '局\u{1f600}' })])).toEqual(['GLYPH_MISSING', 'issuer issuedOn', 0])
    expect(await refusalOf([sampleLicence('identity-card')], { watermark: ['仅供\u202e使用'] })).toEqual(['TEXT_WRONG', 'watermark', 0])
    expect(await refusalOf([sampleLicence('identity-card')], { watermark: ['仅供使用', '用于', '事由：\u{1f600}'] })).toEqual(['GLYPH_MISSING', 'reason', null])
    expect(await refusalOf([sampleLicence('identity-card')], { watermark: ['字'.repeat(5_000)] })).toEqual(['TEXT_TOO_LONG', 'watermark', 0])
    expect(await refusalOf([sampleLicence('identity-card')], { number: 'FB\u200b1' })).toEqual(['TEXT_WRONG', 'copy number', 0])
  })

  it('where the template names a field that the type does not have', async () => {
    const { sex: _sex, ...titles } = sampleLicence('identity-card').titles
    expect(await refusalOf([sampleLicence('identity-card', { titles, face: {} })])).toEqual(['TEMPLATE_BROKEN', 'the type has no field sex', 0])
  })

  it('where the template has no place for a field that is to be shown, rather than print less', async () => {
    const { titles, face } = sampleLicence('identity-card')
    const more = sampleLicence('identity-card', { titles: { ...titles, blood: '血型' }, face: { ...face, blood: 'A' } })
    expect(await refusalOf([more])).toEqual(['TEMPLATE_BROKEN', 'no place for face.blood', 0])
  })

  it('where the version has no template', async () => {
    expect(await refusalOf([sampleLicence('identity-card', { templateVersion: '9' })])).toEqual(['TEMPLATE_MISSING', 'template', 0])
  })

  it('without a licence', async () => await expect(print([])).rejects.toThrow(RangeError))

  it('and no fault holds a value', async () => {
    const error = await print([withFace({ address: '秘密路\u202e' })]).catch((each: unknown) => each as Error)
    expect(String((error as Error).stack)).not.toContain('秘密')
  })
})

describe('a printed copy', () => {
  it('is the same file for the same copy, and another for another number', async () => {
    const [first, second, other] = await Promise.all([print([sampleLicence('food-licence')]), print([sampleLicence('food-licence')]), print([sampleLicence('food-licence')], { number: 'FB2' })])
    expect(Buffer.compare(first, second)).toBe(0)
    expect(Buffer.compare(first, other)).not.toBe(0)
  })

  it.each(SLUGS)('of %s has less than 200 KB', async (slug) => expect((await print([sampleLicence(slug)])).length).toBeLessThan(200_000))

  it('tells the day it is given as its own, and no time of the machine', async () => {
    const file = Buffer.from(await print([sampleLicence('identity-card')], { madeOn: '2025-02-03' })).toString('latin1')
    expect(file.match(/D:\d{14}/g)).toEqual(['D:20250203000000'])
    expect(file).not.toContain('ModDate')
  })

  it('has room for the longest watermark that there is, on pages of either kind', async () => {
    const agency = '局'.repeat(60)
    const watermark = watermarkOf({
      trustGrade: 'B', provider: agency, agency, matter: '事'.repeat(100), reason: '由'.repeat(200), madeOn: '2026-11-26', validUntil: '2026-12-26', number: 'F'.repeat(40),
    })
    const pdf = await print([sampleLicence('identity-card'), sampleLicence('business-licence')], { watermark })
    if (canRead()) expect(pagesOf(pdf).map(codeIn)).toEqual([sampleCopy([]).checkAt, sampleCopy([]).checkAt])
  })

  it('reads nothing in a value for a name in braces', async () => {
    const licence = withFace({ address: '{face.name}{number}' })
    const pdf = await print([licence])
    if (canRead()) expect(textOf(pdf)).toContain('住址{face.name}{number}')
  })
})

// Other programs than those that wrote the file read it.
if (!canRead()) process.stdout.write('skipped: pdftoppm (poppler-utils) is not here, so no copy is read back\n')

describe.skipIf(!canRead())('read back by other programs', () => {
  it.each(SLUGS)('%s: the text, the watermark, its words at the foot, and the code', async (slug) => {
    const licence = sampleLicence(slug)
    const copy = sampleCopy([licence])
    const pdf = await printCopy(copy, press)
    const text = textOf(pdf)
    for (const value of [licence.name, licence.issuerName, licence.identifier, copy.number, ...Object.values(licence.face)]) {
      expect(text).toContain(inWords(value ?? '').replace(/\s/g, ''))
    }
    // Laid over the page as often as that page is wide and high, and once at its foot.
    const [page] = pagesOf(pdf)
    expect(text.split(SAMPLE_WATERMARK.join('')).length - 1).toBe((page?.width ?? 0) > (page?.height ?? 0) ? 10 : 9)
    expect(codeIn(page)).toBe(copy.checkAt)
  })

  it('a type without a template, laid out plainly with the titles of its fields', async () => {
    const licence = sampleLicence('birth-certificate', { type: 'NEW' })
    const text = textOf(await print([licence]))
    for (const [field, title] of Object.entries(licence.titles)) {
      expect(text).toContain(title)
      expect(text).toContain(inWords(licence.face[field] ?? ''))
    }
  })

  it('several licences, a page each, every page with the code', async () => {
    const pages = pagesOf(await print([sampleLicence('identity-card'), sampleLicence('business-licence')]))
    expect(pages.map(codeIn)).toEqual([sampleCopy([]).checkAt, sampleCopy([]).checkAt])
    expect(pages.map(({ width, height }) => width > height)).toEqual([false, true])
  })

  it('a preview: says so and bears no code', async () => {
    const pdf = await print([sampleLicence('identity-card')], { preview: true, number: '', checkAt: '' })
    expect(textOf(pdf)).toContain('预览PREVIEW')
    expect(codeIn(pagesOf(pdf)[0])).toBeUndefined()
    expect(textOf(await print([sampleLicence('identity-card')]))).not.toContain('PREVIEW')
  })

  it('a field that the copy may not show is a dash, and what is not sealed by its issuer bears no seal', async () => {
    const { titles, face: { name = '' } } = sampleLicence('disability-certificate')
    const text = textOf(await print([sampleLicence('disability-certificate', { titles, face: { name }, trustGrade: 'B' })]))
    expect(text).toMatch(/残疾类别.*—/)
    expect(text).not.toContain('肢体')
    expect(text).not.toContain('电子签章')
  })

  it('a value of several lines with one blank between them, whatever parts them in the record', async () => {
    const text = textOf(await print([withFace({ address: '示例市\r\n甲区\n\n示例路\u2028一号 \n' })]), 'with blanks')
    expect(text).toContain('示例市 甲区 示例路 一号')
  })

  it('rare characters of names, beyond the basic plane too', async () => {
    const holders = ['㑇䶮龘𬍛𬴊𫖯', '阿卜杜拉·示例']
    expect(textOf(await print([sampleLicence('marriage-certificate', { holders })]))).toContain(holders.join('、'))
  })

  it('the watermark stands between the texts, so that no part of the page holds it alone', async () => {
    const licence = sampleLicence('household-register')
    const between = textOf(await print([licence])).split(SAMPLE_WATERMARK.join('')).filter((text) => text !== '')
    const holding = (value: string | undefined) => between.findIndex((text) => text.includes(value ?? ''))
    expect(holding(licence.face['householdType'])).toBeLessThan(holding('1941年3月8日'))
    expect(holding('1941年3月8日')).toBeLessThan(holding(licence.face['registrar']))
  })

  it('the watermark is seen everywhere, and what lies beneath it stays dark', async () => {
    const [[marked], [plain]] = [pagesOf(await print([sampleLicence('identity-card')])), pagesOf(await print([sampleLicence('identity-card')], { watermark: [] }))]
    if (marked === undefined || plain === undefined) return expect.fail('a page is missing')
    const changed = cells(marked, plain, (with_, without) => Math.abs(with_ - without) > 20)
    expect(Math.min(...changed)).toBeGreaterThan(400)
    const dark = count(plain, marked, (without) => without < 90)
    const faded = count(plain, marked, (without, with_) => without < 90 && with_ > 150)
    expect(dark).toBeGreaterThan(10_000)
    expect(faded / dark).toBeLessThan(0.01)
  })
})

describe('the font', () => {
  it('has every character of the Unified Ideographs up to U+9FEF and of Extension A up to U+4DB5', () => {
    const missing = [[0x4e00, 0x9fef], [0x3400, 0x4db5]].flatMap(([first = 0, last = 0]) =>
      Array.from({ length: last - first + 1 }, (_each, at) => first + at).filter((point) => !press.typeface.font.hasGlyphForCodePoint(point)))
    expect(missing).toEqual([])
  })

  it('is the file that its notice describes', () => {
    const folder = ['subgraphs', 'licences', 'printing', 'font']
    const digest = createHash('sha256').update(readFileSync(projectFile(...folder, 'licences.ttf'))).digest('hex')
    expect(readFileSync(projectFile(...folder, 'NOTICE'), 'utf8')).toContain(digest)
  })

  it('has every character that a template prints', () => {
    for (const slug of SLUGS) {
      const text = readFileSync(projectFile('subgraphs', 'licences', 'printing', 'templates', `${slug}.json`), 'utf8')
      templateFrom(JSON.parse(text))
      expect([...text].filter((letter) => letter !== '\n' && !press.typeface.font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))).toEqual([])
    }
  })
})

function inWords(text: string): string {
  return text.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
}

type Pair = (first: number, second: number) => boolean

function count(first: Picture, second: Picture, holds: Pair): number {
  return first.pixels.reduce((sum, grey, at) => sum + (holds(grey, second.pixels[at] ?? 0) ? 1 : 0), 0)
}

/** How many pixels of each of the page's eight parts differ so. */
function cells(first: Picture, second: Picture, holds: Pair): number[] {
  const counts = Array.from({ length: 8 }, () => 0)
  first.pixels.forEach((grey, at) => {
    const [x, y] = [at % first.width, Math.floor(at / first.width)]
    const cell = Math.floor((y * 4) / first.height) * 2 + Math.floor((x * 2) / first.width)
    if (holds(grey, second.pixels[at] ?? 0)) counts[cell] = (counts[cell] ?? 0) + 1
  })
  return counts
}
