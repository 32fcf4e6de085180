import { describe, expect, it } from 'vitest'
import type { CodeList } from '#platform/codes'
import { CODE_NAMES, inEnglish } from '../../console/src/code-names.en.ts'
import { en } from '../../console/src/messages/en.ts'
import { zh } from '../../console/src/messages/zh.ts'
import { alertStates } from '../../subgraphs/audit/domain/alert-moves.ts'
import { bulletinFigures } from '../../subgraphs/audit/domain/bulletin.ts'
import * as recorded from '../../subgraphs/audit/domain/codes.ts'
import { applicationStates } from '../../subgraphs/catalogue/domain/application-states.ts'
import { freshnesses } from '../../subgraphs/catalogue/domain/assessment.ts'
import * as catalogued from '../../subgraphs/catalogue/domain/codes.ts'
import { grantStates } from '../../subgraphs/catalogue/domain/grant-state.ts'
import { noticeKinds } from '../../subgraphs/catalogue/domain/notices.ts'
import { objectionOutcomes, objectionStates } from '../../subgraphs/catalogue/domain/objection-states.ts'
import { versionStates } from '../../subgraphs/catalogue/domain/resource-states.ts'

/** Every list of which a screen of the console shows the names. */
const LISTS: Readonly<Record<string, CodeList>> = {
  applicationStates, grantStates, versionStates, freshnesses, noticeKinds, bulletinFigures, objectionStates, objectionOutcomes, alertStates, alertKinds: recorded.alertKinds,
  resourceStates: catalogued.resourceStates, resourceKinds: catalogued.resourceKinds, formats: catalogued.formats, updateCycles: catalogued.updateCycles,
  grades: catalogued.grades, shareMethods: catalogued.shareMethods, agencyRoles: catalogued.agencyRoles,
  outcomes: recorded.outcomes, channels: recorded.channels, receiptVerdicts: recorded.receiptVerdicts, verificationStates: recorded.verificationStates,
}

describe('the console in English', () => {
  it.each(Object.entries(LISTS))('has a name for every code of %s', (_list, names) => {
    expect(Object.values(names).filter((name) => !Object.hasOwn(CODE_NAMES, name))).toEqual([])
  })

  it('says none of its own words in Chinese', () => {
    const chinese = Object.entries({ ...en, ...CODE_NAMES }).filter(([key, text]) => key !== 'language' && /\p{Script=Han}/u.test(text))
    expect(chinese).toEqual([])
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  })

  it('calls codes by their English names wherever they stand, and nothing else', () => {
    const answer = { data: { list: [{ state: { code: 'ACTIVE', name: '有效' }, name: '有效' }], other: { code: '1', name: '示例' }, channel: { name: '窗口' }, resource: { code: '1', name: '草稿', items: [] }, none: null }, refusals: [] }
    expect(inEnglish(answer)).toEqual({ data: { list: [{ state: { code: 'ACTIVE', name: 'active' }, name: '有效' }], other: { code: '1', name: '示例' }, channel: { name: 'window' }, resource: { code: '1', name: '草稿', items: [] }, none: null }, refusals: [] })
  })
})
