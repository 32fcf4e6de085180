import { RESIDENT_IDENTITY_CARD, subjectKey } from '#platform/keys'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { documentOf } from '../../seeds/documents.ts'

const { subjects } = deriveSecrets(EMBEDDED_MASTER)

/** People of the seeds who stand for everybody: families, holders of licences and units, somebody of every protection. */
export const PEOPLE = [
  'old-man', 'old-wife', 'daughter', 'seller', 'seller-wife', 'newcomer', 'newcomer-wife', 'newcomer-child', 'graduate', 'restaurant-head',
] as const

export const ORGANISATIONS = ['startup', 'care-home', 'restaurant'] as const

const keys = new Map<string, string>()

/** Key of a person, credit code of an organisation, by example name. */
export function keyOfExample(example: string): string {
  let key = keys.get(example)
  if (key === undefined) {
    const { type, number } = documentOf(example)
    key = type === '001' ? number : subjectKey(subjects, RESIDENT_IDENTITY_CARD, number)
    keys.set(example, key)
  }
  return key
}

export const keyOfNumber = (citizenId: string) => subjectKey(subjects, RESIDENT_IDENTITY_CARD, citizenId)
