import { readFileSync } from 'node:fs'
import {
  type DirectiveNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  print,
  type InputValueDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql'
import { projectFile } from './files.ts'
import type { Mask } from './masks.ts'

export type ShareClass = 'UNCONDITIONAL' | 'CONDITIONAL' | 'WITHHELD'
export type DataClass = 'PUBLIC' | 'INTERNAL' | 'PERSONAL' | 'SENSITIVE' | 'BUSINESS'

/** The catalogue entry of one item, as its contract states it with `@item`. */
export interface ContractItem {
  readonly coordinate: string
  readonly type: string
  readonly field: string
  /** Type of the field as the contract writes it, `[Code!]`. */
  readonly dataType: string
  readonly description: string | null
  readonly resource: string
  readonly title: string
  readonly share: ShareClass
  readonly class: DataClass
  readonly personal: boolean
  readonly mask: Mask
  readonly open: boolean
  readonly restricted: boolean
  readonly sliced: boolean
  /** A conclusion drawn from other items, granted apart from them. */
  readonly derived: boolean
  /** The legal basis of not sharing; `null` unless it is withheld. */
  readonly basis: string | null
  /** What the item is asked with, each with the name of its type. */
  readonly arguments: readonly { readonly name: string; readonly type: string }[]
}

/** The items of one or more contracts, and the arguments that search by an item. */
export class ContractItems {
  readonly #byCoordinate = new Map<string, ContractItem>()
  readonly #byType = new Map<string, ContractItem[]>()
  readonly #searches = new Map<string, string>()
  readonly #verdicts = new Map<string, string>()
  readonly #keys = new Set<string>()

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) {
        for (const field of definition.fields ?? []) this.#addField(definition.name.value, field)
        for (const key of keysOf(definition)) this.#keys.add(`${definition.name.value}.${key}`)
      }
      if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
        for (const value of definition.values ?? []) this.#addSearch(`${definition.name.value}.${value.name.value}`, value)
      }
      if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
        for (const field of definition.fields ?? []) this.#addSearch(`${definition.name.value}.${field.name.value}`, field)
      }
    }
  }

  get(coordinate: string): ContractItem | undefined {
    return this.#byCoordinate.get(coordinate)
  }

  ofType(type: string): readonly ContractItem[] {
    return this.#byType.get(type) ?? []
  }

  all(): readonly ContractItem[] {
    return [...this.#byCoordinate.values()]
  }

  /** The item that an argument (`Query.person(citizenId:)`), an input field (`PersonClaim.name`) or an order (`ResourceOrder.NAME`) searches by. */
  searchedBy(argument: string): string | undefined {
    return this.#searches.get(argument)
  }

  /** The item whose verdict a field tells (`PersonVerification.name` of `Person.name`). */
  verdictOf(coordinate: string): string | undefined {
    return this.#verdicts.get(coordinate)
  }

  /** Whether a field is the key by which libraries point to records of its type, and their type has no slices: the key of a licence tells of which type it is. */
  isKey(coordinate: string): boolean {
    return this.#keys.has(coordinate) && !this.ofType(coordinate.slice(0, coordinate.indexOf('.'))).some(({ sliced }) => sliced)
  }

  #addField(type: string, field: FieldDefinitionNode): void {
    const coordinate = `${type}.${field.name.value}`
    for (const argument of field.arguments ?? []) this.#addSearch(`${coordinate}(${argument.name.value}:)`, argument)
    const directive = directiveOf(field, 'item')
    if (directive === undefined) return
    const given = argumentsOf(directive)
    if (typeof given['of'] === 'string') {
      this.#verdicts.set(coordinate, given['of'])
      return
    }
    const item = itemFrom(coordinate, type, field, given)
    this.#byCoordinate.set(coordinate, item)
    const siblings = this.#byType.get(type)
    if (siblings === undefined) this.#byType.set(type, [item])
    else siblings.push(item)
  }

  #addSearch(name: string, node: InputValueDefinitionNode | EnumValueDefinitionNode): void {
    const directive = directiveOf(node, 'item')
    const of = directive === undefined ? undefined : argumentsOf(directive)['of']
    if (typeof of === 'string') this.#searches.set(name, of)
  }
}

function itemFrom(coordinate: string, type: string, node: FieldDefinitionNode, given: Record<string, unknown>): ContractItem {
  const { resource, title, share } = given
  const dataClass = given['class']
  if (typeof resource !== 'string' || typeof title !== 'string' || typeof share !== 'string' || typeof dataClass !== 'string') {
    throw new Error(`${coordinate}: @item needs resource, title, share and class`)
  }
  if (share === 'WITHHELD' && typeof given['basis'] !== 'string') {
    throw new Error(`${coordinate}: a WITHHELD item needs its legal basis`)
  }
  return {
    coordinate,
    type,
    field: node.name.value,
    dataType: print(node.type),
    description: node.description?.value ?? null,
    resource,
    title,
    share: share as ShareClass,
    class: dataClass as DataClass,
    personal: dataClass === 'PERSONAL' || dataClass === 'SENSITIVE',
    mask: (given['mask'] ?? 'NONE') as Mask,
    open: given['open'] === true,
    restricted: given['restricted'] === true,
    sliced: given['sliced'] === true,
    derived: given['derived'] === true,
    basis: typeof given['basis'] === 'string' ? given['basis'] : null,
    arguments: (node.arguments ?? []).map((argument) => ({ name: argument.name.value, type: nameOf(argument.type) })),
  }
}

/** Names of the fields by which a type is known in other libraries, as its contract states them or the composed contract of all. */
function keysOf({ directives = [] }: Pick<ObjectTypeDefinitionNode, 'directives'>): string[] {
  return directives.flatMap((directive) => {
    const given = directive.name.value === 'key' ? argumentsOf(directive)['fields'] : directive.name.value === 'join__type' ? argumentsOf(directive)['key'] : undefined
    return typeof given === 'string' ? [given] : []
  })
}

function directiveOf(node: FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode, name: string): DirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === name)
}

function argumentsOf(directive: DirectiveNode): Record<string, unknown> {
  return Object.fromEntries((directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]))
}

const SHARING = 'schema/sharing.graphql'

/** The contract of a library, `subgraphs/<name>/<name>.graphql`, joined with the shared directives and scalars. */
export function readContract(name: string): DocumentNode {
  const text = [projectFile(SHARING), projectFile('subgraphs', name, `${name}.graphql`)].map((file) => readFileSync(file, 'utf8'))
  return parse(text.join('\n'), { noLocation: true })
}

/** Object types of a contract in the order in which it states them. */
export function objectTypes(document: DocumentNode): ObjectTypeDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION)
}

/**
 * Whether a library is given keys where a caller sends citizen numbers: only one that shows numbers itself may read them.
 */
export function takesKeys(document: DocumentNode): boolean {
  let takes = keyTakers.get(document)
  if (takes === undefined) {
    takes = !objectTypes(document).some(({ fields }) => fields?.some(({ type }) => nameOf(type) === 'CitizenId'))
    keyTakers.set(document, takes)
  }
  return takes
}

const keyTakers = new WeakMap<DocumentNode, boolean>()

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type)
}
