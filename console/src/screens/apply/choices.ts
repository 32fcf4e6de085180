import { type Answer, useTell } from '../../ask.ts'
import type { Choice, Choices } from '../../components/picker.tsx'
import { BasicMatterNameDocument, DivisionNamesDocument, DivisionsFoundDocument, MatterNamesDocument, MattersFoundDocument, type MattersFoundQuery } from '../../generated/operations.ts'
import { useMe } from '../../session.tsx'

const SIZE = 20

function told<From, To>({ data, refusals }: Answer<From>, read: (data: From) => To): Answer<To> {
  return { data: data === null ? null : read(data), refusals }
}

/** A page that is full may be followed by another. */
const nextOf = (codes: readonly string[]) => (codes.length === SIZE ? (codes.at(-1) ?? null) : null)

/** Matters that one's agency has something to do with. */
export function useMatters(): Choices {
  const find = useFoundMatters(({ code, name }) => ({ code, name }))
  const tell = useTell()
  return { kind: 'matters', find, name: async (codes) => told(await tell(MatterNamesDocument, { codes: [...codes] }), ({ mattersByCode }) => mattersByCode ?? []) }
}

/** The same by their basic codes, as an application for a class of agencies names them. */
export function useBasicMatters(): Choices {
  const find = useFoundMatters(({ basicCode, name }) => ({ code: basicCode ?? '', name }))
  const tell = useTell()
  const nameOf = async (code: string): Promise<Answer<Choice>> => told(await tell(BasicMatterNameDocument, { code }), ({ basicMatter }) => ({ code, name: basicMatter?.name ?? null }))
  return {
    kind: 'basic matters', find,
    name: async (codes) => {
      const answers = await Promise.all(codes.map(nameOf))
      return { data: answers.map(({ data }) => data).filter((each) => each !== null), refusals: answers.flatMap(({ refusals }) => refusals) }
    },
  }
}

type Found = NonNullable<MattersFoundQuery['mattersOfAgency']>[number]

function useFoundMatters(choiceOf: (matter: Found) => Choice): Choices['find'] {
  const { agency } = useMe()
  const tell = useTell()
  return async (text, after) => told(await tell(MattersFoundDocument, { agency, text, first: SIZE, after }), ({ mattersOfAgency }) =>
    ({ found: (mattersOfAgency ?? []).map(choiceOf), next: nextOf((mattersOfAgency ?? []).map(({ code }) => code)) }))
}

/** Divisions by the beginning of name or code. */
export function useDivisions(): Choices {
  const tell = useTell()
  const choiceOf = ({ code, fullName }: { readonly code: string; readonly fullName: string | null }): Choice => ({ code, name: fullName })
  return {
    kind: 'divisions',
    find: async (text, after) => told(await tell(DivisionsFoundDocument, { text, first: SIZE, after }), ({ searchDivisions }) =>
      ({ found: (searchDivisions ?? []).map(choiceOf), next: nextOf((searchDivisions ?? []).map(({ code }) => code)) })),
    name: async (codes) => told(await tell(DivisionNamesDocument, { codes: [...codes] }), ({ divisionsByCode }) => (divisionsByCode ?? []).map(choiceOf)),
  }
}
