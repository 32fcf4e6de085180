import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import { en } from './messages/en.ts'
import { type MessageKey, zh } from './messages/zh.ts'

export type Language = 'zh' | 'en'

interface Words {
  readonly language: Language
  readonly t: (key: MessageKey) => string
  readonly change: (language: Language) => void
}

const WordsContext = createContext<Words | null>(null)
const KEPT = 'govshare.language'

/** Chinese unless somebody has chosen English in this browser. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh'))
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    localStorage.setItem(KEPT, language)
  }, [language])
  const t = (key: MessageKey) => (language === 'zh' ? zh : en)[key]
  return <WordsContext value={{ language, t, change: setLanguage }}>{children}</WordsContext>
}

/** What the window is called: a screen, or the console alone. */
export function useTitle(screen?: MessageKey): void {
  const { t } = useWords()
  const title = [...(screen === undefined ? [] : [t(screen)]), t('product'), 'govshare'].join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}

export function useWords(): Words {
  const words = use(WordsContext)
  if (words === null) throw new Error('nothing is said outside of a language')
  return words
}
