import { describe, expect, it } from 'vitest'
import { citizenNumber } from '../seeds/numbers.ts'
import { mandateMatters } from './mandate.ts'

const TODAY = '2026-03-02'
const MATTERS = ['990500000100']
const FIRM = { type: '001', number: '91990101MA0000015C' }
const born = (birthDate: string, type = '111') => ({ type, number: citizenNumber('990101', birthDate, 1) })
const ADULT = born('1990-05-01')
const CHILD = born('2010-05-01')
const mandate = (kind: unknown, until: unknown = '2026-12-31') => ({ ...(kind === undefined ? {} : { kind }), matters: MATTERS, until })

describe('a mandate is none', () => {
  it.each<[string, unknown, { type: string; number: string }]>([
    ['that ended yesterday', mandate('AGENT', '2026-03-01'), ADULT],
    ['without an end', { kind: 'AGENT', matters: MATTERS }, ADULT],
    ['whose end is no date', mandate('AGENT', 'forever'), ADULT],
    ['for matters that are no list', { kind: 'AGENT', matters: 'all', until: '2026-12-31' }, ADULT],
    ['of a kind that there is not', mandate('FRIEND'), ADULT],
    ['of a kind that is no text', mandate(['AGENT']), ADULT],
    ['of a legal representative of a person', mandate('LEGAL_REP'), ADULT],
    ['of a handler of a person', mandate('OPERATOR'), ADULT],
    ['of a guardian of an organisation', mandate('GUARDIAN'), FIRM],
    ['of a guardian of somebody grown up', mandate('GUARDIAN'), ADULT],
    ['of a guardian on the eighteenth birthday', mandate('GUARDIAN', TODAY), born('2008-03-02')],
    ['of a guardian beyond the eighteenth birthday', mandate('GUARDIAN', '2028-05-02'), CHILD],
    ['of a guardian of a child whose document tells no birthday', mandate('GUARDIAN'), { type: '414', number: 'E99000001' }],
    ['of a guardian of a child whose number is wrong', mandate('GUARDIAN'), { type: '111', number: '990101201005010000' }],
  ])('%s', (_case, given, subject) => {
    expect(mandateMatters(given, subject, TODAY)).toBeNull()
  })
})

describe('a mandate covers its matters', () => {
  it.each<[string, unknown, { type: string; number: string }]>([
    ['by the subject, where it says no kind', mandate(undefined), ADULT],
    ['by the subject, whoever that is', mandate('AGENT'), FIRM],
    ['up to and with its last day', mandate('AGENT', TODAY), ADULT],
    ['for the legal representative of an organisation', mandate('LEGAL_REP'), FIRM],
    ['for the handler of an organisation', mandate('OPERATOR'), FIRM],
    ['for the guardian of a child', mandate('GUARDIAN'), CHILD],
    ['for the guardian of a child until it is eighteen', mandate('GUARDIAN', '2028-05-01'), CHILD],
    ['for the guardian of a child with a residence permit', mandate('GUARDIAN'), { ...CHILD, type: '551' }],
    ['on the day before the eighteenth birthday', mandate('GUARDIAN', TODAY), born('2008-03-03')],
    ['on 28 February where the child was born on the 29th', mandate('GUARDIAN', TODAY), born('2012-02-29')],
  ])('%s', (_case, given, subject) => {
    expect(mandateMatters(given, subject, TODAY)).toEqual(MATTERS)
  })
})
