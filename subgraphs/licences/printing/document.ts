import PDFDocument from 'pdfkit'
import { PrintFault, REASON } from './faults.ts'
import { frameAround } from './frame.ts'
import { layOut, plainTemplate } from './layout.ts'
import type { CopyToPrint, PrintedLicence } from './printer.ts'
import { type Document, Sheet } from './sheet.ts'
import { PAGES, type Template } from './template.ts'
import type { Templates } from './templates.ts'
import { printable, type Typeface } from './typeface.ts'

/** What copies are printed with. */
export interface Press {
  readonly typeface: Typeface
  readonly templates: Templates
}

const POINTS = 72 / 25.4

/**
 * Prints a copy as PDF. The same copy becomes the same bytes.
 *
 * @throws PrintFault before anything is drawn, where one of its licences cannot be laid out or a text not be printed
 */
export async function printCopy(copy: CopyToPrint, { typeface, templates }: Press): Promise<Uint8Array> {
  if (copy.licences.length === 0) throw new RangeError('a copy has a licence at least')
  const [, , reason] = copy.watermark
  if (reason !== undefined) printable(reason, REASON, typeface)
  const pages = copy.licences.map((licence, at) => {
    try {
      const template = templates.of(licence.type, licence.templateVersion) ?? plainTemplate(licence)
      return { page: template.page, sheet: sheetOf(copy, licence, template, at + 1, typeface) }
    } catch (error) {
      throw error instanceof PrintFault ? error.of(at) : error
    }
  })
  const document = openDocument(copy)
  const written = bytesOf(document)
  document.font(typeface.font as unknown as PDFKit.Mixins.PDFFontSource)
  for (const { page, sheet } of pages) {
    const { width, height } = PAGES[page]
    document.addPage({ size: [width * POINTS, height * POINTS], margin: 0 })
    sheet.draw(document)
  }
  document.end()
  return await written
}

function sheetOf(copy: CopyToPrint, licence: PrintedLicence, template: Template, place: number, typeface: Typeface): Sheet {
  const sheet = new Sheet(typeface)
  layOut(sheet, template, licence)
  frameAround(sheet, { page: template.page, copy, licence, place })
  return sheet
}

// The file's id is made of what stands here, so the same copy becomes the same file.
function openDocument({ number, madeOn, preview }: CopyToPrint): Document {
  const info = { Title: preview ? '电子证照加注件预览' : `电子证照加注件 ${number}`, Producer: 'govshare', Creator: 'govshare', CreationDate: new Date(madeOn) }
  return new PDFDocument({ autoFirstPage: false, font: '', lang: 'zh-CN', displayTitle: true, pdfVersion: '1.7', info })
}

function bytesOf(document: Document): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    document.on('data', (part: Uint8Array) => parts.push(part))
    document.on('error', reject)
    document.on('end', () => {
      const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
      let at = 0
      for (const part of parts) {
        bytes.set(part, at)
        at += part.length
      }
      resolve(bytes)
    })
  })
}
