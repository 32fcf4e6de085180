import { describe, expect, it } from 'vitest'
import { AskedAbout } from './asked-about.ts'

const attempt = (more: Partial<Parameters<AskedAbout['split']>[0]> = {}) => ({ agency: 'tax', named: ['old-man', 'daughter'], today: '2026-03-02', ...more })

describe('an attempt at somebody', () => {
  it('is told once a day of one agency, and only what is on record counts', () => {
    const asked = new AskedAbout()
    expect(asked.split(attempt())).toEqual({ first: ['old-man', 'daughter'], again: [] })
    expect(asked.split(attempt())).toEqual({ first: ['old-man', 'daughter'], again: [] })
    asked.note(attempt({ named: ['old-man'] }))
    expect(asked.split(attempt())).toEqual({ first: ['daughter'], again: ['old-man'] })
  })

  it('is told of another agency, and on another day', () => {
    const asked = new AskedAbout()
    asked.note(attempt())
    expect(asked.split(attempt({ agency: 'health' })).again).toEqual([])
    expect(asked.split(attempt({ today: '2026-03-03' })).again).toEqual([])
  })
})
