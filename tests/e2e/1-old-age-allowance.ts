import { describe } from 'vitest'
import type { TestHub } from '../harness/hub.ts'
import { allowanceOf } from './1-allowance.ts'
import { allowanceCase } from './1-allowance-case.ts'
import { allowanceNever } from './1-allowance-never.ts'
import { allowanceOthers } from './1-allowance-others.ts'

/** Scenario 1, told against an open hub. */
export function oldAgeAllowance(hub: () => TestHub): void {
  const allowance = allowanceOf(hub)

  describe('Scenario 1: the old-age allowance of 张大山, whose daughter applies for him', () => {
    allowanceCase(allowance)
    allowanceOthers(allowance)
    // Looks into all that was told before.
    allowanceNever(allowance)
  })
}
