import { getNullableType, GraphQLError, type GraphQLLeafType, type GraphQLOutputType, isEnumType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql'
import { leafWriter, quoted } from './leaf.ts'
import type { Joined } from './places.ts'
import type { Below, Shown } from './shape.ts'

type Path = (string | number)[]

/** What one answer is written from and with. */
export interface Writing {
  readonly data: Joined
  /** Errors of the run; those found while writing are added. */
  readonly errors: GraphQLError[]
  /** Root fields that the hub answers itself, by response key. */
  readonly told?: Readonly<Record<string, unknown>>
  /** Whether an object must not be shown at all, though a library pointed to it. */
  readonly unseen?: ((type: string, shown: readonly Shown[], object: Joined) => boolean) | null
  /** Objects written so far. */
  rows: number
  /** Verdicts written so far, and how many of those on something personal were no `MATCH`. */
  verdicts?: number
  misses?: number
  /** Verdicts by item, `Person.name=MATCH`, each kind once. */
  conclusions?: ReadonlySet<string>
}

/** Writes the `data` of an answer as JSON text. */
export type WriteData = (writing: Writing) => string

interface Place extends Writing {
  verdicts: number
  misses: number
  readonly conclusions: Set<string>
  /** The path of what is being written, as far as its depth says; members beyond are left over from before. */
  readonly path: Path
}

/** `null` where a value must not be `null` and is, so that what is around it becomes `null` (GraphQL, 6.4.4). */
type Write = (value: unknown, place: Place) => string | null

const NULL = 'null'

/** Makes the function that writes answers of one shape. It is made once and writes every answer of that shape. */
export function writerOf(root: string, below: Below): WriteData {
  const write = objectWriter(below(root), 0)
  return (writing) => {
    const place: Place = { ...writing, path: [], rows: -1, verdicts: 0, misses: 0, conclusions: new Set() }
    const text = write(writing.data, place) ?? NULL
    writing.rows = place.rows
    writing.verdicts = place.verdicts
    writing.misses = place.misses
    writing.conclusions = place.conclusions
    return text
  }
}

function objectWriter(fields: readonly Shown[], depth: number): Write {
  const members = fields.map((field, index) => memberOf(field, `${index === 0 ? '' : ','}${JSON.stringify(field.key)}:`, depth))
  return (value, place) => {
    place.rows += 1
    let text = '{'
    for (const { head, none, from, key, isPlain, write, inherited } of members) {
      const given = inherited && !Object.hasOwn(value as Joined, from) ? null : (value as Joined)[from]
      // Plain values, and nothing where nothing may be, are most of an answer, and neither can be at fault.
      if (isPlain && typeof given === 'string') text += head + quoted(given)
      else if (isPlain && (typeof given === 'boolean' || (typeof given === 'number' && Number.isFinite(given)))) text += `${head}${given}`
      else if (none !== null && (given === null || given === undefined)) text += none
      else {
        place.path[depth] = key
        const written = write(given, place)
        if (written === null) return null
        text += head + written
      }
    }
    return `${text}}`
  }
}

/** A member of an object: how it begins, how it reads where it is nothing and may be, and how it is written else. */
function memberOf(field: Shown, head: string, depth: number) {
  const { from, key, type, name, refused } = field
  const shown = !refused && !name.startsWith('__')
  const nullable = getNullableType(type)
  return {
    head, from, key, write: fieldWriter(field, depth),
    none: shown && !isNonNullType(type) ? `${head}${NULL}` : null,
    isPlain: shown && isLeafType(nullable) && !isEnumType(nullable),
    // What every object knows by itself no library has said.
    inherited: from in Object.prototype,
  }
}

function fieldWriter(field: Shown, depth: number): Write {
  if (field.refused) return () => NULL
  if (field.name === '__typename') {
    const name = JSON.stringify(field.parent)
    return () => name
  }
  if (field.name === '__schema' || field.name === '__type') return (_value, { told }) => JSON.stringify(told?.[field.key]) ?? NULL
  const write = valueWriter(field.type, field, depth)
  return field.verdict === undefined ? write : countedVerdict(write, field.verdict)
}

function countedVerdict(write: Write, { item, personal }: { readonly item: string; readonly personal: boolean }): Write {
  return (value, place) => {
    if (value !== null && value !== undefined) {
      place.verdicts += 1
      if (typeof value === 'string') place.conclusions.add(`${item}=${value}`)
      if (personal && value !== 'MATCH') place.misses += 1
    }
    return write(value, place)
  }
}

function valueWriter(type: GraphQLOutputType, field: Shown, depth: number): Write {
  const write = nullableWriter(getNullableType(type), field, depth)
  if (!isNonNullType(type)) return (value, place) => (value === null || value === undefined ? NULL : (write(value, place) ?? NULL))
  return (value, place) => {
    if (value !== null && value !== undefined) return write(value, place)
    // What is missing and not null went with an object that its library took back; an error in that object says why.
    const around = value === undefined && depth > 0 ? depth - 1 : depth
    fault(place, depth, `Cannot return null for non-nullable field ${field.parent}.${field.name}.`, around)
    return null
  }
}

function nullableWriter(type: GraphQLOutputType, field: Shown, depth: number): Write {
  if (isListType(type)) return listWriter(type.ofType as GraphQLOutputType, field, depth)
  if (isLeafType(type)) return checkedLeaf(type, depth)
  return isObjectType(type) ? objectOf(type.name, field, depth) : objectOfSome(field, depth)
}

function listWriter(item: GraphQLOutputType, field: Shown, depth: number): Write {
  const write = valueWriter(item, field, depth + 1)
  const keepsPlaces = !isNonNullType(item)
  return (value, place) => {
    if (!Array.isArray(value)) return fault(place, depth, `Expected Iterable, but did not find one for field "${field.parent}.${field.name}".`)
    let text = '['
    let first = true
    for (let index = 0; index < value.length; index += 1) {
      place.path[depth + 1] = index
      const each: unknown = value[index]
      // Rows that must not be null are left out of a list, as those of a slice that is not granted are.
      if (!keepsPlaces && isUnseen(each, field, place)) continue
      const written = write(each, place)
      if (written === null) return null
      text += first ? written : `,${written}`
      first = false
    }
    return `${text}]`
  }
}

function checkedLeaf(type: GraphQLLeafType, depth: number): Write {
  const write = leafWriter(type)
  return (value, place) => write(value) ?? fault(place, depth, `${type.name} cannot represent a value that its library gave.`)
}

function objectOf(type: string, field: Shown, depth: number): Write {
  const { below, parent, name } = field
  let write: Write | undefined
  let shown: readonly Shown[] = []
  return (value, place) => {
    if (typeof value !== 'object' || Array.isArray(value)) return fault(place, depth, `Expected an object for field "${parent}.${name}".`)
    if (write === undefined) {
      shown = below?.(type) ?? []
      write = objectWriter(shown, depth + 1)
    }
    if (place.unseen && place.unseen(type, shown, value as Joined)) return null
    return write(value, place)
  }
}

/** An object of an interface or a union, which has to say itself what it is. */
function objectOfSome(field: Shown, depth: number): Write {
  const writers = new Map<unknown, Write>()
  return (value, place) => {
    const type = typeof value === 'object' ? (value as Joined)['__typename'] : undefined
    let write = writers.get(type)
    if (write === undefined) {
      if (typeof type !== 'string') return fault(place, depth, `Expected an object of a type that is known for field "${field.parent}.${field.name}".`)
      write = objectOf(type, field, depth)
      writers.set(type, write)
    }
    return write(value, place)
  }
}

function isUnseen(value: unknown, { below, type }: Shown, { unseen }: Place): boolean {
  if (!unseen || below === null || value === null || typeof value !== 'object') return false
  const name = namedType(type) ?? String((value as Joined)['__typename'])
  return unseen(name, below(name), value as Joined)
}

function namedType(type: GraphQLOutputType): string | null {
  let inner: unknown = type
  while (isListType(inner) || isNonNullType(inner)) inner = inner.ofType
  return isObjectType(inner) ? inner.name : null
}

/** Notes that a value cannot be shown, unless a library has said why, at its place or as deep as `explained`. */
function fault({ errors, path }: Place, depth: number, message: string, explained = depth): null {
  const here = path.slice(0, depth + 1)
  if (!errors.some((error) => error.path !== undefined && overlap(error.path, here.slice(0, explained + 1)))) errors.push(new GraphQLError(message, { path: here }))
  return null
}

function overlap(one: readonly (string | number)[], other: readonly (string | number)[]): boolean {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index += 1) if (one[index] !== other[index]) return false
  return true
}
