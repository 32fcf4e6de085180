import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'

// As a variable, since plain JavaScript carries no types of its own.
const script = projectFile('console', 'types.js').href
const { generated } = await import(script) as { generated(): Promise<Record<string, string>> }

describe('what is generated for the console', () => {
  it('is what the contract and the operations give today; else: npm run console:types', async () => {
    for (const [path, text] of Object.entries(await generated())) expect(readFileSync(projectFile('console', path), 'utf8') === text, path).toBe(true)
  })
})
