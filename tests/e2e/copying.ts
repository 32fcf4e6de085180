import { formatLicenceIdentifier } from '#platform/identifiers'
import { signToken } from '../../router/embedded-issuer.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import type { LicenceLoad } from '../../subgraphs/licences/commands.ts'
import { claimsOf } from '../permissions/personas.ts'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { PUBLIC_URL } from '../harness/printer.ts'
import { keyOf, numberOf } from './story.ts'

/** An identity card of somebody, beside those of the seeds. */
export const cardOf = (example: string, serial: string): LicenceLoad => ({
  identifier: formatLicenceIdentifier({ type: typeCode('identity-card'), issuer: '990101', serial, version: 1 }), slice: typeCode('identity-card'),
  holders: [{ subject: keyOf(numberOf(example)), name: '示例持证人', documentType: '111' }], division: '990101000000', name: '居民身份证', number: null,
  issuerName: '示例市公安局示例区分局', issuedOn: '2016-01-01', validFrom: '2016-01-01', validTo: null, version: 1, state: '01', trustGrade: 'A', current: true,
  face: { name: '示例持证人' },
})

/** A copy as a story asks for it. */
export interface CopyAsked {
  readonly persona: string
  readonly subject?: string
  /** Matters of a mandate by which the subject is acted for. */
  readonly mandate?: readonly string[]
  readonly purpose: NonNullable<Question['purpose']>
  readonly input: Readonly<Record<string, unknown>>
  readonly clock?: { now(): number }
}

export const COPY = `{ number state { code name } basis { code } agency { name } matter { name } caseNo reason types { name } createdAt expiresAt withdrawnAt
  withdrawalReason fileSm3 watermark address addressExpiresAt }`

/** The end of a day within the time of the seeded cases. */
export const UNTIL = '2026-03-06T18:00:00+08:00'

/** Sends a mutation about copies. */
export async function act(hub: TestHub, name: string, type: string, selection: string, { persona, subject, mandate, purpose, input, clock = testClock }: Partial<CopyAsked> & Pick<CopyAsked, 'persona' | 'input'>): Promise<Answer> {
  const authorization = `Bearer ${await signToken(hub.key, claimsOf(persona, subject, mandate), clock)}`
  return hub.ask({
    ...(purpose === undefined ? {} : { purpose }), headers: { authorization },
    query: `mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`, variables: { input },
  })
}

/** Asks for a copy; what is not said is a reason and an end within the case. */
export function makeCopy(hub: TestHub, asked: CopyAsked): Promise<Answer> {
  return act(hub, 'createLicenceCopy', 'CreateLicenceCopyInput', COPY, { ...asked, input: { case: asked.purpose.case, reason: '审核申请材料', expiresAt: UNTIL, ...asked.input } })
}

/** Why a mutation was refused: code, status of the sharing services, check. */
export function whyOf({ refused }: Answer): string {
  const [first] = refused as (Answer['refused'][number] & { readonly status?: string; readonly faults?: readonly { readonly argument: string; readonly check: string }[] })[]
  if (first === undefined) return 'answered'
  const check = first.faults?.[0] === undefined ? '' : ` ${first.faults[0].argument} ${first.faults[0].check}`
  return `${first.code}${first.reason === undefined ? '' : ` ${first.reason}`}${first.status === undefined ? '' : ` ${first.status}`}${check}`
}

/** Where an address leads to on a hub of tests. */
export const here = (hub: TestHub, address: string): string => address.replace(PUBLIC_URL, hub.url)

/** What `/v/` says of a copy, for a program. */
export async function checkOf(hub: TestHub, number: string): Promise<string> {
  const response = await fetch(`${hub.url}/v/${number}`, { headers: { accept: 'application/json' } })
  return ((await response.json()) as { state: string }).state
}

/** What `POST /licences/verify` says of a file. */
export async function verifyFile(hub: TestHub, file: Uint8Array): Promise<string> {
  const response = await fetch(`${hub.url}/licences/verify`, { method: 'POST', headers: { 'content-type': 'application/pdf' }, body: Buffer.from(file) })
  return ((await response.json()) as { state: string }).state
}
