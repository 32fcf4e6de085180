import { readdirSync, readFileSync } from 'node:fs'
import { projectFile } from '#platform/files'

/** A document of the project by its path, with its text. */
export interface TextDocument {
  readonly path: string
  readonly text: string
}

/** A command that a document gives, with the mark of the HTML comment before it. */
export interface Block {
  readonly mark: string
  readonly command: string
}

/** Text of a file of the project. */
export const textOf = (path: string) => readFileSync(projectFile(path), 'utf8')

/** README, every page under docs, and the README of every other folder. */
export function documents(): TextDocument[] {
  const under = (folder: string) =>
    readdirSync(projectFile(folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => `${folder}/${path}`)
  return ['README.md', ...['docs', 'subgraphs', 'seeds'].flatMap(under).sort()].map((path) => ({ path, text: textOf(path) }))
}

/** Shell commands of a document that an HTML comment `<!-- tested: … -->` marks, in order. */
export function testedBlocks(text: string): Block[] {
  return [...text.matchAll(/<!-- tested: (.+?) -->\n```sh\n([\s\S]*?)\n```/g)].map(([, mark = '', command = '']) => ({ mark, command }))
}

/** Rows of the table that has this heading in its first column, each as its cells. */
export function tableRows(text: string, heading: string): string[][] {
  const lines = text.split('\n')
  const found: string[][] = []
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith(`| ${heading} |`)) continue
    for (const row of lines.slice(index + 2)) {
      if (!row.startsWith('|')) break
      found.push(row.slice(1, -1).split('|').map((cell) => cell.trim()))
    }
  }
  return found
}

/** What a cell says between its first pair of backticks; the cell itself where there are none. */
export const codeIn = (cell: string | undefined) => /`([^`]+)`/.exec(cell ?? '')?.[1] ?? cell ?? ''
