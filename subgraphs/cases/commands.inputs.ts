import type { openings } from './commands.opening.ts'
import type { handling } from './commands.handling.ts'
import type { rosters } from './commands.rosters.ts'
import type { ofTwoPeople } from './commands.confirming.ts'

/** What callers may change, by the names of the contract. */
export type Commands = ReturnType<typeof openings> & ReturnType<typeof handling> & ReturnType<typeof ofTwoPeople> & ReturnType<typeof rosters>

/** The input of each change. */
export type Inputs = { readonly [Name in keyof Commands]: Parameters<Commands[Name]>[1] }
