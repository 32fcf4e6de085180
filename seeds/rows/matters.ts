import type { MattersRows } from '../../subgraphs/matters/commands.ts'
import { agencyOf, codeOf } from '../agencies.ts'
import { licenceTypeOf, typeCode } from '../licence-types.ts'
import { matterOf } from '../matters.ts'
import type { CastEvidence, CastMaterial, CastMatter, Scenario } from '../scenarios/scenario.ts'
import type { Draft } from './drafts.ts'

type MattersDraft = Draft<MattersRows>

/** The scenarios' matters. `resourcesOf` tells the resources that items belong to. */
export function mattersRows(scenarios: readonly Scenario[], resourcesOf: (items: readonly string[]) => string[]): MattersRows {
  const draft: MattersDraft = { matters: [], situations: [], materials: [], alternatives: [], evidences: [], results: [] }
  for (const { matter } of scenarios) addMatter(draft, matter, resourcesOf(matter.decidedOn))
  return draft
}

function addMatter(draft: MattersDraft, matter: CastMatter, resources: string[]): void {
  const { code, name, basicCode, agency } = matterOf(matter.slug)
  const { division, level } = agencyOf(agency)
  const unit = matter.calendarDays === true ? 'CALENDAR_DAY' : 'WORKING_DAY'
  draft.matters.push({
    code, division, name, basicCode, level,
    kind: basicCode.slice(2, 4),
    agency: codeOf(agency),
    state: '1',
    version: 1,
    serviceObjects: [matter.serves],
    handleKind: matter.caseType,
    statutoryDays: matter.legalDays,
    statutoryUnit: unit,
    promisedDays: matter.promisedDays,
    promisedUnit: unit,
    acceptCondition: matter.condition,
    process: '申请、受理、审查、决定、送达',
    feeKind: '0',
    handleScope: matter.handledAcross ?? null,
    afterDecisionDays: 0,
    legalBasis: matter.basis,
    resources,
  })
  matter.situations.forEach((situation, at) => {
    draft.situations.push({ matterCode: code, ordinal: at + 1, code: situation.code, title: situation.name })
  })
  matter.materials.forEach((material, at) => addMaterial(draft, code, material, at + 1))
  const issued = matter.issues === undefined ? undefined : licenceTypeOf(matter.issues)
  draft.results.push({
    matterCode: code, ordinal: 1, name: issued?.name ?? `${name}决定`, licenceType: issued?.code ?? null,
  })
}

function addMaterial(draft: MattersDraft, matterCode: string, material: CastMaterial, ordinal: number): void {
  const ways = material.alternatives.map((each) => (Array.isArray(each) ? (each as readonly CastEvidence[]) : [each as CastEvidence]))
  const onlyPaper = ways.every((way) => way.some((evidence) => 'paper' in evidence))
  const onlyItems = ways.every((way) => way.every((evidence) => 'items' in evidence))
  draft.materials.push({
    matterCode, ordinal, code: material.code, name: material.name, required: material.required,
    form: onlyPaper ? 'COPY' : onlyItems ? 'FILLED' : 'ELECTRONIC', situation: material.situation ?? null,
  })
  ways.forEach((way, at) => {
    const titles = way.flatMap((evidence) => ('paper' in evidence ? [evidence.paper] : []))
    draft.alternatives.push({ matterCode, materialCode: material.code, ordinal: at + 1, title: titles[0] ?? null })
    way.forEach((evidence, place) => {
      draft.evidences.push({ matterCode, materialCode: material.code, alternative: at + 1, ordinal: place + 1, ...evidenceOf(evidence) })
    })
  })
}

function evidenceOf(evidence: CastEvidence) {
  const { parties = [], grade } = evidence
  return {
    parties: [...parties],
    licenceType: 'licence' in evidence ? typeCode(evidence.licence) : null,
    items: 'items' in evidence ? [...evidence.items] : [],
    grades: grade === undefined ? [] : [grade],
    submit: 'paper' in evidence,
  }
}
