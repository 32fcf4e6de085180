import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { codeOf, StartFault, wordsOf } from '#platform/errors'
import { printCopy } from './document.ts'
import { openPrinter, type PrinterOptions } from './pool.ts'
import type { Printer } from './printer.ts'
import { readTemplates } from './templates.ts'
import { sampleCopy, sampleLicence } from './testing.ts'
import { openTypeface } from './typeface.ts'

const folder = mkdtempSync(join(tmpdir(), 'govshare-printing-'))
const program = join(folder, 'thread.mjs')
// A thread of the tests: what it does, the copy's number says.
writeFileSync(program, `
import { parentPort, threadId } from 'node:worker_threads'
parentPort.on('message', ({ number }) => {
  if (number === 'hang') for (;;);
  if (number === 'throw') throw new Error('秘密')
  if (number === 'exit') process.exit(1)
  if (number === 'full') { const all = []; for (;;) all.push(new Array(1e6).fill(all)) }
  if (number === 'slow') setTimeout(() => parentPort.postMessage({ pdf: new Uint8Array([threadId]) }), 200)
  else parentPort.postMessage(number === 'fail' ? { failed: true } : { pdf: new Uint8Array([threadId]) })
})`)

// Longer than anything takes here, on whatever machine.
const DEADLINE_MS = 600_000

const opened: Printer[] = []
const open = (options: PrinterOptions = {}): Printer => {
  const printer = openPrinter({ program: pathToFileURL(program), threads: 1, deadlineMs: DEADLINE_MS, ...options })
  opened.push(printer)
  return printer
}
const numbered = (number: string) => sampleCopy([], { number })
/** Does something that ends as time passes, of which a thread that starts or prints takes none. */
async function later<Value>(ms: number, work: () => Promise<Value>): Promise<Value> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const done = work()
    vi.advanceTimersByTime(ms)
    return await done
  } finally {
    vi.useRealTimers()
  }
}
const codesOf = async (...printing: Promise<Uint8Array>[]) => (await Promise.allSettled(printing)).map((each) => (each.status === 'fulfilled' ? 'printed' : codeOf(each.reason)))

afterEach(async () => {
  await Promise.all(opened.splice(0).map((printer) => printer.close()))
})

describe('a copy fails, and the next is printed,', () => {
  it.each(['throw', 'exit', 'full', 'fail'])('where its thread does this: %s', async (number) => {
    const printer = open()
    expect(await codesOf(printer.print(numbered(number)), printer.print(numbered('1')))).toEqual(['LIBRARY_UNAVAILABLE', 'printed'])
    await expect(printer.print(numbered(number))).rejects.toThrow(/^the copy could not be printed$/)
  })

  it('where its thread hangs, which is then replaced', async () => {
    const printer = open()
    const [before] = await printer.print(numbered('1'))
    const hung = await later(DEADLINE_MS, () => Promise.allSettled([printer.print(numbered('hang'))]))
    expect(hung).toMatchObject([{ status: 'rejected', reason: { message: 'the copy took too long to print' } }])
    const [after] = await printer.print(numbered('1'))
    expect(after).not.toBe(before)
  })

  it('where it waited too long behind another', async () => {
    const printer = open()
    const [, , third] = await later(2 * DEADLINE_MS, () => Promise.allSettled(['hang', 'hang', '1'].map((number) => printer.print(numbered(number)))))
    expect(third).toMatchObject({ status: 'rejected', reason: { message: 'the copy waited too long to be printed' } })
    expect(await codesOf(printer.print(numbered('1')))).toEqual(['printed'])
  })

  it('where the thread cannot start at all', async () => {
    const printer = open({ program: pathToFileURL(join(folder, 'none.mjs')) })
    expect(await codesOf(printer.print(numbered('1')), printer.print(numbered('2')))).toEqual(['LIBRARY_UNAVAILABLE', 'LIBRARY_UNAVAILABLE'])
  })
})

describe('copies are refused', () => {
  it('from the start where the list of the hub\'s own templates cannot be read', () => {
    expect(() => openPrinter({ templates: join(folder, 'nowhere') })).toThrow(StartFault)
  })

  it('where too many wait', async () => {
    const printer = open({ queue: 2 })
    const codes = await codesOf(...['slow', '1', '2', '3', '4'].map((number) => printer.print(numbered(number))))
    expect(codes).toEqual(['printed', 'printed', 'printed', 'RATE_LIMITED', 'RATE_LIMITED'])
  })

  it('once the printer closes, which prints those that wait before', async () => {
    const printer = open()
    const waiting = [printer.print(numbered('slow')), printer.print(numbered('1'))]
    const closed = printer.close()
    expect(await codesOf(printer.print(numbered('2')))).toEqual(['LIBRARY_UNAVAILABLE'])
    await closed
    expect(await codesOf(...waiting)).toEqual(['printed', 'printed'])
  })
})

describe('threads as they are built', () => {
  it('print the very file that the functions print', async () => {
    const printer = openPrinter({ deadlineMs: DEADLINE_MS })
    opened.push(printer)
    const copies = ['identity-card', 'business-licence', 'marriage-certificate'].map((slug) => sampleCopy([sampleLicence(slug)]))
    const press = { typeface: openTypeface(), templates: readTemplates() }
    const printed = await Promise.all(copies.map((copy) => printer.print(copy)))
    for (const [at, copy] of copies.entries()) expect(Buffer.compare(printed[at] ?? new Uint8Array(), await printCopy(copy, press))).toBe(0)
  })

  it('fail a type whose template is broken by name and check, without a value, and print the others', async () => {
    const { type } = sampleLicence('identity-card')
    writeFileSync(join(folder, 'torn.json'), '{ "page"')
    writeFileSync(join(folder, 'types.json'), JSON.stringify([{ type, version: '1.0', template: 'torn' }, { type: sampleLicence('food-licence').type, version: '1.0', template: 'food-licence' }]))
    const printer = openPrinter({ templates: folder, deadlineMs: DEADLINE_MS })
    opened.push(printer)
    const broken = await printer.print(sampleCopy([sampleLicence('food-licence'), sampleLicence('identity-card')])).catch((error: unknown) => error)
    expect(codeOf(broken)).toBe('CONFLICT')
    expect((broken as Error).message).toBe(`the copy cannot be printed; the template of the type is broken: ${type} 1.0 not JSON`)
    expect(wordsOf(broken)).toMatchObject({ messageZh: `加注件无法制作；该类型的模板有误： ${type} 1.0 not JSON`, faults: [{ argument: 'licences[1]', check: 'TEMPLATE_BROKEN' }] })
    expect((await printer.print(sampleCopy([sampleLicence('food-licence')]))).length).toBeGreaterThan(10_000)
  })

  it('tell of a text that cannot be printed where it stands and not what it is', async () => {
    const printer = openPrinter({ deadlineMs: DEADLINE_MS })
    opened.push(printer)
    const licence = sampleLicence('identity-card')
    const wrong = await printer.print(sampleCopy([{ ...licence, face: { ...licence.face, name: '秘密\u202e' } }])).catch((error: unknown) => error)
    expect((wrong as Error).message).toBe(`the copy cannot be printed; a text holds control or direction characters: ${licence.type} 1.0 face.name`)
    expect(JSON.stringify(wordsOf(wrong))).not.toContain('秘密')
  })

  it('tell of a reason that cannot be printed as a fault of the input, which whoever asks can mend', async () => {
    const printer = openPrinter()
    opened.push(printer)
    const wrong = await printer.print(sampleCopy([sampleLicence('identity-card')], { watermark: ['仅供使用', '用于', '事由：\u{1f600}'] })).catch((error: unknown) => error)
    expect(codeOf(wrong)).toBe('BAD_USER_INPUT')
    expect(wordsOf(wrong).faults).toMatchObject([{ argument: 'input.reason', check: 'characters' }])
  })
})

process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
