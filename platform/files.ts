import { existsSync } from 'node:fs'

const root = findRoot(new URL('.', import.meta.url))

/**
 * Address of a file of the project, the same from the sources and from `dist/`.
 *
 * @param parts path below the folder that holds package.json, each part without a leading slash
 * @returns a file: URL; the file need not exist
 * @throws at import, when no folder above this module holds a package.json
 */
export function projectFile(...parts: string[]): URL {
  return new URL(parts.map(part => part.split('/').map(encodeURIComponent).join('/')).join('/'), root)
}

function findRoot(folder: URL): URL {
  if (existsSync(new URL('package.json', folder))) return folder
  const parent = new URL('..', folder)
  if (parent.href === folder.href) throw new Error('no package.json above the platform folder')
  return findRoot(parent)
}
