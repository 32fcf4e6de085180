import { describe, expect, it } from 'vitest'
import { faults, type ToldError, type Truth } from './compare.ts'

const tape: ToldError = { message: 'no tape', path: ['beds', 1, 'width'], extensions: { code: 'TAPE' } }
const age: ToldError = { message: 'Cannot return null for non-nullable field Patient.age.', path: ['beds', 0, 'patient', 'age'] }
const name: ToldError = { message: 'torn', path: ['beds', 0, 'patient', 'name'] }
const data = { beds: [{ id: '1', patient: null }, { id: '2', width: null }] }

/** Both errors of the patient null one place; graphql-js stopped at the first. */
const truth: Truth = { answer: { data, errors: [age, tape] }, possible: () => [age, name, tape] }

describe('an answer is at fault', () => {
  it.each([
    ['with members in another order', { data: { beds: [{ patient: null, id: '1' }, data.beds[1]] }, errors: [age, tape] }, /data differs/],
    ['with a member that nobody asked for', { data: { ...data, more: null }, errors: [age, tape] }, /data differs/],
    ['without data', { errors: [age, tape] }, /data differs/],
    ['without an error that nulls a place', { data, errors: [age] }, /not told: beds.1.width/],
    ['with an error in another place', { data, errors: [age, { ...tape, path: ['beds', 0, 'width'] }] }, /does not know: beds.0.width/],
    ['with an error of another code', { data, errors: [age, { ...tape, extensions: { code: 'OTHER' } }] }, /does not know/],
    ['with an error of another text', { data, errors: [age, { ...tape, message: 'other' }] }, /does not know/],
    ['with an error twice', { data, errors: [age, tape, tape] }, /told twice/],
  ] as const)('%s', (_, answer, fault) => {
    expect(faults(truth, answer).join('\n')).toMatch(fault)
  })

  it('with an error where graphql-js has none', () => {
    expect(faults({ answer: { data }, possible: () => [] }, { data, errors: [tape] })).toHaveLength(1)
  })
})

describe('an answer is right', () => {
  it('with any of the errors that null one place, or with all of them', () => {
    for (const errors of [[age, tape], [name, tape], [tape, name, age]]) expect(faults(truth, { data, errors })).toEqual([])
  })

  it('by whatever name a library knows the type of a field that may not be null', () => {
    const other = { ...age, message: 'Cannot return null for non-nullable field Person.age.' }
    expect(faults(truth, { data, errors: [other, tape] })).toEqual([])
  })
})
