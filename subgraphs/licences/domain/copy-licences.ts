import type { Access } from '#platform/access'
import { actError } from '#platform/errors'
import { readStoredLicenceIdentifier } from '#platform/identifiers'
import { PUBLISHED_TYPE } from './codes.ts'
import { changeRefused, type ChangeRefusing } from './statuses.ts'
import { outcomeOn, type Usable } from './validity.ts'

/** What of a licence decides whether a copy of it may be made. */
export interface Copied extends Usable {
  readonly identifier: string
  readonly slice: string
  readonly current: boolean
  readonly typeStatus: string
  readonly subjects: readonly string[]
}

/** Who may copy which licences. */
export interface Entitled {
  readonly identifiers: readonly string[]
  /** Whether each type needs a grant of its own. */
  readonly byGrant: boolean
  /** Who gave leave or has shown them; `null` where nobody had to. */
  readonly holder: string | null
}

/** Why a licence is not copied, by the place where it was named. */
const licenceRefusal = (status: ChangeRefusing, place: number | null) => changeRefused(status, place === null ? 'input' : `input.licences[${place}]`)

/** The type that an identifier names. */
function typeOf(identifier: string): string {
  const read = readStoredLicenceIdentifier(identifier)
  return read.ok ? read.value.type : ''
}

/** @throws where the type of a licence is granted to nobody here, which its identifier alone tells */
export function assertTypesGranted({ plan }: Access, identifiers: readonly string[]): void {
  const granted = (type: string) => plan.classes.some((rights) => rights.get(`Licence.copyable@${type}`) === 'CLEAR')
  for (const [place, identifier] of identifiers.entries()) if (!granted(typeOf(identifier))) throw licenceRefusal('100', place)
}

/**
 * The licences that may be copied, in the order asked, and the holders whom the copy is about: parties who hold them all.
 *
 * A licence that nobody knows, one of strangers and one with a sealed holder read alike.
 *
 * @throws with the code of the sharing services for the first that may not be
 */
export function chosen<Row extends Copied>(access: Access, rows: readonly Row[], { identifiers, byGrant, holder }: Entitled): { readonly licences: readonly Row[]; readonly persons: readonly string[] } {
  const place = (index: number) => (byGrant || holder === null ? index : null)
  const licences = identifiers.map((identifier, index) => {
    const row = rows.find((each) => each.identifier === identifier)
    if (row === undefined || !reaches(access, row, { byGrant, holder })) throw licenceRefusal('10', place(index))
    if (row.typeStatus !== PUBLISHED_TYPE) throw licenceRefusal('13', place(index))
    const status = statusOf(row, access.plan.today)
    if (status !== null) throw licenceRefusal(status, place(index))
    return row
  })
  const persons = covered(access, licences[0]).filter((subject) => licences.every((row) => covered(access, row).includes(subject)))
  if (persons.length === 0) {
    throw actError('BAD_USER_INPUT', 'input.licences: licences of different holders; each holder takes a copy of its own', 'input.licences：证照持证主体不同，请按持证主体分别制作')
  }
  return { licences, persons }
}

const covered = (access: Access, row: Copied | undefined) => (row?.subjects ?? []).filter((subject) => access.coversSubject(subject))

// A face may name any of the holders, so that a sealed one closes it for all.
function reaches(access: Access, row: Copied, { byGrant, holder }: Pick<Entitled, 'byGrant' | 'holder'>): boolean {
  const parties = covered(access, row)
  if (parties.length === 0 || row.subjects.some(access.plan.sealed)) return false
  if (holder !== null && !parties.includes(holder)) return false
  return !byGrant || access.disclosure(`Licence.copyable@${row.slice}`, { subjects: parties, slice: row.slice }) === 'CLEAR'
}

/** What using a licence comes to today; `null` where nothing stands against it. */
export function statusOf({ current, ...usable }: Usable & Pick<Copied, 'current'>, today: string): '21' | '22' | '23' | null {
  const outcome = outcomeOn(usable, today)
  if (outcome === '22') return '22'
  if (outcome === '21' || !current) return '21'
  return outcome === '0' ? null : '23'
}
