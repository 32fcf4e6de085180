import type { Clock } from '#platform/clock'
import { sealedCursors } from '#platform/connection'
import { type ContractItem, ContractItems, readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { RuntimeWrites } from '#platform/db/roles'
import { subjectKey } from '#platform/keys'
import type { LibraryServices, Subgraph } from '#platform/subgraph'
import type { Certificate } from '#platform/x509/certificate'
import { LIBRARY_NAMES, type LibraryName } from '../schema/libraries.ts'
import { audit } from '../subgraphs/audit/index.ts'
import { cases } from '../subgraphs/cases/index.ts'
import { catalogue, type Explain, type Limits, type MayObject, type MaterialsTold, type Simulate } from '../subgraphs/catalogue/index.ts'
import { credit } from '../subgraphs/credit/index.ts'
import { geo } from '../subgraphs/geo/index.ts'
import { legalPersons } from '../subgraphs/legal-persons/index.ts'
import { type IssuerKeys, keysThatCount, licences, openPrinter, type Printer } from '../subgraphs/licences/index.ts'
import { matters } from '../subgraphs/matters/index.ts'
import { population } from '../subgraphs/population/index.ts'
import { supervision } from '../subgraphs/supervision/index.ts'
import type { Secrets } from './secrets.ts'
import { shippedLimits } from './sla.ts'
import { UPLOADS_PER_DAY } from './uploads.ts'

type SecretName = keyof Secrets

/** How a library is opened, and which secrets its work needs: it is given those and no other, wherever it runs. */
interface Wiring {
  readonly needs: readonly SecretName[]
  readonly open: (services: WiredServices, secrets: Secrets) => Subgraph
}

/**
 * What libraries are given besides secrets; `limits` say how long answers may take (时限), `explain`, `simulate` and `mayObject` what would
 * be decided, `materials` what of materials is there, and `mayTell` to which addresses notices are sent; `sealing` is by what licences
 * are signed and verified, `publicUrl` where anybody reaches the hub, `templates` by what copies are printed, and `printer` who prints them;
 * `uploadsPerDay` is how many licences one holder may upload on a day.
 */
type WiredServices = LibraryServices & {
  readonly limits: Limits; readonly explain: Explain | undefined; readonly simulate: Simulate | undefined; readonly mayObject: MayObject | undefined; readonly mayTell: MayTell | undefined
  readonly materials: MaterialsTold | undefined
  readonly sealing: Sealing
  readonly publicUrl: string; readonly templates: string | undefined; readonly printer: Printer | undefined; readonly uploadsPerDay: number
}

/** Root certificates that issuers' certificates must lead to, and the keys of those issuers that sign here; nobody signs where there are none. */
export interface Sealing {
  readonly roots: readonly Certificate[]
  readonly issuerKeys?: IssuerKeys | undefined
}

type MayTell = (url: URL) => boolean

function wired<Name extends SecretName>(needs: readonly Name[], open: (services: WiredServices, own: Pick<Secrets, Name>) => Subgraph): Wiring {
  return { needs, open }
}

const WIRING: Readonly<Record<LibraryName, Wiring>> = {
  population: wired(['subjects'], (services, { subjects }) => population({ ...services, keyOf: subjectKey.bind(null, subjects) })),
  'legal-persons': wired(['cursors'], (services, { cursors }) => legalPersons({ ...services, cursors: sealedCursors(cursors) })),
  geo: wired(['cursors'], (services, { cursors }) => geo({ ...services, cursors: sealedCursors(cursors) })),
  licences: wired(['cursors', 'licenceFaces'], ({ sealing: { roots, issuerKeys: keys }, templates, printer = openPrinter(templates === undefined ? {} : { templates }), ...services }, { cursors, licenceFaces: faceKey }) => {
    const issuerKeys = keys && keysThatCount(services.db, services.clock, keys)
    return licences({ ...services, printer, cursors: sealedCursors(cursors), faceKey, roots, issuerKeys })
  }),
  credit: wired([], credit),
  cases: wired(['cursors'], (services, { cursors }) => cases({ ...services, cursors: sealedCursors(cursors) })),
  matters: wired([], matters),
  supervision: wired([], supervision),
  catalogue: wired(['cursors', 'webhooks'], ({ mayTell, ...services }, { cursors, webhooks: key }) =>
    catalogue({ ...services, cursors: sealedCursors(cursors), items: contractItems, webhooks: mayTell === undefined ? undefined : { key, mayTell } })),
  audit: wired(['cursors'], (services, { cursors }) => audit({ ...services, cursors: sealedCursors(cursors), items: contractItems })),
}

/** Libraries that may run on a host of their own. The hub's own two never do: who decides and records asks nobody. */
export const MOVABLE_LIBRARIES: readonly LibraryName[] = LIBRARY_NAMES.filter((name) => name !== 'catalogue' && name !== 'audit')

/** What libraries write while they run, besides what is loaded into them: the router's record, its catalogue, cases that agencies open, licences and their copies. */
export const RUNTIME_WRITES: ReadonlyMap<LibraryName, RuntimeWrites> = new Map(
  LIBRARY_NAMES.map((name) => [name, name === 'audit' ? ['insert'] : name === 'catalogue' || name === 'cases' || name === 'licences' ? ['insert', 'update'] : []]),
)

/** The secrets that a library needs. */
export function secretsOf(name: LibraryName): readonly SecretName[] {
  return WIRING[name].needs
}

/** What libraries are given besides; the limits are those shipped where they are left out, no signature verifies without roots, and only a hub decides and sends notices. */
interface LibrarySettings {
  readonly limits?: Limits | undefined
  readonly explain?: Explain
  readonly simulate?: Simulate
  readonly mayObject?: MayObject
  readonly materials?: MaterialsTold
  readonly mayTell?: MayTell | undefined
  readonly sealing?: Sealing
  readonly publicUrl?: string | undefined
  /** Folder of the hub's own templates of licences; those that come with it where it is left out. */
  readonly templates?: string | undefined
  readonly printer?: Printer | undefined
  /** Licences that one holder may upload on a day; as many as are shipped where it is left out. */
  readonly uploadsPerDay?: number | undefined
}

/**
 * Opens libraries in this process, all of them where no names are given.
 *
 * @param secrets at least those that the libraries need
 * @throws Error naming the secret that is not there
 */
export function openLibraries(
  db: Database,
  clock: Clock,
  secrets: Partial<Secrets>,
  names: readonly LibraryName[] = LIBRARY_NAMES,
  { limits = shippedLimits(), explain, simulate, mayObject, materials, mayTell, sealing = { roots: [] }, publicUrl = '', templates, printer, uploadsPerDay = UPLOADS_PER_DAY }: LibrarySettings = {},
): Map<string, Subgraph> {
  const services = { db, clock, limits, explain, simulate, mayObject, materials, mayTell, sealing, publicUrl, templates, printer, uploadsPerDay }
  return new Map(names.map((name) => [name, opened(name, services, secrets)]))
}

function opened(name: LibraryName, services: WiredServices, secrets: Partial<Secrets>): Subgraph {
  const { needs, open } = WIRING[name]
  const missing = needs.find((each) => secrets[each] === undefined)
  if (missing !== undefined) throw new Error(`${name} needs the secret ${missing}`)
  return open(services, secrets as Secrets)
}

let items: readonly ContractItem[] | undefined

/** The items of every library's contract. */
export function contractItems(): readonly ContractItem[] {
  items ??= LIBRARY_NAMES.flatMap((name) => new ContractItems(readContract(name)).all())
  return items
}
