import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import type { Answer } from '../ask.ts'
import { useWords } from '../language.tsx'
import { Failed, Refused } from './states.tsx'

/** Something to pick, by its code. */
export interface Choice {
  readonly code: string
  readonly name: string | null
}

interface Page {
  readonly found: readonly Choice[]
  /** Where the next page starts; `null` where there is none. */
  readonly next: string | null
}

/** A list that the hub searches and pages, and what those are called that were picked before. */
export interface Choices {
  readonly kind: string
  readonly find: (text: string | null, after: string | null) => Promise<Answer<Page>>
  readonly name: (codes: readonly string[]) => Promise<Answer<readonly Choice[]>>
}

/** No code is this: it stands at the end of a page for the next one, so that a keyboard reaches it like any choice. */
const MORE = ' '
const PAUSE_MS = 250

/** Picks by name or code out of what the hub finds. */
export function Picker({ label, choices, picked, change, most }: {
  readonly label: string; readonly choices: Choices; readonly picked: readonly string[]; readonly change: (picked: readonly string[]) => void; readonly most?: number
}) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const asked = useSettled(text.trim())
  const names = useNames(choices, picked)
  const list = useInfiniteQuery({
    queryKey: ['choices', choices.kind, asked], enabled: open, initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => choices.find(asked === '' ? null : asked, pageParam), getNextPageParam: ({ data }) => data?.next ?? undefined,
  })
  const pages = list.data?.pages ?? []
  const found = new Map(pages.flatMap(({ data }) => data?.found ?? []).map(({ code, name }) => [code, name]))
  const nameOf = (code: string) => found.get(code) ?? names.get(code) ?? null
  const options = [...found].map(([value, name]) => ({ value, label: name === null ? value : `${name} ${value}` }))
  const take = (values: readonly string[]) => {
    if (values.includes(MORE)) return void list.fetchNextPage()
    setText('')
    change(values)
  }
  return (
    <>
      <Select mode="multiple" aria-label={label} value={[...picked]} {...(most === undefined ? {} : { maxCount: most })} placeholder={t('pickHint')} onOpenChange={setOpen} onChange={take}
        showSearch={{ filterOption: false, searchValue: text, autoClearSearchValue: false, onSearch: setText }} notFoundContent={list.isFetching ? t('loading') : t('empty')}
        options={list.hasNextPage ? [...options, { value: MORE, label: t('moreChoices') }] : options} labelRender={({ value }) => <bdi title={String(value)}>{nameOf(String(value)) ?? value}</bdi>} />
      {list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : <Refused refusals={pages.flatMap(({ refusals }) => refusals)} />}
    </>
  )
}

/** What codes are called, as far as the hub knows them. */
export function useNames(choices: Choices, codes: readonly string[]): ReadonlyMap<string, string | null> {
  const query = useQuery({ queryKey: ['names', choices.kind, codes], queryFn: () => choices.name(codes), enabled: codes.length > 0, placeholderData: keepPreviousData })
  return new Map((query.data?.data ?? []).map(({ code, name }) => [code, name]))
}

/** A text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const pause = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(pause)
  }, [text])
  return settled
}
