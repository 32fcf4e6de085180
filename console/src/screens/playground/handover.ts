/** An operation on its way from the playground to an application. It may name people, so it goes through no address and is kept nowhere. */
export interface Handed {
  readonly operation: string
  readonly variables: string
  readonly matter: string
  readonly caseNo: string
}

let handed: Handed | null = null

export function handOver(operation: Handed): void {
  handed = operation
}

export function takeOperation(): Handed | null {
  return handed
}
