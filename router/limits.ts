import { type DirectiveNode, type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from 'graphql'
import { hubError } from '#platform/errors'

/**
 * How large a question may be. All of it is looked at before validation, whose cost grows with the square of some of it:
 * the dearest documents found within these limits take 10 to 20 ms of one core, and 90 ms the first time in a process.
 * Without `repeats` and `fragments` the same tokens took 240 ms.
 *
 * Constants and no settings: a system that is written against one hub must be taken by every other, and whoever raises one
 * has to measure again (`router/limits.test.ts` does).
 */
export const LIMITS = {
  /** Bytes of a request body. */
  body: 1_000_000,
  /** Characters of the operation's text. */
  characters: 100_000,
  tokens: 4_000,
  operations: 10,
  fragments: 30,
  /** Members of `variables`, declared or not. */
  variables: 100,
  /** Fields below each other. GraphiQL asks the contract 13 deep. */
  depth: 15,
  /**
   * Lists of a contract's types, fields or values below each other, where a question asks for the contract itself. Each multiplies what
   * is told by all types of the contract: two of them took seconds, in which nobody else was answered.
   */
  contractLists: 1,
  /** Fields, fragments and spreads, counted again wherever a fragment is spread. */
  selections: 1_000,
  /** Fields of the root, those of fragments included. */
  rootFields: 20,
  /** Aliases, counted again wherever a fragment is spread. */
  aliases: 100,
  /** Response keys that stand in a selection once more; each has to be compared with all before it. */
  repeats: 50,
  /** Directives, counted again wherever a fragment is spread. */
  directives: 50,
  /** Values of one list or members of one input object, at any depth, inline or in a variable. */
  list: 1_000,
  /** Lists and input objects inside each other. */
  valueDepth: 10,
  /** Characters of one text. */
  text: 10_000,
} as const

export type Limit = keyof typeof LIMITS

const SENTENCES: Record<Limit, (max: number) => string> = {
  body: (max) => `the body is larger than ${max} bytes; ask in several questions`,
  characters: (max) => `the operation is longer than ${max} characters; ask in several questions`,
  tokens: (max) => `the operation has more than ${max} tokens; ask in several questions`,
  operations: (max) => `the document has more than ${max} operations; send those that are not meant apart`,
  fragments: (max) => `the document has more than ${max} fragments; ask in several questions`,
  variables: (max) => `there are more than ${max} variables; ask in several questions`,
  depth: (max) => `fields stand more than ${max} deep; ask in several questions`,
  contractLists: (max) => `lists of the contract stand more than ${max} deep in each other; ask for a type by its name`,
  selections: (max) => `more than ${max} fields are selected, those of fragments counted wherever they are spread; ask in several questions`,
  rootFields: (max) => `more than ${max} root fields are asked; ask in several questions, or by a list`,
  aliases: (max) => `more than ${max} aliases are given, those of fragments counted wherever they are spread; ask in several questions`,
  repeats: (max) => `names are selected again beside themselves more than ${max} times; select each once`,
  directives: (max) => `more than ${max} directives are given, those of fragments counted wherever they are spread; ask in several questions`,
  list: (max) => `a list or input object holds more than ${max} values; ask in several questions`,
  valueDepth: (max) => `lists and input objects stand more than ${max} deep in each other`,
  text: (max) => `a text is longer than ${max} characters; shorten it`,
}

/** The refusal of a question that breaks a limit, with the limit's name and value. */
export function tooComplex(limit: Limit) {
  const max = LIMITS[limit]
  return hubError('OPERATION_TOO_COMPLEX', SENTENCES[limit](max), { limit, max })
}

function hold(limit: Limit, count: number): void {
  if (count > LIMITS[limit]) throw tooComplex(limit)
}

/** @throws OPERATION_TOO_COMPLEX where a text is too long to be parsed */
export function limitText(text: string): void {
  hold('characters', text.length)
}

/** @throws OPERATION_TOO_COMPLEX naming the limit that a document breaks; cost grows with its length, whatever it says */
export function limitDocument(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const each of document.definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each)
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  hold('operations', operations.length)
  hold('fragments', document.definitions.length - operations.length)
  limitNodes(document)
  const weigh = scale(fragments)
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue
    const weight = weigh(definition.selectionSet)
    hold('depth', weight.depth)
    hold('selections', weight.selections)
    hold('aliases', weight.aliases)
    hold('directives', weight.directives)
    if (definition.kind === Kind.OPERATION_DEFINITION) hold('rootFields', weight.fields)
  }
}

/** What counts of a text as it stands: `visit` does not recurse, so depth cannot exhaust the stack. */
function limitNodes(document: DocumentNode): void {
  let repeats = 0
  let directives = 0
  let depth = 0
  const enter = ({ length }: readonly unknown[]) => {
    hold('list', length)
    hold('valueDepth', ++depth)
  }
  const leave = () => void depth--
  visit(document, {
    Directive: () => hold('directives', ++directives),
    SelectionSet: (set, _key, parent) => {
      if ((parent as { kind?: string } | undefined)?.kind === Kind.INLINE_FRAGMENT) return
      repeats += repeatsIn(set)
      hold('repeats', repeats)
    },
    OperationDefinition: ({ variableDefinitions = [] }) => hold('variables', variableDefinitions.length),
    StringValue: ({ value }) => hold('text', value.length),
    ListValue: { enter: ({ values }) => enter(values), leave },
    ObjectValue: { enter: ({ fields }) => enter(fields), leave },
  })
}

// Inline fragments are part of the selection that they stand in.
function repeatsIn(set: SelectionSetNode): number {
  const seen = new Set<string>()
  const open = [set]
  let fields = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const each of next.selections) {
      if (each.kind === Kind.INLINE_FRAGMENT) open.push(each.selectionSet)
      if (each.kind !== Kind.FIELD) continue
      fields++
      seen.add(each.alias?.value ?? each.name.value)
    }
  }
  return fields - seen.size
}

/** What lists parts of a type, or types beside it (GraphQL, 4). */
const CONTRACT_LISTS: ReadonlySet<string> = new Set(['fields', 'inputFields', 'enumValues', 'interfaces', 'possibleTypes'])
const CONTRACT: ReadonlySet<string> = new Set(['__schema', '__type'])

interface Weight {
  readonly depth: number
  /** Of {@link CONTRACT_LISTS} so many stand below each other. */
  readonly contractLists: number
  readonly selections: number
  readonly aliases: number
  readonly directives: number
  /** Fields of the selection itself, those of its fragments included. */
  readonly fields: number
}

const NOTHING: Weight = { depth: 0, contractLists: 0, selections: 0, aliases: 0, directives: 0, fields: 0 }

// Each fragment is weighed once, so that fragments which spread each other twice over cost no more than their text.
function scale(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode) => Weight {
  const known = new Map<string, Weight>()

  function ofFragment(name: string): Weight {
    const found = known.get(name)
    const fragment = fragments.get(name)
    if (found !== undefined || fragment === undefined) return found ?? NOTHING
    // A fragment that reaches itself weighs nothing there; validation refuses it.
    known.set(name, NOTHING)
    const weight = weigh(fragment.selectionSet)
    known.set(name, weight)
    return weight
  }

  function weigh(set: SelectionSetNode): Weight {
    return set.selections.reduce((sum, each) => {
      const own = { ...NOTHING, selections: 1, directives: lengthOf(each.directives) }
      if (each.kind === Kind.FRAGMENT_SPREAD) return plus(sum, plus(own, ofFragment(each.name.value)))
      if (each.kind === Kind.INLINE_FRAGMENT) return plus(sum, plus(own, weigh(each.selectionSet)))
      const below = each.selectionSet === undefined ? NOTHING : weigh(each.selectionSet)
      const field = { ...own, fields: 1, aliases: each.alias === undefined ? 0 : 1 }
      if (CONTRACT.has(each.name.value)) hold('contractLists', below.contractLists)
      const contractLists = below.contractLists + (each.selectionSet !== undefined && CONTRACT_LISTS.has(each.name.value) ? 1 : 0)
      return plus(sum, plus(field, { ...below, fields: 0, depth: below.depth + 1, contractLists }))
    }, NOTHING)
  }

  return weigh
}

const lengthOf = (directives: readonly DirectiveNode[] | undefined) => directives?.length ?? 0

function plus(a: Weight, b: Weight): Weight {
  return {
    depth: Math.max(a.depth, b.depth),
    contractLists: Math.max(a.contractLists, b.contractLists),
    selections: a.selections + b.selections,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
  }
}

/** @throws OPERATION_TOO_COMPLEX naming the limit that the variables of a request break, whether or not they are declared */
export function limitVariables(variables: Readonly<Record<string, unknown>>): void {
  const given = Object.values(variables)
  hold('variables', given.length)
  // A body of 1 MB can be half a million lists deep, more than calls can be.
  const open = given.map((value) => ({ value, depth: 1 }))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    if (typeof value === 'string') hold('text', value.length)
    if (value === null || typeof value !== 'object') continue
    const inside = Object.values(value)
    hold('list', inside.length)
    hold('valueDepth', depth)
    for (const each of inside) open.push({ value: each, depth: depth + 1 })
  }
}
