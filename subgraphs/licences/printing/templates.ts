import { readdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { StartFault } from '#platform/errors'
import { projectFile } from '#platform/files'
import { PrintFault } from './faults.ts'
import { type Template } from './template.ts'
import { TemplateFault, templateFrom } from './template-check.ts'

/** The templates of a hub, each read and checked once. */
export interface Templates {
  /**
   * The template of a type in a version.
   *
   * @returns `null` for a type that has none in any version, which is laid out plainly
   * @throws PrintFault `TEMPLATE_BROKEN` where it is not as it should be, `TEMPLATE_MISSING` where the type has others and not this version
   */
  of(type: string, version: string): Template | null
}

/** Which template the types of a hub have: the file `types.json` of its folder. */
interface Assignment {
  readonly type: string
  readonly version: string
  /** Name of a file without its ending, in the same folder or among those that come with the hub. */
  readonly template: string
}

const LIST = 'types.json'
/** `EX_CONFIG` of sysexits.h. */
const BAD_CONFIGURATION = 78
const NAME = /^[a-z0-9][a-z0-9.-]{0,63}$/

/** Folder of the templates that come with the hub, for the types of its seeds. */
const shipped = () => new URL('./', projectFile('subgraphs', 'licences', 'printing', 'templates', LIST))

/**
 * Reads the templates of a folder.
 *
 * @param folder path; those that come with the hub where it is left out
 * @throws StartFault where `types.json` is not a list as it should be; a template that is broken breaks its own types alone
 */
export function readTemplates(folder?: string): Templates {
  const folders = folder === undefined ? [shipped()] : [pathToFileURL(`${folder}/`), shipped()]
  const assignments = assignmentsIn(folders[0] as URL)
  const read = new Map([...new Set(assignments.map(({ template }) => template))].map((name) => [name, readTemplate(name, folders)]))
  const assigned = new Map(assignments.map(({ type, version, template }) => [keyOf(type, version), template]))
  const types = new Set(assignments.map(({ type }) => type))
  return {
    of(type, version) {
      if (!types.has(type)) return null
      const template = read.get(assigned.get(keyOf(type, version)) ?? '')
      if (template === undefined) throw new PrintFault('TEMPLATE_MISSING', 'template')
      if (template instanceof TemplateFault) throw new PrintFault('TEMPLATE_BROKEN', template.message)
      return template
    },
  }
}

const keyOf = (type: string, version: string) => `${type} ${version}`

function assignmentsIn(folder: URL): Assignment[] {
  try {
    const given = JSON.parse(readFileSync(new URL(LIST, folder), 'utf8')) as unknown
    if (Array.isArray(given) && given.every(isAssignment)) return given
  } catch {
    // The same line tells of it.
  }
  throw new StartFault(`${LIST} in the folder of licence templates is not a list of types, each with version and template`, BAD_CONFIGURATION)
}

function isAssignment(given: unknown): given is Assignment {
  const { type, version, template } = (given ?? {}) as Partial<Record<keyof Assignment, unknown>>
  return typeof type === 'string' && typeof version === 'string' && typeof template === 'string' && NAME.test(template)
}

function readTemplate(name: string, folders: readonly URL[]): Template | TemplateFault {
  const file = `${name}.json`
  const folder = folders.find((each) => readdirSync(each).includes(file))
  if (folder === undefined) return new TemplateFault('there is no such file')
  try {
    return templateFrom(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  } catch (error) {
    // What a parser says quotes the file.
    return error instanceof TemplateFault ? error : new TemplateFault('not JSON')
  }
}
