import { encode } from 'uqr'
import type { CopyToPrint, PrintedLicence } from './printer.ts'
import type { Sheet } from './sheet.ts'
import { PAGES, type Template } from './template.ts'

/** Where a page stands in its copy. */
interface Placed {
  readonly page: Template['page']
  readonly copy: CopyToPrint
  readonly licence: PrintedLicence
  /** From 1. */
  readonly place: number
}

const GREY = '#555555'
const RED = '#c8102e'
const MARGIN = 12
const CODE_SIDE = 30
/** A reader needs four squares of white around the code. */
const QUIET = 4

const STAMP_COLOUR = '#5b6b86'
const STAMP_OPACITY = 0.3
const STAMP_TURN = 28
/** Height of the watermark's block, in millimetres, before it is turned. */
const STAMP_HEIGHT = 40
const STAMPS = { PORTRAIT: { across: 2, down: 4 }, LANDSCAPE: { across: 3, down: 3 } } as const

/** What every page of a copy bears around its licence: head, foot with the code, the watermark over all of it. */
export function frameAround(sheet: Sheet, placed: Placed): void {
  head(sheet, placed)
  foot(sheet, placed)
  watermark(sheet, placed)
  if (placed.copy.preview) previewAcross(sheet, placed)
}

function head(sheet: Sheet, { page, copy, licence, place }: Placed): void {
  const width = PAGES[page].width - 2 * MARGIN
  sheet.text(`电子证照加注件　${licence.name}`, [MARGIN, 8, width / 2, 6], { size: 9, colour: GREY }, 'name')
  const pages = `第${place}页 共${copy.licences.length}页`
  sheet.text(copy.preview ? pages : `副本编号 ${copy.number}　${pages}`, [MARGIN + width / 2, 8, width / 2, 6], { size: 9, colour: GREY, align: 'right' }, 'copy number')
  sheet.line([MARGIN, 15], [MARGIN + width, 15], 0.5, GREY)
}

function foot(sheet: Sheet, { page, copy, licence }: Placed): void {
  const { width, height } = PAGES[page]
  const top = height - MARGIN - CODE_SIDE - 2
  sheet.line([MARGIN, top], [width - MARGIN, top], 0.5, GREY)
  if (copy.preview) {
    sheet.frame([MARGIN + 1, top + 3, CODE_SIDE - 2, CODE_SIDE - 2], 0.8, RED)
    sheet.text('预览无效', [MARGIN + 2, top + 8, CODE_SIDE - 4, 18], { size: 15, colour: RED, align: 'center' }, 'preview')
  } else {
    code(sheet, copy.checkAt, [MARGIN, top + 2])
  }
  const left = MARGIN + CODE_SIDE + 4
  const room = width - MARGIN - left
  sheet.text(sentences(copy), [left, top + 2, room, 19], { size: 9 }, 'watermark')
  const small = { size: 7.5, colour: GREY }
  sheet.text(`电子证照标识 ${licence.identifier}　可信等级 ${licence.trustGrade}`, [left, top + 22.5, room, 4], small, 'identifier')
  const check = copy.preview ? '预览不作凭证使用，不可核验' : `核验地址 ${copy.checkAt}`
  sheet.text(check, [left, top + 27, room, 4], small, 'check address')
}

function code(sheet: Sheet, text: string, at: readonly [number, number]): void {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  sheet.code(data, at, CODE_SIDE / (size + 2 * QUIET), QUIET)
}

function watermark(sheet: Sheet, { page, copy }: Placed): void {
  const { width, height } = PAGES[page]
  const { across, down } = STAMPS[page]
  const [wide, high] = [width / across, height / down]
  const text = sentences(copy)
  for (let stamp = 0; stamp < across * down; stamp += 1) {
    const [middle, centre] = [(stamp % across) * wide + wide / 2, Math.floor(stamp / across) * high + high / 2]
    sheet.over(text, [middle - wide / 2, centre - STAMP_HEIGHT / 2, wide, STAMP_HEIGHT], {
      size: 11, align: 'center', colour: STAMP_COLOUR, opacity: STAMP_OPACITY, turned: STAMP_TURN,
    }, 'watermark')
  }
}

function sentences({ watermark: said }: CopyToPrint): string {
  return said.map((sentence) => (/[。！？]$/.test(sentence) ? sentence : `${sentence}。`)).join('')
}

function previewAcross(sheet: Sheet, { page }: Placed): void {
  const { width, height } = PAGES[page]
  sheet.over('预览 PREVIEW', [width / 2 - 100, height / 2 - 15, 200, 30], {
    size: 68, align: 'center', colour: RED, opacity: 0.35, turned: 35, bold: true,
  }, 'preview')
}
