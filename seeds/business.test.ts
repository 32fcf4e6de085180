import { describe, expect, it } from 'vitest'
import { parseMatterCode } from '#platform/identifiers'
import { subjectKey } from '#platform/keys'
import { kinds, specialNames, states, stepEvents } from '../subgraphs/cases/domain/codes.ts'
import { mayMove } from '../subgraphs/cases/domain/moves.ts'
import { isOpen } from '../subgraphs/cases/domain/open.ts'
import { AGENCIES } from './agencies.ts'
import { isWorkingDay } from './calendar.ts'
import { makeWorld } from './world.ts'

const { cases, matters, supervision } = makeWorld({ keyOf: (type, number) => subjectKey(Buffer.alloc(32, 5), type, number) })
const NOW = new Date('2026-03-02T23:59:59+08:00')
const all = <Row>(rows: readonly Row[] | undefined): readonly Row[] => rows ?? []
const dayOf = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
const byCase = new Map(cases.cases.map((each) => [each.caseNo, each]))
/** Cases of people who are in no scenario, whose dates are told by their story. */
const others = cases.cases.filter(({ caseNo }) => caseNo.slice(-6) >= '100000')

describe('the seeded business keeps out', () => {
  it('cases whose times contradict each other or lie ahead', () => {
    const wrong = cases.cases.filter(({ appliedAt, acceptedAt, decidedAt, closedAt, promisedBy, updatedAt, recordedAt }) => {
      const times = [appliedAt, acceptedAt, decidedAt, closedAt].flatMap((at) => at ?? [])
      const told = [...times, recordedAt, updatedAt].flatMap((at) => at ?? [])
      return times.some((at, place) => at < (times[place - 1] ?? at)) || told.some((at) => at > NOW) || (acceptedAt == null) !== (promisedBy == null)
    })
    expect(wrong.map(({ caseNo }) => caseNo)).toEqual([])
  })

  it('steps in an order that no case may take, and steps on days on which offices rest', () => {
    const named: Readonly<Record<string, string>> = { 收件: '10', 补正: '11', 特别程序: '31', 审查: '30', 办结: '50', 送达: '51' }
    for (const { caseNo, state } of others) {
      const steps = cases.processes.filter((each) => each.caseNo === caseNo)
      const way = steps.map(({ step, event }) => named[step] ?? (step === '受理' ? (event === '退回' ? '21' : '20') : event === '退回' ? '41' : '40'))
      expect(way.slice(1).filter((to, at) => !mayMove(way[at] ?? '', to)), `${caseNo} ${state}`).toEqual([])
      expect(steps.map(({ startedAt }) => dayOf(startedAt)).filter((day) => !isWorkingDay(day))).toEqual([])
    }
  })

  it('actions of steps and names of special procedures that the standard does not have', () => {
    expect(cases.processes.flatMap(({ event }) => event ?? []).filter((event) => !Object.hasOwn(stepEvents, event))).toEqual([])
    const names = all(cases.specials).flatMap(({ name }) => name ?? [])
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !(specialNames as readonly string[]).includes(name))).toEqual([])
  })

  it('an open case with an end, and a closed one without', () => {
    const agency = AGENCIES[0]?.creditCode ?? ''
    const wrong = cases.cases.filter((each) => {
      const open = isOpen({ kind: each.kind, state: each.state, handedOverBy: null, confirmedBy: each.confirmedBy ?? null, expiresAt: null }, agency, 0)
      return open === (each.closedAt != null) || (each.state === '92') !== (each.handedOverBy != null)
    })
    expect(wrong.map(({ caseNo }) => caseNo)).toEqual([])
  })

  it('records that do not say where they come from', () => {
    const rows = [
      ...cases.cases, ...cases.parties, ...cases.materials, ...cases.processes, ...cases.results, ...all(cases.contacts), ...all(cases.specials),
      ...all(cases.evaluations), ...matters.matters, ...matters.situations, ...matters.materials, ...matters.results, ...all(matters.basics),
      ...all(matters.fees), ...all(matters.faqs), ...supervision.inspections, ...supervision.findings, ...supervision.rectifications,
      ...supervision.legalPersonBans, ...supervision.personBans, ...all(supervision.plans), ...all(supervision.items), ...all(supervision.inspectors),
      ...all(supervision.labourChecks),
    ]
    const agencies = new Set(AGENCIES.map(({ creditCode }) => creditCode))
    const wrong = rows.filter(({ sourceAgency, sourceSystem, sourceRecordId, recordedAt, updatedAt }) =>
      !agencies.has(sourceAgency ?? '') || !sourceSystem || !sourceRecordId || recordedAt === undefined || updatedAt === undefined
      || recordedAt > updatedAt || updatedAt > NOW)
    expect(wrong.slice(0, 3)).toEqual([])
    expect(rows.length).toBeGreaterThan(2_000)
  })
})

describe('the seeded business holds', () => {
  it('cases in every state and of every kind', () => {
    expect(new Set(cases.cases.map(({ state }) => state))).toEqual(new Set(Object.keys(states)))
    expect(new Set(cases.cases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)))
  })

  it('a special procedure that goes on in every case that waits for one', () => {
    const waiting = cases.cases.filter(({ state }) => state === '31').map(({ caseNo }) => caseNo)
    const going = all(cases.specials).filter(({ endedAt, name }) => endedAt == null && name !== '补正告知').map(({ caseNo }) => caseNo)
    expect(going.sort()).toEqual(waiting.sort())
  })

  it('evaluations of closed cases, and every bad one looked into, put right and followed up in that order', () => {
    const bad = all(cases.evaluations).filter(({ satisfaction }) => satisfaction > '3')
    expect(bad.length).toBeGreaterThan(0)
    const wrong = bad.filter(({ evaluatedAt, verifiedAt, rectifiedAt, followedUpAt }) =>
      !verifiedAt || !rectifiedAt || !followedUpAt || !(evaluatedAt < verifiedAt && verifiedAt < rectifiedAt && rectifiedAt < followedUpAt))
    expect(wrong).toEqual([])
    expect(all(cases.evaluations).filter(({ caseNo }) => byCase.get(caseNo)?.closedAt == null)).toEqual([])
    expect(bad.length).toBeLessThan(all(cases.evaluations).length / 3)
  })

  it('matter codes of both generations and the handling item, each as its standard says', () => {
    const read = (code: string | null | undefined) => {
      const parsed = parseMatterCode(code ?? '')
      return parsed.ok ? `${parsed.value.generation} ${parsed.value.kind}` : parsed.check
    }
    const found = matters.matters.map((row) => [row.basicCode, row.code, row.handleItemCode, row.localBasicCode, row.localImplCode].map(read))
    expect(found).toEqual(Array(6).fill(['2 BASIC', '2 IMPLEMENTATION', '2 HANDLING_ITEM', '1 BASIC', '1 IMPLEMENTATION']))
    expect(all(matters.basics).map(({ code }) => code).sort()).toEqual(matters.matters.map(({ basicCode }) => basicCode).sort())
    expect(cases.cases.map(({ handleItemCode }) => read(handleItemCode)).filter((kind) => kind !== '2 HANDLING_ITEM')).toEqual([])
  })

  it('fees where a matter costs something, and frequent questions about each', () => {
    const charged = matters.matters.filter(({ feeKind }) => feeKind === '1').map(({ code }) => code)
    expect([...new Set(all(matters.fees).map(({ matterCode }) => matterCode))].sort()).toEqual([...charged].sort())
    expect(new Set(all(matters.faqs).map(({ matterCode }) => matterCode)).size).toBe(6)
  })

  it('inspections in plausible proportion: most in order, random ones under a plan, by two inspectors', () => {
    const { inspections } = supervision
    const done = inspections.filter(({ inspectedOn }) => inspectedOn != null)
    expect(done.filter(({ result }) => result === '1').length / done.length).toBeGreaterThan(0.5)
    const plans = new Set(all(supervision.plans).map(({ planNo }) => planNo))
    expect(inspections.filter(({ kind, plan }) => (kind === '1') !== plans.has(plan ?? ''))).toEqual([])
    expect(all(supervision.inspectors).length).toBe(done.length * 2)
    expect(all(supervision.labourChecks).length).toBe(done.filter(({ kind }) => kind === '4').length)
    expect(supervision.rectifications.filter(({ verification, verifiedOn, finishedOn }) =>
      (verification == null) !== (verifiedOn == null) || (verifiedOn ?? '9') < (finishedOn ?? '0'))).toEqual([])
  })
})
