import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { composeServices } from '@theguild/federation-composition'
import { readContract } from '#platform/contract'
import { projectFile } from '#platform/files'
import { LIBRARY_NAMES } from './libraries.ts'

/** The supergraph that the router plans on, and the schema that clients see, composed from the contracts. */
export function compose(): { supergraph: string; api: string } {
  const result = composeServices(
    LIBRARY_NAMES.map((name) => ({ name, typeDefs: readContract(name), url: `http://${name}.invalid/graphql` })),
  )
  if ('errors' in result && result.errors !== undefined) {
    throw new Error(result.errors.map((error) => error.message).join('\n'))
  }
  return { supergraph: `${result.supergraphSdl}\n`, api: `${result.publicSdl}\n` }
}

const FILES = { supergraph: 'schema/supergraph.graphql', api: 'schema/api.graphql' } as const

/** The committed files that no longer say what the contracts say; empty when all is well. */
export function drift(): string[] {
  const composed = compose()
  return (Object.keys(FILES) as (keyof typeof FILES)[])
    .filter((name) => readFileSync(projectFile(FILES[name]), 'utf8') !== composed[name])
    .map((name) => FILES[name])
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const composed = compose()
  for (const name of Object.keys(FILES) as (keyof typeof FILES)[]) writeFileSync(projectFile(FILES[name]), composed[name])
}
