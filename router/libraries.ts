import type { Clock } from '#platform/clock'
import { sealedCursors } from '#platform/connection'
import type { ContractItem } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { audit } from '../subgraphs/audit/index.ts'
import { cases } from '../subgraphs/cases/index.ts'
import { catalogue } from '../subgraphs/catalogue/index.ts'
import { credit } from '../subgraphs/credit/index.ts'
import { geo } from '../subgraphs/geo/index.ts'
import { legalPersons } from '../subgraphs/legal-persons/index.ts'
import { licences } from '../subgraphs/licences/index.ts'
import { matters } from '../subgraphs/matters/index.ts'
import { population } from '../subgraphs/population/index.ts'
import { supervision } from '../subgraphs/supervision/index.ts'
import type { Secrets } from './secrets.ts'

/** Opens the ten libraries in this process. Each gets only the secrets that its work needs. */
export function openLibraries(db: Database, clock: Clock, secrets: Secrets, keyOf: (citizenId: string) => string): Map<string, Subgraph> {
  const services = { db, clock }
  const cursors = sealedCursors(secrets.cursors)
  const found: Subgraph[] = []
  const items = (): ContractItem[] => found.flatMap((library) => library.items.all())
  found.push(
    population({ ...services, keyOf }),
    legalPersons(services),
    geo(services),
    licences({ ...services, faceKey: secrets.licenceFaces }),
    credit(services),
    cases({ ...services, cursors }),
    matters(services),
    supervision(services),
    catalogue({ ...services, cursors, items }),
    audit({ ...services, cursors }),
  )
  return new Map(found.map((library) => [library.name, library]))
}
