import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnName, FORMULA, readWorkbook, SpreadsheetFault, writeWorkbook } from '../spreadsheet.ts'
import { openArchive, pack } from './archive.ts'

const BOUNDS = { bytes: 1_000_000, rows: 100, columns: 40 }

/** A workbook with parts of its own beside or instead of those that are always there. */
function workbookWith(parts: Record<string, string>): Buffer {
  const archive = openArchive(writeWorkbook('表', [['甲', '乙']]), BOUNDS.bytes)
  const names = ['_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml']
  return pack([...names.map((name) => [name, parts[name] ?? archive.text(name)] as const)])
}

const sheet = (rows: string) => workbookWith({ 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>` })

function checkOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof SpreadsheetFault) return error.check
    throw error
  }
  return 'read'
}

describe('a spreadsheet is not read', () => {
  it.each([
    ['no bytes', Buffer.alloc(0)],
    ['a text', Buffer.from('姓名,住址\n'.repeat(50))],
    ['an archive of something else', pack([['readme.txt', 'nothing']])],
    ['half of a workbook', writeWorkbook('表', [['甲']]).subarray(0, 700)],
    ['a workbook with a document type', workbookWith({ 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>' })],
    ['one that is not well-formed', sheet('<row><c></row>')],
  ])('from %s', (_what, bytes) => {
    expect(checkOf(() => readWorkbook(bytes, '表', BOUNDS))).toBe('NOT_A_WORKBOOK')
  })

  it('where a part was damaged on its way', () => {
    const bytes = Buffer.from(writeWorkbook('表', [['甲'.repeat(200)]]))
    const at = bytes.indexOf('xl/sharedStrings.xml') + 'xl/sharedStrings.xml'.length + 20
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    expect(checkOf(() => readWorkbook(bytes, '表', BOUNDS))).toBe('NOT_A_WORKBOOK')
  })

  it('beyond what it may unpack to, whatever its directory says of its size', () => {
    const bytes = Buffer.from(sheet(`<row><c t="str"><v>${' '.repeat(BOUNDS.bytes)}</v></c></row>`))
    expect(bytes.length).toBeLessThan(10_000)
    const name = Buffer.from('xl/worksheets/sheet1.xml')
    bytes.writeUInt32LE(10, bytes.lastIndexOf(name) - 46 + 24)
    expect(checkOf(() => readWorkbook(bytes, '表', BOUNDS))).toBe('TOO_LARGE')
  })

  it('where parts are small one by one and large together', () => {
    const archive = openArchive(pack([['a', 'x'.repeat(60)], ['b', 'x'.repeat(60)]]), 100)
    archive.text('a')
    expect(checkOf(() => archive.text('b'))).toBe('TOO_LARGE')
  })

  it('beyond the number of rows', () => {
    const rows = Array.from({ length: BOUNDS.rows + 1 }, () => ['甲'])
    expect(checkOf(() => readWorkbook(writeWorkbook('表', rows), '表', BOUNDS))).toBe('TOO_MANY_ROWS')
    expect(readWorkbook(writeWorkbook('表', rows.slice(1)), '表', BOUNDS)).toHaveLength(BOUNDS.rows)
  })

  it('where it has several sheets and none of the name', () => {
    const bytes = workbookWith({ 'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="一" r:id="rId1"/><sheet name="二" r:id="rId1"/></sheets></workbook>' })
    expect(checkOf(() => readWorkbook(bytes, '表', BOUNDS))).toBe('NO_SUCH_SHEET')
    expect(readWorkbook(bytes, '二', BOUNDS)).toHaveLength(1)
  })
})

describe('a spreadsheet is read', () => {
  it('as it was written, whatever a text begins with or holds', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((each) => each.replace(/\p{Cs}/gu, ''))
    const starts = fc.constantFrom('', '=', '+', '-', '@', '_x0041_', '\t', '\r\n', '<&">')
    const cell = fc.option(fc.tuple(starts, text).map((parts) => parts.join('')), { nil: null })
    fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }), (rows) => {
      const read = readWorkbook(writeWorkbook('表', rows), '表', BOUNDS)
      const wanted = rows.map((row, at) => ({ line: at + 1, cells: row.map((each) => (each === null || each.trim() === '' ? null : each)) }))
        .map(({ line, cells }) => ({ line, cells: cells.slice(0, cells.findLastIndex((each) => each !== null) + 1) }))
      expect(read).toEqual(wanted.filter(({ cells }) => cells.length > 0))
    }), { seed: 5, numRuns: 300 })
  })

  it('with its formulas marked and never believed', () => {
    expect(readWorkbook(sheet('<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="str"><f>A3</f><v>甲</v></c></row>'), '表', BOUNDS))
      .toEqual([{ line: 3, cells: [FORMULA, FORMULA] }])
  })

  it('with numbers, truth values, inline and rich texts, and gaps, as other programs write them', () => {
    const bytes = workbookWith({
      'xl/sharedStrings.xml': '<x:sst xmlns:x="m"><x:si><x:r><x:t>示</x:t></x:r><x:r><x:t>例</x:t></x:r><x:rPh><x:t>shi</x:t></x:rPh></x:si></x:sst>',
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="2"><c r="B2"><v>7</v></c><c r="D2" t="b"><v>1</v></c></row>
        <row><c t="inlineStr"><is><t>甲</t></is></c><c t="s"><v>0</v></c><c r="AZZ3" t="str"><v>far</v></c></row></sheetData></worksheet>`,
    })
    expect(readWorkbook(bytes, '表', BOUNDS)).toEqual([{ line: 2, cells: [null, '7', null, '1'] }, { line: 3, cells: ['甲', '示例'] }])
  })

  it('by columns that are named like those of a sheet', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })
})
