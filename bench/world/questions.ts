import { idOf } from './data.ts'

export interface Question { readonly query: string; readonly variables: Readonly<Record<string, unknown>> }

export const QUESTION_NAMES = ['one', 'list50', 'list200'] as const
export type QuestionName = (typeof QUESTION_NAMES)[number]

export const TITLES: Readonly<Record<QuestionName, string>> = { one: 'one person', list50: 'list of 50', list200: 'list of 200' }

const FIELDS = `name sex birthDate nation mobile
  address { code fullText division lon lat } credit { score level dishonest penalties updatedOn } cases { caseNo matter state openedOn closed }`

const list = (count: number): Question => ({
  query: `query People($ids: [ID!]!) { people(ids: $ids) { ${FIELDS} } }`,
  variables: { ids: Array.from({ length: count }, (_each, index) => idOf(index + 1)) },
})

/** Four hops each: people, then addresses, credit and cases of them. */
export const QUESTIONS: Readonly<Record<QuestionName, Question>> = {
  one: { query: `query Person($id: ID!) { person(id: $id) { ${FIELDS} } }`, variables: { id: idOf(1) } },
  list50: list(50),
  list200: list(200),
}
