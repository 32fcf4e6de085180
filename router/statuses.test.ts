import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { statusError } from '../subgraphs/licences/domain/statuses.ts'
import type { Refusal } from './decision/decide.ts'
import type { Use } from './decision/uses.ts'
import { statusesOf } from './statuses.ts'

const field = (key: string, name = key, children: readonly Use[] = []): Use => ({ key, name, children }) as unknown as Use
const root = (name: 'licence' | 'verifyLicence' | 'person', key: string, ...children: readonly Use[]): Use => ({ ...field(key, name, children), coordinate: `Query.${name}` })
const refused = (path: readonly string[], reason: Refusal['reason']): Refusal => ({ path, reason, coordinate: 'Licence.number', item: undefined })

const CLAIM = root('verifyLicence', 'v', field('n', 'number'), field('who', 'holder'), field('f', 'face', [field('verdict')]), field('o', 'outcome', [field('code')]))
const codesOf = (data: unknown, use: Use = CLAIM, refusals: readonly Refusal[] = [], errors: readonly GraphQLError[] = []) =>
  statusesOf([use], { data: JSON.stringify(data), refusals, errors }).map(({ code }) => code)

describe('an answer about licences is refused by a status', () => {
  it('100 where it may not be told, 10 where it is about nobody who is concerned', () => {
    expect(codesOf({ v: null }, CLAIM, [refused(['v', 'n'], 'NO_GRANT')])).toEqual(['100'])
    expect(codesOf(null, CLAIM, [refused(['v'], 'CASE_NOT_YOURS')])).toEqual(['100'])
    expect(codesOf({ v: null }, CLAIM, [refused(['v'], 'SUBJECT_NOT_PARTY')])).toEqual(['10'])
    expect(codesOf({ v: null }, CLAIM, [refused(['else'], 'NO_GRANT')])).toEqual(['10'])
  })

  it('that the library gave, or 99 for any other fault', () => {
    const error = (extensions: Record<string, unknown>) => new GraphQLError('x', { path: ['v'], extensions })
    expect(codesOf({ v: null }, CLAIM, [], [error(statusError('113', 'claim.type').extensions)])).toEqual(['113'])
    for (const extensions of [{ code: 'LIBRARY_UNAVAILABLE' }, { status: '7' }, { status: 'toString' }]) expect(codesOf({ v: null }, CLAIM, [], [error(extensions)])).toEqual(['99'])
  })
})

describe('an answer about licences is told by a status', () => {
  it('10 where nothing matches, whatever was compared', () => {
    expect(codesOf({ v: { n: 'UNKNOWN', who: 'UNKNOWN', f: [{ verdict: 'UNKNOWN' }], o: null } })).toEqual(['10'])
    expect(codesOf({ l: null }, root('licence', 'l'))).toEqual(['10'])
  })

  it('11 where the holder is another, and else by what using it comes to, if that was told', () => {
    expect(codesOf({ v: { n: 'MATCH', who: 'MISMATCH', f: null, o: { code: '21' } } })).toEqual(['11'])
    expect(codesOf({ v: { n: 'MATCH', who: null, f: null, o: { code: '22' } } })).toEqual(['22'])
    expect(codesOf({ v: { n: 'MATCH', who: null, f: [{ verdict: 'UNKNOWN' }], o: null } })).toEqual(['0'])
    expect(codesOf({ l: { o: { code: '23' } } }, root('licence', 'l', field('o', 'outcome', [field('code')])))).toEqual(['23'])
    expect(codesOf({ l: { number: 'UNKNOWN' } }, root('licence', 'l', field('number')))).toEqual(['0'])
  })

  it('for roots about licences and no others, in words of both languages', () => {
    expect(statusesOf([root('person', 'p')], { data: '{"p":null}', refusals: [], errors: [] })).toEqual([])
    expect(statusesOf([CLAIM], { data: '{"v":null}', refusals: [], errors: [] }))
      .toEqual([{ path: ['v'], code: '10', message: 'no licence of anybody whom the purpose concerns matches', messageZh: '未找到匹配的证照信息' }])
  })
})
