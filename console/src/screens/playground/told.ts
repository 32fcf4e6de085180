import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql'
import type { ExplainedFragment } from '../../generated/operations.ts'
import { type MessageKey, zh } from '../../messages/zh.ts'

export const OUTCOMES = { ANSWERED: 'answeredAll', PARTIAL: 'answeredPart', REFUSED: 'answeredNone' } as const satisfies Record<string, MessageKey>

export type ItemAccess = NonNullable<ExplainedFragment['items']>[number]
export type Told = 'givenItem' | 'masked' | 'verifyOnly' | 'partly' | 'refusedItem'

/** What a decision is called in one word, and how it looks. */
export function toldOf({ refusal, answered, disclosure, masked, partly }: ItemAccess): { readonly word: Told; readonly tone: 'good' | 'warn' | 'bad' } {
  if (refusal !== null || !answered) return { word: 'refusedItem', tone: 'bad' }
  if (disclosure === 'VERIFY') return { word: 'verifyOnly', tone: 'warn' }
  if (masked) return { word: 'masked', tone: 'warn' }
  return partly ? { word: 'partly', tone: 'warn' } : { word: 'givenItem', tone: 'good' }
}

/** The words of a remedy; `null` where there is none. */
export function remedyOf(remedy: string | null | undefined): MessageKey | null {
  const key = `remedy${remedy ?? ''}`
  return Object.hasOwn(zh, key) && key !== 'remedy' ? (key as MessageKey) : null
}

/** Where each field of an operation stands in its text, by its path of response keys: the offset behind its name. */
export function placesIn(text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const document = parsed(text)
  if (document === null) return places
  const fragments = new Map(document.definitions.filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]))
  const walk = (set: SelectionSetNode | undefined, path: string, depth: number) => {
    if (depth > DEPTH_MAX) return
    for (const each of set?.selections ?? []) {
      if (each.kind === Kind.FRAGMENT_SPREAD) walk(fragments.get(each.name.value)?.selectionSet, path, depth + 1)
      else if (each.kind === Kind.INLINE_FRAGMENT) walk(each.selectionSet, path, depth + 1)
      else {
        const key = `${path}${each.alias?.value ?? each.name.value}`
        places.set(key, each.name.loc?.end ?? 0)
        walk(each.selectionSet, `${key}.`, depth + 1)
      }
    }
  }
  for (const each of document.definitions) if (each.kind === Kind.OPERATION_DEFINITION) walk(each.selectionSet, '', 0)
  return places
}

const DEPTH_MAX = 30

/** What is typed is no operation most of the time. */
export function parsed(text: string): DocumentNode | null {
  try {
    return parse(text)
  } catch {
    return null
  }
}
