import type { MessageKey } from '../../messages/zh.ts'

export const SHARE_TITLES = { UNCONDITIONAL: 'shareUNCONDITIONAL', CONDITIONAL: 'shareCONDITIONAL', WITHHELD: 'shareWITHHELD' } as const satisfies Record<string, MessageKey>
export const STATE_TITLES = { DRAFT: 'stateDRAFT', IN_REVIEW: 'stateIN_REVIEW', PUBLISHED: 'statePUBLISHED', CHANGING: 'stateCHANGING', WITHDRAWN: 'stateWITHDRAWN' } as const satisfies Record<string, MessageKey>
export const CLASS_TITLES = { PUBLIC: 'classPUBLIC', INTERNAL: 'classINTERNAL', PERSONAL: 'classPERSONAL', SENSITIVE: 'classSENSITIVE', BUSINESS: 'classBUSINESS' } as const satisfies Record<string, MessageKey>
export const DISCLOSURE_TITLES = { CLEAR: 'disclosureCLEAR', MASKED: 'disclosureMASKED', VERIFY: 'disclosureVERIFY' } as const satisfies Record<string, MessageKey>
