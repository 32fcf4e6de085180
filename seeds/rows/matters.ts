import type { MattersRows } from '../../subgraphs/matters/commands.ts'
import { agencyOf, codeOf } from '../agencies.ts'
import { recorded } from '../business-sources.ts'
import { licenceTypeOf, typeCode } from '../licence-types.ts'
import { matterOf } from '../matters.ts'
import type { CastEvidence, CastMaterial, CastMatter, Scenario } from '../scenarios/scenario.ts'
import type { Draft } from './drafts.ts'
import { feesOf, guideOf, questionsOf, windowOf } from './matter-texts.ts'

type MattersDraft = Draft<Required<MattersRows>>
type ResourcesOf = (items: readonly string[]) => string[]

const PUBLISHED_ON = '2025-11-03'
const REVISED_ON = '2025-12-15'
const EFFECTIVE_ON = '2020-01-01'

const ofMatter = (code: string) => recorded('matter', 'data-administration', `SX-${code.slice(-12)}`, PUBLISHED_ON, REVISED_ON)

/** The scenarios' matters. `resourcesOf` tells the resources that items belong to. */
export function mattersRows(scenarios: readonly Scenario[], resourcesOf: ResourcesOf): MattersRows {
  const draft: MattersDraft = {
    matters: [], situations: [], materials: [], alternatives: [], evidences: [], results: [], basics: [], fees: [], faqs: [],
  }
  for (const { matter } of scenarios) addMatter(draft, matter, resourcesOf)
  return draft
}

function addMatter(draft: MattersDraft, matter: CastMatter, resourcesOf: ResourcesOf): void {
  const { code, name, basicCode, agency } = matterOf(matter.slug)
  const { division, level } = agencyOf(agency)
  const source = ofMatter(code)
  const unit = matter.calendarDays === true ? 'CALENDAR_DAY' : 'WORKING_DAY'
  draft.matters.push({
    code, division, name, basicCode, level,
    kind: basicCode.slice(2, 4),
    agency: codeOf(agency),
    state: '1',
    taskVersion: 1,
    serviceObjects: [matter.serves],
    handleKind: matter.caseType,
    statutoryDays: matter.legalDays,
    statutoryUnit: unit,
    promisedDays: matter.promisedDays,
    promisedUnit: unit,
    acceptCondition: matter.condition,
    process: '申请、受理、审查、决定、送达',
    feeKind: feesOf(matter.slug).length === 0 ? '0' : '1',
    handleScope: matter.handledAcross ?? null,
    afterDecisionDays: 0,
    legalBasis: matter.basis,
    resources: resourcesOf(matter.decidedOn),
    handleItemCode: `${code}01`,
    localBasicCode: localBasicCode(basicCode),
    localImplCode: `${localBasicCode(basicCode)}${division.slice(0, 6)}${codeOf(agency).slice(8, 16)}`,
    ...windowOf(matter, agency),
    ...source,
  })
  addBasic(draft, matter)
  matter.situations.forEach((situation, at) => {
    draft.situations.push({ matterCode: code, ordinal: at + 1, code: situation.code, title: situation.name, ...source })
  })
  feesOf(matter.slug).forEach((fee, at) => draft.fees.push({ matterCode: code, ordinal: at + 1, ...fee, ...source }))
  questionsOf(matter).forEach(([question, answer], at) => draft.faqs.push({ matterCode: code, ordinal: at + 1, question, answer, ...source }))
  matter.materials.forEach((material, at) => addMaterial(draft, code, material, at + 1, resourcesOf))
  const issued = matter.issues === undefined ? undefined : licenceTypeOf(matter.issues)
  draft.results.push({
    matterCode: code, ordinal: 1, name: issued?.name ?? `${name}决定`, licenceType: issued?.code ?? null, kind: issued === undefined ? '2' : '1', ...source,
  })
}

function addBasic(draft: MattersDraft, { slug, basis }: CastMatter): void {
  const { name, basicCode, code } = matterOf(slug)
  draft.basics.push({
    ...ofMatter(code), code: basicCode, name, localCode: localBasicCode(basicCode), kind: basicCode.slice(2, 4), legalBasis: basis, levels: ['3', '4'],
    state: '1', catalogueVersion: 1, effectiveOn: EFFECTIVE_ON,
  })
}

function addMaterial(draft: MattersDraft, matterCode: string, material: CastMaterial, ordinal: number, resourcesOf: ResourcesOf): void {
  const ways = material.alternatives.map((each) => (Array.isArray(each) ? (each as readonly CastEvidence[]) : [each as CastEvidence]))
  const onlyPaper = ways.every((way) => way.some((evidence) => 'paper' in evidence))
  const onlyItems = ways.every((way) => way.every((evidence) => 'items' in evidence))
  draft.materials.push({
    matterCode, ordinal, code: material.code, name: material.name, required: material.required,
    form: onlyPaper ? 'COPY' : onlyItems ? 'FILLED' : 'ELECTRONIC', situation: material.situation ?? null,
    ...guideOf(material.name, onlyPaper, onlyItems), ...ofMatter(matterCode),
  })
  ways.forEach((way, at) => {
    const titles = way.flatMap((evidence) => ('paper' in evidence ? [evidence.paper] : []))
    draft.alternatives.push({ matterCode, materialCode: material.code, ordinal: at + 1, title: titles[0] ?? null })
    way.forEach((evidence, place) => {
      draft.evidences.push({ matterCode, materialCode: material.code, alternative: at + 1, ordinal: place + 1, ...evidenceOf(evidence, resourcesOf) })
    })
  })
}

/** Letters of the first generation's kinds, by A.1. */
const FIRST_GENERATION: Readonly<Record<string, string>> = { '01': 'XK', '05': 'JF', '07': 'QR' }

/** First generation: two letters, five digits of the main item, three of the sub-item. */
const localBasicCode = (basicCode: string) =>
  `${FIRST_GENERATION[basicCode.slice(2, 4)] ?? 'QT'}${basicCode.slice(4, 9)}${basicCode.slice(9)}`

function evidenceOf(evidence: CastEvidence, resourcesOf: ResourcesOf) {
  const { parties = [], grade } = evidence
  return {
    parties: [...parties],
    licenceType: 'licence' in evidence ? typeCode(evidence.licence) : null,
    items: 'items' in evidence ? [...evidence.items] : [],
    resources: 'items' in evidence ? resourcesOf(evidence.items) : [],
    grades: grade === undefined ? [] : [grade],
    submit: 'paper' in evidence,
  }
}
