/** Trust grade of what was compared with its original by a window. */
export const CHECKED = 'B'
/** Trust grade of what was uploaded and compared with no original. */
export const UPLOADED = 'C'
/** Trust grade of what its holder made, who answers for it by a commitment. */
const SELF_MADE = 'D'

/** Whether its holder brought a licence in, and neither issuer nor window has confirmed it. */
export const isHoldersOwn = (grade: string | null): boolean => grade === UPLOADED || grade === SELF_MADE

/** What raises C to B, as events name it; it makes no version. */
export const CHECK_ORIGINAL = 'CHECK_ORIGINAL'
/** What brings about a licence of grade C or D, as events name it. */
export const UPLOAD = 'UPLOAD'
