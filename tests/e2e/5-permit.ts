import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { numberOf, under } from './story.ts'

const MATTER = 'residence-permit'

/** What an open case of it is asked under. */
export const ofCase = (example: string) => under(MATTER, example)

export const PERSON = `query Person($id: CitizenId!) {
  person(citizenId: $id) {
    name isAlive registeredDivision { code name } residenceDivision { code name } residenceAddress
    residenceRegisteredOn
    licences { name number validTo validOn(date: "2026-03-02") state { name } face { title value } }
  }
}`

/** Where those live who are registered in another city. */
export const LIVES_HERE = {
  registeredDivision: { code: '990201001001', name: '邻例社区居委会' },
  residenceDivision: { code: '990101001001', name: '示例社区居委会' },
}

export const FLAT = '示例省示例市示例区示例街道示例社区示例路9号示例花园9栋2单元401室'

/** Scenarios 5 and 5b as they are told: whoever asks. */
export interface Permit {
  readonly ask: (question: Question) => Promise<Answer>
  readonly person: (persona: string, example: string, inCase: string, more?: Partial<Question>) => Promise<Answer>
}

export function permitOf(hub: () => TestHub): Permit {
  const ask = (question: Question): Promise<Answer> => hub().ask(question)
  return {
    ask,
    person: (persona, example, inCase, more = {}) => ask({ persona, purpose: ofCase(inCase), query: PERSON, variables: { id: numberOf(example) }, ...more }),
  }
}
