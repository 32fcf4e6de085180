import { describe, expect, it } from 'vitest'
import { subjectKey } from '#platform/keys'
import { AGENCIES } from '../agencies.ts'
import { REFERENCE_DAY } from '../calendar.ts'
import { makeWorld } from '../world.ts'

const { credit, population, legalPersons } = makeWorld({ keyOf: (type, number) => subjectKey(Buffer.alloc(32, 5), type, number) })
const { subjects = [], repairs = [], listings, penalties, permits, commitments, evaluations } = credit
const people = new Set(population.persons.map(({ subject }) => subject))

describe('seeded credit records never', () => {
  it('evaluate a person', () => {
    expect(evaluations.filter(({ subject, naturalPerson }) => naturalPerson || people.has(subject))).toEqual([])
  })

  it('keep a subject twice, or under another name than its own library', () => {
    expect(new Set(subjects.map(({ subject }) => subject)).size).toBe(subjects.length)
    const names = new Map([...population.persons, ...legalPersons.legalPersons].map(({ subject, name }) => [subject, name]))
    expect(subjects.filter(({ subject, name }) => names.get(subject) !== name)).toEqual([])
  })

  it('were made after the day on which the world stands still, or come from nowhere', () => {
    const agencies = new Set(AGENCIES.map(({ creditCode }) => creditCode))
    const wrong = [...subjects, ...listings, ...penalties, ...permits, ...commitments, ...evaluations, ...repairs]
      .filter(({ sourceAgency, sourceSystem, sourceRecordId, recordedAt, updatedAt }) =>
        !agencies.has(sourceAgency ?? '') || !sourceSystem || !sourceRecordId || !recordedAt || !updatedAt || recordedAt > updatedAt
        || updatedAt > new Date('2026-03-02T23:59:59+08:00'))
    expect(wrong).toEqual([])
  })
})

describe('seeded credit records', () => {
  it('are of both sides and every kind, in force, ended, withdrawn, under repair and repaired', () => {
    for (const list of [subjects, listings, permits, commitments]) {
      expect(new Set(list.map(({ naturalPerson }) => naturalPerson)).size).toBe(2)
    }
    expect(new Set(listings.map(({ kind }) => kind))).toEqual(new Set(['1', '2', '3']))
    expect(new Set(penalties.map(({ repairState }) => repairState)).size).toBeGreaterThan(1)
    expect(penalties.some(({ publicityEndsOn }) => publicityEndsOn != null && publicityEndsOn < REFERENCE_DAY)).toBe(true)
    expect(listings.some(({ removedOn }) => removedOn != null)).toBe(true)
  })

  it('are repaired where a request about them was granted, and only there', () => {
    const byId = new Map(penalties.map((row) => [row.recordId, row]))
    expect(repairs.length).toBeGreaterThan(0)
    const wrong = repairs.filter(({ target, subject, result }) => {
      const penalty = byId.get(target)
      return penalty?.subject !== subject || (result === '1') !== (penalty.repairState === '2') || (result == null) !== (penalty.repairState === '1')
    })
    expect(wrong).toEqual([])
  })
})
