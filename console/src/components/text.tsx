import { type RefObject, useEffect, useRef, useState } from 'react'
import { useWords } from '../language.tsx'

const HAN = /\p{Script=Han}/u

interface TextProps {
  readonly children: string | null | undefined
  readonly long?: boolean
}

/**
 * Text that somebody wrote. It stands apart, so that marks of writing direction in it turn nothing around it, and a long one is
 * broken and bounded. On an English page Chinese is said to be Chinese, so that it is read out as such.
 */
export function Text({ children, long = false }: TextProps) {
  const { language } = useWords()
  if (children === null || children === undefined || children === '') return <span className="nothing">—</span>
  const lang = language === 'en' && HAN.test(children) ? 'zh-CN' : undefined
  return long ? <LongText text={children} lang={lang} /> : <bdi className="free-line" lang={lang} title={children.slice(0, 500)}>{children}</bdi>
}

function LongText({ text, lang }: { readonly text: string; readonly lang: string | undefined }) {
  const box = useRef<HTMLElement>(null)
  const scrolls = useScrolls(box)
  return <bdi ref={box} className="free-text" lang={lang} tabIndex={scrolls ? 0 : undefined}>{text}</bdi>
}

/** Whether a box holds more than it shows, so that it has to be reached by keys. */
function useScrolls(box: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const { current } = box
    if (current === null) return undefined
    const observer = new ResizeObserver(() => setScrolls(current.scrollHeight > current.clientHeight))
    observer.observe(current)
    return () => observer.disconnect()
  }, [box])
  return scrolls
}
