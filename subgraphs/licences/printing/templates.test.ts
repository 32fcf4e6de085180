import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { StartFault } from '#platform/errors'
import { LICENCE_TYPES } from '../../../seeds/licence-types.ts'
import { TemplateFault, templateFrom } from './template-check.ts'
import { readTemplates } from './templates.ts'

const TEXT = { draw: 'text', at: [20, 30, 100, 10], text: '{name}', size: 12 }
const ROWS = { draw: 'rows', at: [20, 30, 100, 40], labels: 30, size: 12, rows: [{ label: '姓名', text: '{face.name}' }, { label: '住址', text: '{face.address}', share: 3 }] }
const whole = (...parts: object[]) => ({ page: 'PORTRAIT', ink: '#112233', parts })

describe('a template is broken', () => {
  it.each<[string, unknown, string]>([
    ['that is no object', [], 'template'],
    ['without parts', { page: 'PORTRAIT', ink: '#112233', parts: [] }, 'parts'],
    ['with another page', { ...whole(TEXT), page: 'A5' }, 'page'],
    ['with a colour by name', { ...whole(TEXT), ink: 'red' }, 'ink'],
    ['with a member that nobody reads', { ...whole(TEXT), font: 'x' }, 'template.font'],
    ['that draws what there is not', whole(TEXT, { draw: 'picture' }), 'parts[1].draw'],
    ['with a part beyond the page', whole({ ...TEXT, at: [150, 30, 100, 10] }), 'parts[0].at'],
    ['with a part over the foot', whole({ ...TEXT, at: [20, 245, 100, 10] }), 'parts[0].at'],
    ['with a place of three numbers', whole({ ...TEXT, at: [1, 2, 3] }), 'parts[0].at'],
    ['with a place of no numbers', whole({ ...TEXT, at: [20, 30, '100', 10] }), 'parts[0].at'],
    ['with letters higher than their place', whole({ ...TEXT, size: 40 }), 'parts[0].size'],
    ['with a row lower than its letters', whole({ ...ROWS, at: [20, 30, 100, 12] }), 'parts[0].size'],
    ['with labels as wide as the rows', whole({ ...ROWS, labels: 95 }), 'parts[0].labels'],
    ['with an empty text', whole({ ...TEXT, text: '' }), 'parts[0].text'],
    ['with an empty label', whole({ ...ROWS, rows: [{ label: '', text: '{name}' }] }), 'parts[0].rows[0].label'],
    ['that names what no licence has', whole({ ...TEXT, text: '{holder}' }), 'parts: {holder}'],
    ['that names a prototype', whole({ ...TEXT, text: '{__proto__}' }), 'parts: {__proto__}'],
    ['that says nothing of a licence and would be a blank form', whole({ ...TEXT, text: '居民身份证' }), 'parts: nothing of a licence'],
    ['with a seal that is not round', whole(TEXT, { draw: 'seal', at: [20, 60, 30, 40] }), 'parts[1].at'],
  ])('%s', (_what, given, where) => expect(() => templateFrom(given)).toThrow(new TemplateFault(where)))
})

describe('templates of a hub', () => {
  const folder = mkdtempSync(join(tmpdir(), 'govshare-templates-'))
  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  const assign = (...assignments: [type: string, version: string, template: string][]) =>
    write('types.json', assignments.map(([type, version, template]) => ({ type, version, template })))
  afterEach(() => rmSync(join(folder, 'types.json'), { force: true }))

  it.each<[string, unknown]>([['an object', {}], ['a list of words', ['x']], ['a path', [{ type: 'T', version: '1', template: '../../secret' }]], ['nothing', [null]], ['torn', '[{']])(
    'are not opened where the list of types is %s', (_what, list) => {
      write('types.json', list)
      expect(() => readTemplates(folder)).toThrow(StartFault)
    },
  )

  it('that are no JSON, are missing or are wrong break their own type alone', () => {
    write('torn.json', '{ "page": ')
    write('wrong.json', { page: 'PORTRAIT' })
    write('right.json', whole(TEXT))
    assign(['TORN', '1', 'torn'], ['GONE', '1', 'gone'], ['WRONG', '1', 'wrong'], ['RIGHT', '1', 'right'])
    const templates = readTemplates(folder)
    expect(() => templates.of('TORN', '1')).toThrow('TEMPLATE_BROKEN: not JSON')
    expect(() => templates.of('GONE', '1')).toThrow('TEMPLATE_BROKEN: there is no such file')
    expect(() => templates.of('WRONG', '1')).toThrow('TEMPLATE_BROKEN: template.ink')
    expect(templates.of('RIGHT', '1')).toEqual(whole(TEXT))
  })

  it('do not lend a type the template of another version, and have none for a type that they do not know', () => {
    assign(['RIGHT', '2', 'identity-card'])
    const templates = readTemplates(folder)
    expect(() => templates.of('RIGHT', '1')).toThrow('TEMPLATE_MISSING')
    expect(templates.of('OTHER', '1')).toBeNull()
    expect(templates.of('RIGHT', '2')?.page).toBe('PORTRAIT')
  })

  it('that come with it have one for each type of the seeds, which places every field of its face and no other', () => {
    const templates = readTemplates()
    for (const { code, name, face } of LICENCE_TYPES) {
      const placed = JSON.stringify(templates.of(code, '1.0')).match(/\{face\.\w+\}/g) ?? []
      expect(new Set(placed), name).toEqual(new Set(face.map((field) => `{face.${field.name}}`)))
    }
  })
})
