import { type DirectiveNode, type DocumentNode, type FieldDefinitionNode, Kind, parse, valueFromASTUntyped } from 'graphql'

/** What one contract says of one field of one type. */
export interface ContractField {
  readonly external: boolean
  /** Selection of other libraries' fields that the field is derived from, without braces. */
  readonly requires: string | null
  /** Library that gave this field before. */
  readonly overrides: string | null
}

/** One contract, read for what the invented libraries need of it. */
export interface Contract {
  readonly library: string
  readonly document: DocumentNode
  readonly fields: ReadonlyMap<string, ReadonlyMap<string, ContractField>>
  /** The keys of each entity, each as a selection without braces. */
  readonly keys: ReadonlyMap<string, readonly string[]>
  /** Interfaces that this library knows as an object. */
  readonly interfaceObjects: ReadonlySet<string>
  /** Object types by each interface that they implement. */
  readonly implementers: ReadonlyMap<string, readonly string[]>
}

/** Reads a contract. */
export function readContractOf(library: string, sdl: string): Contract {
  const document = parse(sdl, { noLocation: true })
  const fields = new Map<string, Map<string, ContractField>>()
  const keys = new Map<string, string[]>()
  const interfaceObjects = new Set<string>()
  const implementers = new Map<string, string[]>()
  for (const definition of document.definitions) {
    if (!('fields' in definition) || !('interfaces' in definition) || definition.name === undefined) continue
    const type = definition.name.value
    const known = fields.get(type) ?? new Map<string, ContractField>()
    fields.set(type, known)
    const wholeTypeExternal = directive(definition.directives, 'external') !== undefined
    for (const field of (definition.fields ?? []) as readonly FieldDefinitionNode[]) known.set(field.name.value, read(field, wholeTypeExternal))
    for (const each of definition.directives ?? []) {
      if (each.name.value === 'key') keys.set(type, [...(keys.get(type) ?? []), argument(each, 'fields') ?? ''])
      if (each.name.value === 'interfaceObject') interfaceObjects.add(type)
    }
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) {
      for (const each of definition.interfaces ?? []) {
        implementers.set(each.name.value, [...(implementers.get(each.name.value) ?? []), type])
      }
    }
  }
  return { library, document, fields, keys, interfaceObjects, implementers }
}

function read(field: FieldDefinitionNode, wholeTypeExternal: boolean): ContractField {
  const requires = directive(field.directives, 'requires')
  const override = directive(field.directives, 'override')
  return {
    external: wholeTypeExternal || directive(field.directives, 'external') !== undefined,
    requires: requires === undefined ? null : argument(requires, 'fields'),
    overrides: override === undefined ? null : argument(override, 'from'),
  }
}

function directive(directives: readonly DirectiveNode[] | undefined, name: string): DirectiveNode | undefined {
  return directives?.find((each) => each.name.value === name)
}

function argument(node: DirectiveNode, name: string): string | null {
  const value = node.arguments?.find((each) => each.name.value === name)?.value
  return value === undefined ? null : String(valueFromASTUntyped(value))
}
