import { PrintFault } from './faults.ts'
import type { PrintedLicence } from './printer.ts'
import type { Sheet } from './sheet.ts'
import { faceFieldOf, namesIn, PAGES, type Part, type Place, type RowsPart, type Source, spelled, type Template } from './template.ts'

/** What stands where a licence says nothing, or where the copy may not show it. */
const NOTHING = '—'

/** The grade whose seal is the issuer's own. */
const SEALED_GRADE = 'A'
const SEAL_RED = '#c8102e'

/** Room between a ruled line and the text beside it, in millimetres. */
const INSET = 3

/**
 * Lays a licence out by its type's template.
 *
 * @throws PrintFault `TEMPLATE_BROKEN` where the template names fields that the type does not have, or has no place for one that is to be shown
 */
export function layOut(sheet: Sheet, template: Template, licence: PrintedLicence): void {
  checkFields(template, licence)
  template.parts.forEach((part, at) => drawPart(sheet, part, `parts[${at}]`, template, licence))
}

/** The layout of a type that has no template: its name, its face in the type's order, issuer and date. */
export function plainTemplate({ name, titles }: PrintedLicence): Template {
  const [left, top, width, height] = PAGES.PORTRAIT.body
  const rows = [
    { label: '证照编号', text: '{number}' }, { label: '持证主体', text: '{holders}' },
    ...Object.entries(titles).map(([field, title]) => ({ label: title, text: `{face.${field}}` })),
    { label: '颁发机构', text: '{issuer}' }, { label: '颁发日期', text: '{issuedOn}' }, { label: '有效期', text: '{validity}' },
  ]
  const inset = 10
  const highest = height - 70
  return {
    page: 'PORTRAIT', ink: '#333333',
    parts: [
      { draw: 'text', at: [left + inset, top + 14, width - 2 * inset, 14], text: name, size: 24, align: 'center', bold: true },
      { draw: 'rows', at: [left + inset, top + 38, width - 2 * inset, Math.min(highest, rows.length * 14)], labels: 42, size: 11, ruled: true, rows },
      { draw: 'seal', at: [left + width - inset - 30, top + height - 31, 30, 30] },
    ],
  }
}

function checkFields(template: Template, { titles, face }: PrintedLicence): void {
  const placed = namesIn(template).flatMap((name) => faceFieldOf(name) ?? [])
  const unknown = placed.find((field) => !Object.hasOwn(titles, field))
  if (unknown !== undefined) throw new PrintFault('TEMPLATE_BROKEN', `the type has no field ${unknown}`)
  const homeless = Object.keys(face).find((field) => !placed.includes(field))
  if (homeless !== undefined) throw new PrintFault('TEMPLATE_BROKEN', `no place for face.${homeless}`)
}

function drawPart(sheet: Sheet, part: Part, where: string, { ink }: Template, licence: PrintedLicence): void {
  switch (part.draw) {
    case 'box': {
      sheet.frame(part.at, part.line, ink, part.round)
      const { at: [x, y, width, height], inner = 0 } = part
      if (inner > 0) sheet.frame([x + inner, y + inner, width - 2 * inner, height - 2 * inner], part.line / 3, ink, Math.max(0, (part.round ?? 0) - inner))
      return
    }
    case 'text': {
      const { at, size, align = 'left', bold = false, inked = false, spaced = 0 } = part
      sheet.text(spelledFor(part.text, licence), at, { size, align, bold, spaced, ...(inked ? { colour: ink } : {}) }, whereOf(part.text, where))
      return
    }
    case 'rows': {
      drawRows(sheet, part, where, ink, licence)
      return
    }
    case 'seal': {
      if (licence.trustGrade === SEALED_GRADE && licence.issuerName !== null) drawSeal(sheet, part.at, licence.issuerName)
    }
  }
}

function drawRows(sheet: Sheet, { at: [x, y, width, height], labels, size, ruled = false, rows }: RowsPart, where: string, ink: string, licence: PrintedLicence): void {
  const shares = rows.reduce((sum, { share = 1 }) => sum + share, 0)
  const inset = ruled ? INSET : 0
  let top = y
  rows.forEach(({ label, text, share = 1 }, at) => {
    const high = (height * share) / shares
    sheet.text(label, [x + inset, top, labels - 2 * inset, high], { size, colour: ink, align: ruled ? 'center' : 'left' }, `${where}.rows[${at}].label`)
    sheet.text(spelledFor(text, licence), [x + labels + inset, top, width - labels - 2 * inset, high], { size }, whereOf(text, `${where}.rows[${at}]`))
    if (ruled && at > 0) sheet.line([x, top], [x + width, top], 0.5, ink)
    top += high
  })
  if (!ruled) return
  sheet.frame([x, y, width, height], 0.8, ink)
  sheet.line([x + labels, y], [x + labels, y + height], 0.5, ink)
}

function drawSeal(sheet: Sheet, [x, y, width]: Place, issuerName: string): void {
  const style = { align: 'center', colour: SEAL_RED, opacity: 0.85 } as const
  sheet.ring([x + width / 2, y + width / 2], width / 2, 1.4, SEAL_RED)
  sheet.ring([x + width / 2, y + width / 2], width / 2 - 1, 0.4, SEAL_RED)
  sheet.text(issuerName, [x + width * 0.16, y + width * 0.18, width * 0.68, width * 0.26], { ...style, size: width * 0.26 }, 'issuer')
  sheet.text('★', [x + width * 0.3, y + width * 0.44, width * 0.4, width * 0.22], { ...style, size: width * 0.45 }, 'seal')
  sheet.text('(电子签章)', [x + width * 0.2, y + width * 0.67, width * 0.6, width * 0.14], { ...style, size: width * 0.23 }, 'seal')
}

/** The field of which a text is, where it is of one; else its place in the template. */
function whereOf(text: string, place: string): string {
  const names = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name)
  return names.length === 0 ? place : names.join(' ')
}

function spelledFor(text: string, licence: PrintedLicence): string {
  return spelled(text, (name) => {
    const field = faceFieldOf(name)
    if (field === null) return valueOf(name as Source, licence) ?? NOTHING
    const value = Object.hasOwn(licence.face, field) ? licence.face[field] : undefined
    return value === undefined || value === '' ? NOTHING : inWords(onOneLine(value))
  })
}

function valueOf(name: Source, licence: PrintedLicence): string | null {
  switch (name) {
    case 'name': return licence.name
    case 'identifier': return licence.identifier
    case 'number': return licence.number
    case 'holders': return licence.holders.length === 0 ? null : licence.holders.join('、')
    case 'issuer': return licence.issuerName
    case 'issuedOn': return licence.issuedOn === null ? null : inWords(licence.issuedOn)
    case 'validFrom': return licence.validFrom === null ? null : inWords(licence.validFrom)
    case 'validTo': return licence.validTo === null ? '长期' : inWords(licence.validTo)
    case 'validity': return validity(licence)
    case 'grade': return licence.trustGrade
  }
}

function validity({ validFrom, validTo }: PrintedLicence): string {
  const end = validTo === null ? '长期' : inWords(validTo)
  if (validFrom === null) return validTo === null ? end : `至${end}`
  return `${inWords(validFrom)}至${end}`
}

/** A value whose lines, as addresses and scopes of business have them, follow one another: how a copy breaks lines depends on the room for it. */
function onOneLine(text: string): string {
  return text.trim().replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ')
}

/** A day as licences print it; any other text as it is. */
function inWords(text: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return day === null ? text : `${day[1]}年${Number(day[2])}月${Number(day[3])}日`
}
