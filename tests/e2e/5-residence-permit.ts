import { describe } from 'vitest'
import type { TestHub } from '../harness/hub.ts'
import { permitOf } from './5-permit.ts'
import { permitChild } from './5-permit-child.ts'
import { permitHimself } from './5-permit-himself.ts'
import { permitPolice } from './5-permit-police.ts'

/** Scenario 5 and 5b, told against an open hub. */
export function residencePermit(hub: () => TestHub): void {
  const permit = permitOf(hub)

  describe('Scenario 5: the residence permit of 马一鸣, who is registered in another city', () => {
    permitPolice(permit)
    permitHimself(permit)
  })

  describe('Scenario 5b: the residence permit of 马小雨, a child, for whom her mother applies', () => {
    permitChild(permit)
  })
}
