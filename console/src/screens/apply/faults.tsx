import type { Refusal } from '../../ask.ts'
import { Text } from '../../components/text.tsx'
import { useWords } from '../../language.tsx'

/** What the hub says of one member of the input, shown where that is filled in. */
export function Faults({ of, refusals }: { readonly of: string; readonly refusals: readonly Refusal[] }) {
  const { language } = useWords()
  const own = refusals.flatMap(({ faults }) => faults).filter(({ argument }) => argument === of || argument.startsWith(`${of}[`) || argument.startsWith(`${of}.`))
  if (own.length === 0) return null
  return <ul className="faults" role="alert">{own.map(({ argument, en, zh }, index) => <li key={index}><code>{argument}</code> <Text>{language === 'zh' ? zh : en}</Text></li>)}</ul>
}
