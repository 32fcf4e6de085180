/** So many people are in the world of the bench; the largest list asks for 200 of them. */
const PEOPLE = 400

export interface Person { readonly id: string; readonly name: string; readonly sex: string; readonly birthDate: string; readonly nation: string; readonly mobile: string }
export interface Address { readonly code: string; readonly fullText: string; readonly division: string; readonly lon: number; readonly lat: number }
export interface Credit { readonly score: number; readonly level: string; readonly dishonest: boolean; readonly penalties: number; readonly updatedOn: string }
export interface Case { readonly caseNo: string; readonly matter: string; readonly state: number; readonly openedOn: string; readonly closed: boolean }

/** What every contender serves: the same objects, kept in memory by the number of the person. */
export interface Data {
  readonly people: ReadonlyMap<string, Person>
  readonly addresses: ReadonlyMap<string, Address>
  readonly credits: ReadonlyMap<string, Credit>
  readonly cases: ReadonlyMap<string, readonly Case[]>
}

export function makeData(): Data {
  const numbers = Array.from({ length: PEOPLE }, (_each, index) => index)
  const byId = <T>(make: (number: number) => T) => new Map(numbers.map((number) => [idOf(number), make(number)]))
  return { people: byId(personOf), addresses: byId(addressOf), credits: byId(creditOf), cases: byId((number) => [caseOf(number)]) }
}

/** The number of a person, counted from 0. */
export const idOf = (number: number) => `p${String(number).padStart(6, '0')}`

const dateOf = (number: number) => `${1940 + (number % 60)}-${String(1 + (number % 12)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`

const personOf = (number: number): Person => ({
  id: idOf(number), name: `张示例${number}`, sex: number % 2 === 0 ? 'F' : 'M', birthDate: dateOf(number), nation: '汉', mobile: `1390000${String(number).padStart(4, '0')}`,
})

const addressOf = (number: number): Address => ({
  code: `a${number}`, fullText: `示例省示例市春晖路${number}号"${number % 7}"单元`, division: `9901${String(number % 99).padStart(2, '0')}`, lon: 100 + number / 64, lat: 30 + number / 128,
})

const creditOf = (number: number): Credit => ({
  score: 500 + (number % 400), level: number % 3 === 0 ? 'A' : 'B', dishonest: number % 11 === 0, penalties: number % 5, updatedOn: dateOf(number + 7),
})

const caseOf = (number: number): Case => ({
  caseNo: `c-${number}`, matter: `m${number % 40}`, state: 10 + (number % 30), openedOn: dateOf(number + 3), closed: number % 4 === 0,
})
