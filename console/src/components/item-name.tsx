import { useAsk } from '../ask.ts'
import { ItemTitlesDocument } from '../generated/operations.ts'
import { useWords } from '../language.tsx'
import { Text } from './text.tsx'

/** An item or a matter by what it is called, with its code beside it. What the hub calls it is Chinese, so in English the code comes first. */
export function ItemName({ code, title }: { readonly code: string; readonly title: string | null | undefined }) {
  const { language } = useWords()
  if (title === null || title === undefined || title === '') return <code>{code}</code>
  return language === 'zh' ? <><Text>{title}</Text> <small><code>{code}</code></small></> : <><code>{code}</code> <small><Text>{title}</Text></small></>
}

/** Matters by their names; codes alone where they have none here, as where they are for a class of agencies. */
export function MatterNames({ matters, codes }: { readonly matters: readonly { readonly code: string; readonly name: string | null }[] | null; readonly codes: readonly string[] | null }) {
  const named = matters === null || matters.length === 0 ? (codes ?? []).map((code) => ({ code, name: null })) : matters
  if (named.length === 0) return <span className="nothing">—</span>
  return <ul className="names">{named.map(({ code, name }) => <li key={code}><ItemName code={code} title={name} /></li>)}</ul>
}

/** As many names as the hub takes at a time. */
const NAMES_MAX = 300

/** What items are called, as far as the catalogue knows them. */
export function useItemTitles(names: readonly string[]): ReadonlyMap<string, string | null> {
  const query = useAsk(ItemTitlesDocument, { names: [...new Set(names)].slice(0, NAMES_MAX) }, names.length > 0)
  return new Map((query.data?.data?.itemsByName ?? []).map(({ name, title }) => [name, title]))
}
