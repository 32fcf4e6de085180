/**
 * Whether a restriction stands on a day. It stands from the day of its registration to the day before its release;
 * one without a release stands until further notice.
 *
 * @param day `YYYY-MM-DD`, as are the dates of the restriction
 */
export function standsOn(restriction: { registeredOn: string; releasedOn: string | null }, day: string): boolean {
  return restriction.registeredOn <= day && (restriction.releasedOn === null || restriction.releasedOn > day)
}
