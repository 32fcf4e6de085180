import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'

/** What is said of a thing, and its value; a dash stands where there is none. */
export type Fact = readonly [MessageKey, ReactNode]

export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  const { t } = useWords()
  return <dl className="facts">{facts.map(([title, value]) => <div key={title}><dt>{t(title)}</dt><dd>{value ?? '—'}</dd></div>)}</dl>
}
