import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('the identifiers module exports every file beside it but the tests’ own', () => {
  const files = readdirSync(new URL('./identifiers/', import.meta.url))
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'testing.ts')
  const exported = readFileSync(new URL('./identifiers.ts', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  expect(exported).toEqual(files.sort().map(file => `export * from './identifiers/${file}'`))
})
