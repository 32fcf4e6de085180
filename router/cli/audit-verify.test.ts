import { describe, expect, it } from 'vitest'
import { verify } from './audit-verify.ts'

// What verifying finds, and what it prints, is told in tests/faults/tamper.test.ts. Nothing here opens a database.

const refused = (...args: string[]) => verify(args, {}).then(() => null, (error: { exitCode?: number; message: string }) => [error.exitCode, error.message])

describe('hub audit verify refuses', () => {
  it.each(['yesterday', '2026-02-30', '2026-3-1', '0000-01-01'])('the day %s', async (day) => {
    expect(await refused('--from', day)).toEqual([64, '--from and --to must be days, as 2026-03-01'])
  })

  it('a time that ends before it begins, of which it would find everything in order', async () => {
    expect(await refused('--from', '2026-03-03', '--to', '2026-03-02')).toEqual([64, '--from must not be after --to'])
  })
})
