import { type DocumentNode, visit } from 'graphql'

// No field of a contract begins like this, so names that callers choose and names of fields never meet.
const CHOSEN = 'a_'

/**
 * The response key under which libraries answer a field. A name that the caller chose is prefixed: bare, `__proto__`
 * would reach the prototype of every object when results are joined, and `key` or `__typename` would pass for a key.
 */
export function innerKey({ key, name }: { readonly key: string; readonly name: string }): string {
  return key === name ? name : `${CHOSEN}${key}`
}

// A variable called `__proto__` would set the prototype of a run's variables, whose members would then pass for
// variables that nobody has looked at.
function innerVariable(name: string): string {
  return `${CHOSEN}${name}`
}

/** The variables of an operation under the names by which {@link innerDocument} asks for them. */
export function innerVariables(variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const inner: Record<string, unknown> = {}
  for (const name of Object.keys(variables)) inner[innerVariable(name)] = variables[name]
  return inner
}

/** The caller's own name for a response key of libraries. */
export function outerKey<Key extends string | number>(inner: Key): Key | string {
  return typeof inner === 'string' && inner.startsWith(CHOSEN) ? inner.slice(CHOSEN.length) : inner
}

/** A document with every name that the caller chose, of fields as of variables, in its inner form. */
export function innerDocument(document: DocumentNode): DocumentNode {
  return visit(document, {
    Variable: (node) => ({ ...node, name: { ...node.name, value: innerVariable(node.name.value) } }),
    Field: (node) => {
      const { name, alias } = node
      if (alias === undefined) return undefined
      // The planner takes a field and the same field under its own name for two.
      if (alias.value === name.value) return { ...node, alias: undefined }
      return { ...node, alias: { ...alias, value: innerKey({ key: alias.value, name: name.value }) } }
    },
  })
}
