import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { contractsOf } from './world.ts'
import { WORLDS } from './worlds/index.ts'

/** What of federation must be tried, whatever worlds there are. */
const FEATURES = [
  'interfaces', 'unions', '@interfaceObject', '@requires', '@requires nested', '@requires with arguments', '@requires with fragments', '@requires in circles',
  '@provides', '@override', '@shareable', '@inaccessible', 'several keys', 'compound keys', 'null keys', 'unknown entities', 'conflicting aliases', 'fragments',
  '@skip and @include', '__typename', 'mutations in order', 'enums that differ between libraries', 'inputs that differ between libraries', 'errors in nested entities',
  'non-null propagation', 'hostile names',
]

const readme = readFileSync(projectFile('tests', 'differential', 'README.md'), 'utf8')
const told = new Map((readme.split('## What the worlds cover')[1] ?? '').split('\n').flatMap((line) => {
  const [, feature, worlds] = /^\| ([^|]+) \| ([^|]+) \|$/.exec(line) ?? []
  return feature === undefined || worlds === undefined ? [] : [[feature, worlds.split(', ')] as const]
}))
const tried = new Map<string, string[]>()
for (const { name, covers } of WORLDS) for (const feature of covers) tried.set(feature, [...(tried.get(feature) ?? []), name])

describe('the worlds', () => {
  it.each(FEATURES)('try %s', (feature) => {
    expect(tried.get(feature) ?? []).not.toEqual([])
  })

  it('try what the README says of each, and nothing else', () => {
    expect([...tried].filter(([feature, worlds]) => told.get(feature)?.join() !== worlds.join())).toEqual([])
    expect([...told.keys()].filter((feature) => !tried.has(feature))).toEqual(['feature'])
  })

  it.each(['@key', '@requires', '@provides', '@override', '@shareable', '@inaccessible', '@interfaceObject', '@external', 'resolvable: false', 'interface ', 'union '])(
    'have a contract with %s', (word) => {
      const texts = WORLDS.flatMap(({ name }) => [...contractsOf(name).values()]).map((text) => text.replace(/^extend schema.*$/m, ''))
      expect(texts.some((text) => text.includes(word))).toBe(true)
    },
  )
})
