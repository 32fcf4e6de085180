import { useWords } from '../language.tsx'
import { type MessageKey, zh } from '../messages/zh.ts'

/** Whom of a case a grant reaches, in words with the hub's own writing beside them, as `CASE_PARTY(APPLICANT, AGENT)` or `KIN(spouse of APPLICANT)`. */
export function Binding({ children }: { readonly children: string | null }) {
  const { t, language } = useWords()
  if (children === null) return <span className="nothing">—</span>
  const called = (word: string) => {
    const key = [`binding${word}`, word].find((each) => Object.hasOwn(zh, each))
    return key === undefined ? word : t(key as MessageKey)
  }
  const turned = language === 'zh' ? children.replace(/(\w+) of (\w+)/, '$2的$1') : children
  return <>{turned.replace(/[A-Za-z_]+/g, (word) => called(word))} <small><code>{children}</code></small></>
}
