import { outcomeOn, type Validity } from './validity.ts'

/** What a licence is worth today to whoever asks for it instead of paper; `null` where it is worth no more than none. */
export type LicenceStanding = 'IN_FORCE' | 'EXPIRED' | 'SUSPENDED' | 'RESTRICTED'

/** 证照状态 暂扣. */
const SUSPENDED = '02'

const BY_OUTCOME: Readonly<Record<string, LicenceStanding>> = { '0': 'IN_FORCE', '22': 'EXPIRED', '23': 'RESTRICTED' }

/** What a licence is worth on a day. One that was taken back, or does not hold yet, is worth no more than none. Which grades count each material says. */
export function standingOn(validity: Pick<Validity, 'state' | 'validFrom' | 'validTo'>, today: string): LicenceStanding | null {
  if (validity.validFrom !== null && validity.validFrom > today) return null
  return validity.state === SUSPENDED ? 'SUSPENDED' : (BY_OUTCOME[outcomeOn({ ...validity, trustGrade: null }, today)] ?? null)
}
