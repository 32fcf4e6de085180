/** Trust grade of what was compared with its original by a window. */
export const CHECKED = 'B'
/** Trust grade of what was uploaded and compared with no original. */
export const UPLOADED = 'C'

/** What raises one to the other, as events name it; it makes no version. */
export const CHECK_ORIGINAL = 'CHECK_ORIGINAL'
