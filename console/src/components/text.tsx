import { useWords } from '../language.tsx'

const HAN = /\p{Script=Han}/u

/**
 * Text that somebody wrote. It stands apart, so that marks of writing direction in it turn nothing around it, and a long one is
 * broken and bounded. On an English page Chinese is said to be Chinese, so that it is read out as such.
 */
export function Text({ children, long = false }: { readonly children: string | null | undefined; readonly long?: boolean }) {
  const { language } = useWords()
  if (children === null || children === undefined || children === '') return <span className="nothing">—</span>
  return <bdi className={long ? 'free-text' : 'free-line'} lang={language === 'en' && HAN.test(children) ? 'zh-CN' : undefined} title={long ? undefined : children.slice(0, 500)}>{children}</bdi>
}
