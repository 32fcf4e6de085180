import { Parser } from 'saxen'
import { SpreadsheetFault } from './fault.ts'

/** Is told of a document's parts in their order; names come without their namespace's prefix. */
export interface XmlListener {
  readonly open?: (name: string, attributes: () => Readonly<Record<string, string>>) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/**
 * Reads a document. One with a document type is refused: what is declared there could grow without bounds.
 *
 * @throws SpreadsheetFault `NOT_A_WORKBOOK` where it is not well-formed
 */
export function readXml(xml: string, { open, close, text }: XmlListener): void {
  const parser = new Parser()
  const refuse = () => {
    throw new SpreadsheetFault('NOT_A_WORKBOOK')
  }
  parser.on('attention', refuse).on('error', refuse)
  if (open !== undefined) parser.on('openTag', (name, attributes, decode) => open(local(name), () => decoded(attributes(), decode)))
  if (close !== undefined) parser.on('closeTag', (name) => close(local(name)))
  if (text !== undefined) parser.on('text', (given, decode) => text(decode(given))).on('cdata', text)
  parser.parse(xml)
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

// A sheet has an element for every cell, and nearly none of them anything to decode.
function decoded(attributes: Record<string, string>, decode: (text: string) => string): Record<string, string> {
  for (const name in attributes) {
    const value = attributes[name] ?? ''
    if (value.includes('&')) attributes[name] = decode(value)
  }
  return attributes
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as it stands in a document, in an attribute too. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (each) => ESCAPES[each] ?? each)
}

/** A text of a cell as ECMA-376 part 1, 22.9.2.19 (`ST_Xstring`) writes it: characters that XML cannot hold become `_x000B_`. */
export function cellText(text: string): string {
  const kept = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return escapeXml(kept.replace(/[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\ufffe\uffff]/g, (each) => `_x${each.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`))
}

/** The text that {@link cellText} wrote. */
export function textOfCell(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
