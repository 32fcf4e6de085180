import { and, eq, sql } from 'drizzle-orm'
import { GraphQLError } from 'graphql'
import type { Access, AccessPlan } from '#platform/access'
import { type Clock, instant, today as dayOf } from '#platform/clock'
import { type Database, type Orm, write } from '#platform/db'
import { once } from '#platform/db/once'
import { seal } from '#platform/envelope'
import { actError, inputError } from '#platform/errors'
import { formatLicenceIdentifier, readStoredLicenceIdentifier } from '#platform/identifiers'
import { recorded } from './commands.issuing.ts'
import { sendingOf } from './commands.sending.ts'
import { tell } from './commands.versions.ts'
import { PUBLISHED_TYPE } from './domain/codes.ts'
import { chanceOf } from './domain/copy-number.ts'
import { fault, faceFiled, holdersFiled } from './domain/given.ts'
import { isHoldersOwn, UPLOAD, UPLOADED } from './domain/grades.ts'
import { VERSIONS_MOST } from './domain/operations.ts'
import { changeRefused } from './domain/statuses.ts'
import { fileFiled, stated } from './domain/texts.ts'
import { isOrganisation, isSameNumber, type UploadGiven, uploadFaults } from './domain/uploads.ts'
import { EXPIRED, stateOn } from './domain/validity.ts'
import type { IssuingQueries, TypeToIssue } from './queries.issuing.ts'
import { licence, licenceHolder } from './tables.ts'
import { issuingMutation, licenceEvent } from './tables.issuing.ts'

export interface UploadInput extends UploadGiven {
  readonly clientMutationId?: string | null
}

/** What came of an upload. */
export interface Uploaded {
  readonly identifier: string
  readonly version: number
  readonly trustGrade: string
  readonly uploadedAt: string
  /** The version whose place it took. */
  readonly replaces: string | null
}

/** What uploading works with. */
export interface UploadServices {
  readonly db: Database
  readonly clock: Clock
  readonly faceKey: Buffer
  readonly queries: IssuingQueries
  /** So many licences may one holder upload on a day. */
  readonly uploadsPerDay: number
}

/** Uploads of holders: what a window has yet to see the original of, and what its holder made and answers for. */
export function uploading({ db, clock, faceKey, queries, uploadsPerDay }: UploadServices) {
  return {
    /**
     * Puts a licence on file for whoever is acted for, as the only holder.
     *
     * @throws FORBIDDEN by a mandate that does not reach so far, BAD_USER_INPUT where it is faulty or its type takes no such upload, CONFLICT where the holder has it
     *   already, RATE_LIMITED after the last one that a day has room for
     */
    uploadLicence: async (access: Access, input: UploadInput): Promise<Uploaded> => {
      const { plan } = access
      const holder = plan.actor.represented ?? ''
      const type = await typeToUpload(queries, input, holder)
      if (!plan.actor.inPerson) assertMandateCovers(plan, type, input)
      const at = new Date(clock.now())
      const faults = uploadFaults(input, type.faceSchema, dayOf(clock))
      if (faults.length > 0) throw inputError(faults)
      const result = await write(db.orm.transaction((orm) => once(orm, issuingMutation, sendingOf(plan, 'uploadLicence', input), async () => {
        const before = await heldBefore(orm, input, holder, { day: dayOf(clock), most: uploadsPerDay })
        const { identifier, version } = numbered(type, before)
        if (before !== null) await orm.update(licence).set({ current: false, state: '05', stateSince: dayOf(clock), updatedAt: at }).where(eq(licence.identifier, before.identifier))
        const row = { identifier, version, ...rowOf(input, type, at, dayOf(clock)), supersedes: before?.identifier ?? null }
        const face = faceFiled(type.faceSchema, input.face)
        await orm.insert(licence).values({ ...row, sealedFace: seal(faceKey, JSON.stringify(face), identifier).toString('base64') })
        const { slice, division } = row
        await orm.insert(licenceHolder).values({ ...holderFiled(holder, input.holderName), identifier, slice, division, place: 0 })
        await tell(orm, [{
          identifier, slice, version, operation: UPLOAD, before: before?.state ?? null, after: row.state, reason: null, transferTo: null, caseNo: plan.liveCase?.caseNo ?? null,
          agency: plan.agency, consumer: plan.actor.consumer, operator: plan.actor.operator, at,
        }])
        const uploaded: Uploaded = { identifier, version, trustGrade: input.grade, uploadedAt: instant(at), replaces: row.supersedes }
        return JSON.stringify(uploaded)
      })))
      plan.read.add(holder)
      return JSON.parse(result) as Uploaded
    },
  }
}

// A mandate is for a matter, and nobody answers for the truth of a paper in the place of whoever made it.
function assertMandateCovers({ liveCase }: AccessPlan, { matters }: TypeToIssue, { grade }: UploadInput): void {
  if (grade !== UPLOADED) throw actError('FORBIDDEN', 'a commitment is made by the holder in person', '告知承诺须由持证主体本人作出')
  if (liveCase === null || !matters.includes(liveCase.matter.code)) {
    throw actError('FORBIDDEN', 'by a mandate this takes an open case of it whose matter asks for licences of this type', '代理人须在代理事项的在办办件中上传该事项所需的证照')
  }
}

/** @throws status 13 where no such type is published and 103 where others hold it; a fault where it takes no upload of the grade */
async function typeToUpload(queries: IssuingQueries, { type: code, grade }: UploadInput, holder: string): Promise<TypeToIssue> {
  const [type] = await queries.types([code], '')
  if (type?.status !== PUBLISHED_TYPE) throw changeRefused('13', 'input.type')
  const others = isOrganisation(holder) ? '1' : '2'
  if (type.holderKind === others) throw changeRefused('103', 'input.type')
  if (type.uploadGrades.includes(grade)) return type
  throw inputError([fault('input.grade', 'TYPE', 'licences of this type are not uploaded in this grade', '该证照类型不接受此可信等级的上传')])
}

interface Before {
  readonly identifier: string
  readonly version: number
  readonly state: string
}

/**
 * The upload whose place another of the same type and number takes. Whoever uploads at the same time waits, so that no day has more uploads
 * than it may.
 *
 * @throws CONFLICT where an issuer or a window answers for what its holder has, unless a checked upload has run out; RATE_LIMITED where the day
 *   is full
 */
async function heldBefore(orm: Orm, { type, number }: UploadInput, holder: string, { day, most }: { day: string; most: number }): Promise<Before | null> {
  await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`licence uploads of ${holder}`}, 0))`)
  const [today] = await orm.select({ uploads: sql<number>`count(*)::integer` }).from(licenceEvent)
    .innerJoin(licenceHolder, eq(licenceHolder.identifier, licenceEvent.identifier))
    .where(sql`${licenceHolder.subject} = ${holder} and ${licenceEvent.operation} = ${UPLOAD} and ${licenceEvent.at} >= ${`${day}T00:00:00+08:00`}::timestamptz`)
  if ((today?.uploads ?? 0) >= most) throw tooMany()
  const held = await orm.select({ identifier: licence.identifier, version: licence.version, state: licence.state, number: licence.number, grade: licence.trustGrade, issuer: licence.issuer, validTo: licence.validTo }).from(licence)
    .innerJoin(licenceHolder, eq(licenceHolder.identifier, licence.identifier))
    .where(and(eq(licenceHolder.subject, holder), eq(licenceHolder.slice, type), licence.current))
  const same = held.filter((each) => isSameNumber(each.number, number ?? null))
  // Nobody renews an upload but its holder, who brings the paper that came after it.
  const hasRunOut = ({ issuer, ...validity }: (typeof same)[number]) => issuer === null && stateOn(validity, day) === EXPIRED
  if (same.some((each) => !isHoldersOwn(each.grade) && !hasRunOut(each))) {
    const [en, zh] = ['the holder has this licence already, from its issuer or checked by a window', '持证主体已持有该证照（颁证机构签发或窗口已核对原件），无须上传']
    throw actError('CONFLICT', `input.number: ${en}`, `input.number：${zh}`, { faults: [fault('input.number', 'HELD', en, zh)] })
  }
  // What was loaded may have other holders, who would lose it.
  return same.find(({ issuer }) => issuer === null) ?? null
}

/** The next version in the place of the one before; else a number of chance under who defined the type, since nobody here issued it. */
function numbered({ code }: TypeToIssue, before: Before | null): { readonly identifier: string; readonly version: number } {
  const read = before === null ? null : readStoredLicenceIdentifier(before.identifier)
  if (before === null || read?.ok !== true) {
    return { identifier: formatLicenceIdentifier({ type: code, issuer: code.slice(0, DEFINER), serial: `U${chanceOf(SERIAL)}`, version: 1 }), version: 1 }
  }
  const version = before.version + 1
  if (version > VERSIONS_MOST) throw actError('CONFLICT', `input.number: at most ${VERSIONS_MOST} versions`, `input.number：版本号已达${VERSIONS_MOST}`)
  return { identifier: formatLicenceIdentifier({ ...read.value, version }), version }
}

const DEFINER = 18
const SERIAL = 16

/** A credit code states its registrar's division in six digits, GB 32100. */
const divisionOf = (definer: string) => `${definer.slice(2, 8)}000000`

/** 操作类型 其他: nobody issued it here. */
const OTHER_OPERATION = '07'

function rowOf({ grade, number, issuerName, issuedOn, validFrom, validTo, file, commitment }: UploadInput, { code, name }: TypeToIssue, at: Date, today: string) {
  const from = issuedOn ?? today
  return {
    slice: code, division: divisionOf(code), name, number: stated(number), issuerName: stated(issuerName), issuedOn: from, validFrom: validFrom ?? from, validTo: validTo ?? null,
    operation: OTHER_OPERATION, state: '01', stateSince: today, trustGrade: grade, commitment: commitment?.version ?? null, current: true, ...fileFiled(file),
    ...recorded(null, null, at),
  }
}

function holderFiled(subject: string, name: string) {
  const [filed] = holdersFiled([isOrganisation(subject) ? { creditCode: subject, name } : { citizenId: subject, name }])
  return filed as NonNullable<typeof filed>
}

// Of this one field, and no answer to the request as a whole.
function tooMany() {
  return new GraphQLError('no more can be uploaded by this holder today', {
    extensions: { code: 'RATE_LIMITED', messageZh: '今日上传次数已达上限，请明日再试' },
  })
}
