import type { Joined } from './places.ts'

type IsAbstract = (type: string) => boolean

/**
 * Joins some members of what a library gave into an object of the answer, in place. Objects that both have are joined
 * member by member, lists place by place; of two other values the newer stays, but no value gives way to `null`.
 *
 * @param names the members that the library was asked for; whatever else it gave stays outside
 * @param isAbstract whether a type is an interface: a library that knows it as an object tells no more, and takes nothing back
 *   of what another library has told
 */
export function joiner(names: readonly string[], isAbstract: IsAbstract): (target: Joined, source: Joined) => void {
  const own = names.filter((name) => !(name in Object.prototype) && name !== '__typename')
  const typed = names.includes('__typename')
  const inherited = names.filter((name) => name in Object.prototype && name !== '__proto__')
  return (target, source) => {
    if (typed) joinMember(target, '__typename', source['__typename'], isAbstract)
    for (const name of own) {
      const given = source[name]
      if (given === undefined) continue
      const known = target[name]
      if (known === undefined || known === null) target[name] = given
      else if (given !== null) target[name] = both(known, given, isAbstract)
    }
    for (const name of inherited) if (Object.hasOwn(source, name)) joinMember(target, name, source[name], isAbstract)
  }
}

function both(known: unknown, given: unknown, isAbstract: IsAbstract): unknown {
  if (typeof known !== 'object' || typeof given !== 'object' || known === null || given === null) return given
  if (Array.isArray(known) && Array.isArray(given)) {
    for (let index = 0; index < given.length; index += 1) {
      const one: unknown = known[index]
      const other: unknown = given[index]
      if (one === undefined) known[index] = other
      else if (one !== null && other !== null && other !== undefined) known[index] = both(one, other, isAbstract)
    }
    return known
  }
  for (const name of Object.keys(given)) {
    // No field bears this name, and whoever joined into it would change every object there is.
    if (name !== '__proto__') joinMember(known as Joined, name, (given as Joined)[name], isAbstract)
  }
  return known
}

function joinMember(target: Joined, name: string, given: unknown, isAbstract: IsAbstract): void {
  if (given === undefined) return
  const known = Object.hasOwn(target, name) ? target[name] : undefined
  if (known === undefined || known === null) target[name] = given
  else if (given !== null && !(name === '__typename' && isAbstract(given as string))) target[name] = both(known, given, isAbstract)
}
