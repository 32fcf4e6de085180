import { agencyOf, codeOf } from './agencies.ts'
import type { PopulationDraft } from './people.ts'
import { populationSource, recordIdOf } from './population-sources.ts'

type EventRow = PopulationDraft['vitalEvents'][number]

/** Codes of the kinds of vital events. */
const BIRTH = '1'
const DEATH = '2'
const MOVE_IN = '3'
const MARRIAGE = '5'
const DIVORCE = '6'

const NATURAL_DEATH = '1'

/** Whoever declares an event at the register. */
export interface Declarant {
  readonly key: string
  readonly name: string
}

interface Spouse {
  readonly key: string
  readonly citizenId: string | null
  /** GB/T 2261.1; the first of a couple counts as the man where it is not said. */
  readonly sex?: '1' | '2'
  /** Position among the people made, from which the certificate is numbered. */
  readonly index?: number
}

const compact = (day: string) => day.replaceAll('-', '')
const declared = (declarant: Declarant | undefined) => ({ declarant: declarant?.name ?? null, declarantKey: declarant?.key ?? null })

/**
 * A marriage as an event of both, the man's entry first where he is named first; the register numbers each party's entry.
 *
 * @param certificateNo number of the certificate, where it is known; else it follows from the man's position
 */
export function weddingRows(couple: readonly Spouse[], day: string, certificateNo?: string): EventRow[] {
  const husband = couple.find(({ sex }) => sex === '1') ?? couple[0]
  const wife = couple.find((each) => each !== husband)
  const number = certificateNo ?? (husband?.index === undefined ? null : `J990101-${day.slice(0, 4)}-${String(husband.index).padStart(7, '0')}`)
  const entry = recordIdOf('', husband?.key ?? '')
  return couple.map(({ key }, at) => {
    const registrationNo = `J990101-${compact(day)}-${entry}-${at + 1}`
    return {
      subject: key, kind: MARRIAGE, occurredOn: day, registrationNo, registrar: agencyOf('civil-affairs').name,
      husband: husband?.key ?? null, wife: wife?.key ?? null, marriageCertificateNo: number,
      ...populationSource('marriages', registrationNo, day),
    }
  })
}

/** The divorce of somebody whose former spouse lives elsewhere. */
export function divorceRow({ key, sex }: { readonly key: string; readonly sex: '1' | '2' }, day: string): EventRow {
  const registrationNo = `L990101-${compact(day)}-${recordIdOf('', key)}`
  return {
    subject: key, kind: DIVORCE, occurredOn: day, registrationNo, registrar: agencyOf('civil-affairs').name,
    ...(sex === '1' ? { husband: key } : { wife: key }),
    marriageCertificateNo: `L990101-${day.slice(0, 4)}-${recordIdOf('', key).slice(0, 7)}`,
    ...populationSource('marriages', registrationNo, day),
  }
}

/** The death of somebody, as the police registered it. */
export function deathRow(key: string, diedOn: string, declarant?: Declarant): EventRow {
  const id = recordIdOf('', key)
  const registrationNo = `S${codeOf('public-security').slice(2, 8)}-${compact(diedOn)}-${id}`
  return {
    subject: key, kind: DEATH, occurredOn: diedOn, registrationNo, registrar: agencyOf('public-security').name,
    ...declared(declarant), deathCancellation: NATURAL_DEATH, deathCertificateNo: `SW990101-${diedOn.slice(0, 4)}-${id.slice(0, 8)}`,
    ...populationSource('events', registrationNo, diedOn),
  }
}

/** The birth of somebody, declared by a parent. */
export function birthRow(key: string, bornOn: string, declarant: Declarant): EventRow {
  return policeRow(BIRTH, 'C', key, bornOn, declarant)
}

/** The registration of somebody who came from another county. */
export function moveInRow(self: Declarant, day: string): EventRow {
  return policeRow(MOVE_IN, 'Q', self.key, day, self)
}

function policeRow(kind: string, letter: string, key: string, day: string, declarant: Declarant): EventRow {
  const registrationNo = `${letter}990101-${compact(day)}-${recordIdOf('', key)}`
  return {
    subject: key, kind, occurredOn: day, registrationNo, registrar: agencyOf('police-station').name, ...declared(declarant),
    ...populationSource('events', registrationNo, day),
  }
}
