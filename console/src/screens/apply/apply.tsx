import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { Asked, Nothing } from '../../components/states.tsx'
import { KeptDraftsDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { ApplicationForm } from './application-form.tsx'
import { type Kept, KeptDrafts, keptOf } from './drafts.tsx'
import { emptyForm, type Form, formFrom } from './form.ts'
import { FromOperation } from './from-operation.tsx'
import { FromTree } from './from-tree.tsx'

/** What is being written and was neither kept nor sent, by its draft. It may name people, so it lies in the memory of this page alone. */
const begun = new Map<string, Form>()
const placeOf = (draft?: string, version?: number) => `${draft ?? 'new'} ${version ?? ''}`

/** 共享申请: what one applies for, out of the catalogue or out of an operation; it can be left and found again. */
export function Apply() {
  const { t } = useWords()
  const { draft, item } = useSearch({ from: '/apply' })
  const query = useAsk(KeptDraftsDocument, { after: null })
  return (
    <section>
      <h1>{t('apply')}</h1>
      <p><Link to="/applications" search={{ side: 'APPLICANT' }}>{t('myApplications')}</Link></p>
      <Asked query={query}>
        {(data) => {
          const kept = keptOf(data)
          const found = kept.find(({ id }) => id === draft)
          return (
            <>
              {draft !== undefined && found === undefined ? <div role="alert"><Nothing>{t('notFoundText')}</Nothing></div> : null}
              <KeptDrafts drafts={kept} open={found?.id} />
              <Writing key={found?.id ?? 'new'} kept={found} start={found === undefined ? startWith(item) : formFrom(found.content)} />
            </>
          )
        }}
      </Asked>
    </section>
  )
}

function startWith(item: string | undefined): Form {
  const form = begun.get(placeOf()) ?? emptyForm()
  return item === undefined || form.items.some((each) => each.item === item) ? form : { ...form, items: [...form.items, { item, disclosure: 'CLEAR', arguments: null }] }
}

function Writing({ kept, start }: { readonly kept: Kept | undefined; readonly start: Form }) {
  const { t } = useWords()
  const { from } = useSearch({ from: '/apply' })
  const navigate = useNavigate({ from: '/apply' })
  // The version that one began with: what a colleague has kept since is not overwritten unseen.
  const [version, setVersion] = useState(kept?.version)
  const place = placeOf(kept?.id, version)
  const [form, setForm] = useState(() => (kept === undefined ? start : (begun.get(place) ?? start)))
  const change = (to: Form) => {
    begun.set(place, to)
    setForm(to)
  }
  const toggle = (item: string) => change({
    ...form, items: form.items.some((each) => each.item === item) ? form.items.filter((each) => each.item !== item) : [...form.items, { item, disclosure: 'CLEAR', arguments: null }],
  })
  const settled = (keptAs?: number) => {
    begun.delete(place)
    setVersion(keptAs)
  }
  const show = (way: string) => void navigate({ search: (search) => ({ ...search, from: way }), replace: true })
  const byOperation = from === 'operation'
  return (
    <>
      <section className="panel" aria-labelledby="pick">
        <h2 id="pick">{t('pickItems')}</h2>
        <div className="actions" role="group" aria-label={t('pickItems')}>
          <button type="button" className="choice" aria-pressed={!byOperation} onClick={() => show('tree')}>{t('fromTree')}</button>
          <button type="button" className="choice" aria-pressed={byOperation} onClick={() => show('operation')}>{t('fromOperation')}</button>
        </div>
        {byOperation ? <FromOperation use={(content) => change(formFrom(content))} /> : <FromTree picked={form.items.map(({ item }) => item)} toggle={toggle} />}
      </section>
      <ApplicationForm form={form} change={change} kept={kept} version={version} settled={settled} />
    </>
  )
}
