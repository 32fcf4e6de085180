import { drizzle } from 'drizzle-orm/postgres-js'
import {
  type DirectiveNode, type DocumentNode, type FieldDefinitionNode, type InputValueDefinitionNode, Kind, valueFromASTUntyped,
} from 'graphql'
import { readContract } from '#platform/contract'
import type { Database } from '#platform/db'
import type { Subgraph } from '#platform/subgraph'
import { openLibraries } from '../../router/libraries.ts'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { testClock } from '../harness/library.ts'

const refuse = () => Promise.reject(new Error('no database is open in a test of contracts'))

/** Statements can be made on it and tell what they would send, and there is no row: contracts and rules need none. */
export const withoutRows: Database = {
  orm: drizzle.mock(),
  kind: 'embedded',
  label: 'none',
  statements: { count: 0, texts: null },
  rows(text) {
    withoutRows.statements.texts?.push(text)
    return Promise.resolve([])
  },
  listen: () => ({ reconnects: () => 0, stop: () => Promise.resolve() }),
  exclusively: refuse,
  close: () => Promise.resolve(),
}

/** The ten libraries, wired as the router wires them, over no database. */
export function librariesWithoutRows(): Map<string, Subgraph> {
  return openLibraries(withoutRows, testClock, deriveSecrets(EMBEDDED_MASTER))
}

/** A field, an argument or an input field of a contract. */
export interface Element {
  readonly library: string
  /** `Person.name`, `Query.person(citizenId:)` or `PersonClaim.name`. */
  readonly coordinate: string
  readonly node: FieldDefinitionNode | InputValueDefinitionNode
  readonly kind: 'field' | 'argument' | 'input'
  /** Whether the element or its whole type is closed to callers. */
  readonly inaccessible: boolean
}

/** Every element of one contract, in its order. */
export function elementsOf(library: string, document: DocumentNode = readContract(library)): Element[] {
  return document.definitions.flatMap((definition): Element[] => {
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      return (definition.fields ?? []).map((node) => ({
        library, coordinate: `${definition.name.value}.${node.name.value}`, node, kind: 'input', inaccessible: false,
      }))
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return []
    return (definition.fields ?? []).flatMap((node): Element[] => {
      const coordinate = `${definition.name.value}.${node.name.value}`
      const inaccessible = [definition, node].some((each) => directive(each, 'inaccessible') !== undefined)
      const args = (node.arguments ?? []).map(
        (argument): Element => ({
          library, coordinate: `${coordinate}(${argument.name.value}:)`, node: argument, kind: 'argument', inaccessible,
        }),
      )
      return [{ library, coordinate, node, kind: 'field', inaccessible }, ...args]
    })
  })
}

/** Every element of every contract. */
export function allElements(): Element[] {
  return LIBRARY_NAMES.flatMap((library) => elementsOf(library))
}

export function directive(node: { readonly directives?: readonly DirectiveNode[] | undefined }, name: string): DirectiveNode | undefined {
  return node.directives?.find((each) => each.name.value === name)
}

/** Arguments of a directive as plain values; enum values as their names. */
export function argumentsOf(node: DirectiveNode | undefined): Record<string, unknown> {
  return Object.fromEntries((node?.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]))
}
