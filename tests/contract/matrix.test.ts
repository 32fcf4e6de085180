import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { librariesWithoutRows } from './libraries.ts'
import { matrixOf } from './matrix.ts'

const libraries = librariesWithoutRows()
const items = [...libraries.values()].flatMap((library) => library.items.all())

describe.each(LIBRARY_NAMES.map((name) => ({ name })))('the matrix of $name', ({ name }) => {
  const file = projectFile('subgraphs', name, 'shield.matrix.txt')
  const fresh = matrixOf(libraries.get(name)!, items)
  if (process.env['UPDATE_MATRIX'] === '1') writeFileSync(file, fresh)

  it('is the one that was reviewed', () => {
    expect(fresh, 'changed on purpose? UPDATE_MATRIX=1 npx vitest run tests/contract writes it anew').toBe(
      existsSync(file) ? readFileSync(file, 'utf8') : '',
    )
  })

  it('shows no personal item to anybody without a purpose, an open case or a grant', () => {
    const lines = new Map(fresh.split('\n').map((line) => [line.split(' ')[0] ?? '', line]))
    for (const item of libraries.get(name)!.items.all().filter(({ personal }) => personal)) {
      const signs = [...(lines.get(item.coordinate) ?? '').slice(item.coordinate.length).trimStart()].filter((sign) => sign !== ' ')
      const [anonymous, outsider, , , , noPurpose, closed] = signs
      expect({ item: item.coordinate, anonymous, outsider, noPurpose, closed }).toEqual({
        item: item.coordinate, anonymous: '✘', outsider: '✘', noPurpose: '✘', closed: '✘',
      })
    }
  })
})
