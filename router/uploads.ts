import type { Settings } from '#platform/config'

/** So many licences may one holder upload on a day, where no setting says otherwise. */
export const UPLOADS_PER_DAY = 20

const MOST = 1_000

/** How many licences one holder may upload on a day. */
export function uploadsPerDayFrom(settings: Settings): number {
  return settings.integer('LICENCE_UPLOADS_PER_DAY', UPLOADS_PER_DAY, 1, MOST)
}
