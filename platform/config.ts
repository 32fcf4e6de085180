import { readFileSync } from 'node:fs'
import { StartFault } from './errors.ts'

/** `EX_CONFIG` of sysexits.h. */
const BAD_CONFIGURATION = 78

type Environment = Readonly<Record<string, string | undefined>>

/** Reads settings from the environment and gathers every fault, so that an administrator mends them all at once. */
export class Settings {
  readonly #environment: Environment
  readonly #faults: string[] = []

  constructor(environment: Environment) {
    this.#environment = environment
  }

  text(name: string): string | undefined {
    const value = this.#environment[name]
    return value === undefined || value === '' ? undefined : value
  }

  /** Names of the settings that are given and begin like this. */
  named(prefix: string): string[] {
    return Object.keys(this.#environment).filter((name) => name.startsWith(prefix) && this.text(name) !== undefined)
  }

  integer(name: string, fallback: number, from: number, to: number): number {
    const text = this.text(name)
    if (text === undefined) return fallback
    const value = Number(text)
    if (Number.isInteger(value) && value >= from && value <= to) return value
    this.fault(name, `a whole number from ${from} to ${to}`)
    return fallback
  }

  choice<Value extends string>(name: string, fallback: Value, values: readonly Value[]): Value {
    const text = this.text(name)
    if (text === undefined) return fallback
    if ((values as readonly string[]).includes(text)) return text as Value
    this.fault(name, `one of ${values.join(', ')}`)
    return fallback
  }

  /** A file's text, by a setting that names the file. */
  file(name: string): string | undefined {
    const path = this.text(name)
    if (path === undefined) return undefined
    try {
      return readFileSync(path, 'utf8')
    } catch {
      this.fault(name, 'a file that can be read')
      return undefined
    }
  }

  fault(name: string, wanted: string): void {
    this.#faults.push(`${name} must be ${wanted}`)
  }

  /** @throws StartFault with exit code 78 and a line per fault, values left out since one may be a secret */
  check(): void {
    if (this.#faults.length === 0) return
    throw new StartFault(`the configuration has ${this.#faults.length} fault(s):\n- ${this.#faults.join('\n- ')}`, BAD_CONFIGURATION)
  }
}
