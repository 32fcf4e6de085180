import { useEffect, useState } from 'react'
import { type Refusal, useTell } from '../../ask.ts'
import { ExplainOperationDocument, type ExplainedFragment } from '../../generated/operations.ts'
import { objectFrom } from '../apply/from-operation.tsx'
import { parsed } from './told.ts'
import type { Purpose } from './purpose.ts'

export interface Explained {
  readonly told: ExplainedFragment | null
  readonly refusals: readonly Refusal[]
  /** Why nothing came back. */
  readonly error: unknown
}

/** So long somebody must have stopped typing. */
const SETTLED_MS = 600

/** What would be decided of what is typed, once it can be read and nobody types. */
export function useExplained(operation: string, variables: string, { matter, caseNo }: Purpose): Explained {
  const tell = useTell()
  const [explained, setExplained] = useState<Explained>({ told: null, refusals: [], error: null })
  useEffect(() => {
    const values = objectFrom(variables)
    if (parsed(operation) === null || values === null) return undefined
    let over = false
    const purpose = matter.trim() === '' ? null : { matter: matter.trim(), case: caseNo.trim() === '' ? null : caseNo.trim(), reason: null }
    const timer = setTimeout(() => {
      void tell(ExplainOperationDocument, { operation, variables: values, operationName: null, purpose }).then(({ data, refusals }) => {
        if (!over) setExplained({ told: data?.explainAccess ?? null, refusals, error: null })
      }, (error: unknown) => {
        if (!over) setExplained({ told: null, refusals: [], error })
      })
    }, SETTLED_MS)
    return () => {
      over = true
      clearTimeout(timer)
    }
    // `tell` is made anew at each drawing and always does the same.
  }, [operation, variables, matter, caseNo])
  return explained
}
