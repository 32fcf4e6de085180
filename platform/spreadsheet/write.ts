import { pack } from './archive.ts'
import { cellText, escapeXml } from './xml.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

// Every cell is text (`@`), and marked as such (`quotePrefix`), so that no program takes one for a formula when it is edited.
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>\
<xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`
const TEXT_STYLE = 1
const HEADING_STYLE = 2

const TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>${[
  ['workbook', 'sheet.main'], ['worksheets/sheet1', 'worksheet'], ['sharedStrings', 'sharedStrings'], ['styles', 'styles'],
].map(([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`).join('')}</Types>`

const relations = (targets: readonly (readonly [type: string, target: string])[]) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`).join('')}</Relationships>`

/**
 * A workbook (.xlsx, ECMA-376) of one sheet. Every cell is text, whatever it begins with; `null` and the empty text leave a cell
 * out. The first row is a heading that stays in view.
 */
export function writeWorkbook(sheet: string, rows: readonly (readonly (string | null)[])[]): Buffer {
  const places = new Map<string, number>()
  const placeOf = (text: string) => {
    const known = places.get(text) ?? places.size
    places.set(text, known)
    return known
  }
  const data = rows.map((row, at) => rowXml(row, at, placeOf)).join('')
  const strings = [...places.keys()].map((text) => `<si><t xml:space="preserve">${cellText(text)}</t></si>`).join('')
  return pack([
    ['[Content_Types].xml', TYPES],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escapeXml(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', relations([['worksheet', 'worksheets/sheet1.xml'], ['sharedStrings', 'sharedStrings.xml'], ['styles', 'styles.xml']])],
    ['xl/worksheets/sheet1.xml', `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>${data}</sheetData></worksheet>`],
    ['xl/sharedStrings.xml', `${HEAD}<sst xmlns="${MAIN}">${strings}</sst>`],
    ['xl/styles.xml', STYLES],
  ])
}

function rowXml(row: readonly (string | null)[], at: number, placeOf: (text: string) => number): string {
  const style = at === 0 ? HEADING_STYLE : TEXT_STYLE
  const cells = row.map((text, column) =>
    text === null || text === '' ? '' : `<c r="${columnName(column)}${at + 1}" t="s" s="${style}"><v>${placeOf(text)}</v></c>`)
  return `<row r="${at + 1}">${cells.join('')}</row>`
}

/** `A`, `B`, … `Z`, `AA`, … of a column counted from 0. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : `${columnName(Math.floor(column / 26) - 1)}${last}`
}
