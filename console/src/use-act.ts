import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Refusal, useTell } from './ask.ts'
import type { Document } from './generated/operations.ts'

/** Something that one does, what came of it, and whether it is under way. */
export interface Act {
  readonly busy: boolean
  readonly done: boolean
  readonly error: unknown
  readonly refusals: readonly Refusal[]
  /** Does it; what was shown is read anew once it is done. Tells whether it was done. */
  run<Result, Variables>(document: Document<Result, Variables>, variables: Variables): Promise<Result | null>
}

export function useAct(): Act {
  const tell = useTell()
  const queries = useQueryClient()
  const [state, setState] = useState<Omit<Act, 'run'>>({ busy: false, done: false, error: null, refusals: [] })
  return {
    ...state,
    async run(document, variables) {
      setState({ busy: true, done: false, error: null, refusals: [] })
      try {
        const { data, refusals } = await tell(document, variables)
        setState({ busy: false, done: refusals.length === 0, error: null, refusals })
        if (refusals.length > 0) return null
        await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
        return data
      } catch (error) {
        setState({ busy: false, done: false, error, refusals: [] })
        return null
      }
    },
  }
}
