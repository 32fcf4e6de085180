import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { numberOf, under, withoutTrace } from './story.ts'

export const ALLOWANCE = 'old-age-allowance'

/** What its case is asked under. */
export const purpose = under(ALLOWANCE, 'allowance')

const ABOUT = `query About($id: CitizenId!) {
  person(citizenId: $id) {
    name isAlive ageAtLeast(years: 80) mobile registeredDivision { name } registeredAddress
    residenceAddress
    household { householdNo address members { person { name } } }
    relations { relation { name } person { name } }
    credit { seriouslyDishonest }
    licences { name number state { name } face { title value } }
  }
}`

/** Scenario 1 as it is told: whoever asks, and all that was answered. */
export interface Allowance {
  readonly told: readonly string[]
  readonly ask: (question: Question) => Promise<Answer>
  readonly about: (persona: string, example: string, purpose?: Question['purpose']) => Promise<Answer>
}

export function allowanceOf(hub: () => TestHub): Allowance {
  const told: string[] = []
  const ask = async (question: Question): Promise<Answer> => {
    const answer = await hub().ask(question)
    told.push(withoutTrace(answer))
    return answer
  }
  return {
    told, ask,
    about: (persona, example, why) => ask({ persona, query: ABOUT, variables: { id: numberOf(example) }, ...(why === undefined ? {} : { purpose: why }) }),
  }
}
