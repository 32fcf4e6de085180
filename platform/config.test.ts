import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Settings } from './config.ts'
import type { StartFault } from './errors.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'govshare-config-'))
  writeFileSync(join(folder, 'secret'), 'a secret\n')
})

afterAll(() => rmSync(folder, { recursive: true }))

function faultOf(settings: Settings): StartFault {
  try {
    settings.check()
  } catch (error) {
    return error as StartFault
  }
  throw new Error('no fault was found')
}

describe('a configuration is refused', () => {
  it('with every fault at once, one line each, and exit code 78', () => {
    const settings = new Settings({ PORT: '70000', LEVEL: 'loud', KEY_FILE: join('no', 'such', 'file') })
    settings.integer('PORT', 4000, 0, 65_535)
    settings.choice('LEVEL', 'info', ['info', 'warn'])
    settings.file('KEY_FILE')
    settings.fault('HOST', 'an address of this machine')
    const fault = faultOf(settings)
    expect(fault.exitCode).toBe(78)
    expect(fault.message.split('\n')).toEqual([
      'the configuration has 4 fault(s):',
      '- PORT must be a whole number from 0 to 65535',
      '- LEVEL must be one of info, warn',
      '- KEY_FILE must be a file that can be read',
      '- HOST must be an address of this machine',
    ])
  })

  it('without repeating a value, which may be a secret', () => {
    const settings = new Settings({ PORT: 'hunter2', LEVEL: 'hunter2', KEY_FILE: 'hunter2' })
    settings.integer('PORT', 4000, 0, 65_535)
    settings.choice('LEVEL', 'info', ['info'])
    settings.file('KEY_FILE')
    expect(faultOf(settings).message).not.toContain('hunter2')
  })

  it.each(['4000.5', '-1', '65536', 'x', 'NaN', 'Infinity', '1e400'])('where a whole number in bounds is wanted and %s is given', (text) => {
    const settings = new Settings({ PORT: text })
    expect(settings.integer('PORT', 4000, 0, 65_535)).toBe(4000)
    expect(faultOf(settings).exitCode).toBe(78)
  })

  it('where a choice names what every object knows', () => {
    const settings = new Settings({ LEVEL: 'constructor' })
    expect(settings.choice('LEVEL', 'info', ['info'])).toBe('info')
    expect(faultOf(settings).message).toContain('LEVEL')
  })
})

describe('a configuration', () => {
  it('takes the bounds of a number themselves', () => {
    const settings = new Settings({ LEAST: '0', MOST: '65535' })
    expect([settings.integer('LEAST', 1, 0, 65_535), settings.integer('MOST', 1, 0, 65_535)]).toEqual([0, 65_535])
    expect(() => settings.check()).not.toThrow()
  })

  it('falls back where a setting is missing or empty', () => {
    const settings = new Settings({ PORT: '', LEVEL: '', NAME: '', KEY_FILE: '' })
    expect(settings.integer('PORT', 4000, 0, 65_535)).toBe(4000)
    expect(settings.choice('LEVEL', 'info', ['info', 'warn'])).toBe('info')
    expect(settings.text('NAME')).toBeUndefined()
    expect(settings.file('KEY_FILE')).toBeUndefined()
    expect(() => settings.check()).not.toThrow()
  })

  it('reads a file by the setting that names it', () => {
    expect(new Settings({ KEY_FILE: join(folder, 'secret') }).file('KEY_FILE')).toBe('a secret\n')
  })
})
