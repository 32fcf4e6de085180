import type { AccessPlan, Disclosure } from '#platform/access'
import { codeOf } from '../../seeds/agencies.ts'
import type { World } from '../../seeds/world.ts'
import { type Draft } from './asked.ts'
import { api, everyItem } from './contract.ts'
import { getNamedType, type GraphQLObjectType, isObjectType } from 'graphql'
import { TODAY } from './facts.ts'
import { WITNESSES } from './rows.ts'
import { parse, Kind, type FieldNode, type OperationDefinitionNode } from 'graphql'

/** Key under which an unshielded answer names people. */
export const ID_KEY = Buffer.alloc(32, 5)

/** A plan under which everything is shown to everybody: the double of a decision. */
export function everythingPlan({ licences, cases }: World): AccessPlan {
  const everything = new Map<string, Disclosure>()
  const types = licences.licenceTypes.map(({ code }) => code)
  const codes = new Set(cases.cases.map(({ slice }) => slice))
  for (const { coordinate, sliced, resource } of everyItem) {
    if (!sliced) everything.set(coordinate, 'CLEAR')
    else for (const slice of resource.startsWith('105001/') ? types : codes) everything.set(`${coordinate}@${slice}`, 'CLEAR')
  }
  for (const { code, faceSchema } of licences.licenceTypes) for (const { name } of faceSchema) everything.set(`Licence.face@${code}.${name}`, 'CLEAR')
  return {
    // Who handles every case of these tests, and in person, so that drafts and instruments come too.
    agency: codeOf('tax'), personas: [], actor: { consumer: 'oracle', operator: 'UNATTENDED', represented: 'oracle', inPerson: false, byMandate: false }, matters: new Map(), liveCase: null, grants: [],
    common: everything, classes: [everything], subjects: new Everybody(), aliases: new Map(), idKey: ID_KEY,
    sealed: () => false, sealedSubjects: () => [], router: false, countedTypes: new Set(), read: new Set(), today: TODAY,
  }
}

/** Covers whoever it is asked about. */
class Everybody extends Map<string, number> {
  override has(): boolean {
    return true
  }

  override get(): number {
    return 0
  }
}

/** A question with what tells its rows apart. */
export function witnessed(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.map((draft) => withWitnesses(draft, api.getQueryType() as GraphQLObjectType))
}

function withWitnesses(draft: Draft, type: GraphQLObjectType): Draft {
  const returned = type.getFields()[draft.name]
  const named = returned === undefined ? undefined : getNamedType(returned.type)
  if (!isObjectType(named) || draft.children.length === 0) return draft
  return { ...draft, children: [...draft.children.map((child) => withWitnesses(child, named)), ...draftsIn(WITNESSES[named.name])] }
}

function draftsIn(text: string | undefined): Draft[] {
  if (text === undefined) return []
  const operation = parse(`{ ${text} }`).definitions[0] as OperationDefinitionNode
  return operation.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [draftIn(each)] : []))
}

function draftIn({ name, alias, selectionSet }: FieldNode): Draft {
  const children = (selectionSet?.selections ?? []).flatMap((each) => (each.kind === Kind.FIELD ? [draftIn(each)] : []))
  return { name: name.value, alias: alias?.value ?? null, args: {}, children }
}
