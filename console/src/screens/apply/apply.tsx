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
          const begun = item === undefined ? emptyForm() : { ...emptyForm(), items: [{ item, disclosure: 'CLEAR' as const, arguments: null }] }
          return (
            <>
              {draft !== undefined && found === undefined ? <div role="alert"><Nothing>{t('notFoundText')}</Nothing></div> : null}
              <KeptDrafts drafts={kept} open={found?.id} />
              <Writing key={found?.id ?? 'new'} kept={found} start={found === undefined ? begun : formFrom(found.content)} />
            </>
          )
        }}
      </Asked>
    </section>
  )
}

function Writing({ kept, start }: { readonly kept: Kept | undefined; readonly start: Form }) {
  const { t } = useWords()
  const { from } = useSearch({ from: '/apply' })
  const navigate = useNavigate({ from: '/apply' })
  const [form, setForm] = useState(start)
  const toggle = (item: string) => setForm((before) => ({
    ...before, items: before.items.some((each) => each.item === item) ? before.items.filter((each) => each.item !== item) : [...before.items, { item, disclosure: 'CLEAR' as const, arguments: null }],
  }))
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
        {byOperation ? <FromOperation use={(content) => setForm(formFrom(content))} /> : <FromTree picked={form.items.map(({ item }) => item)} toggle={toggle} />}
      </section>
      <ApplicationForm form={form} change={setForm} kept={kept} />
    </>
  )
}
