/**
 * Whether the credit records leave a person free to become a legal representative.
 *
 * @param seriouslyDishonest whether a serious-dishonesty listing is in force
 * @param responsibleForRevocation whether the person answers for an organisation revoked within three years; anything but a
 *   boolean means that nobody has said
 * @returns `null` where it cannot be told: a gap must never read as «free»
 */
export function mayBeLegalRep(seriouslyDishonest: boolean, responsibleForRevocation: unknown): boolean | null {
  return typeof responsibleForRevocation === 'boolean' ? !seriouslyDishonest && !responsibleForRevocation : null
}
