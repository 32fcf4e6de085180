import type { ExecutionResult } from 'graphql'
import { useState } from 'react'
import { SIGNED_OUT_EVENT } from '../../ask.ts'
import { type Language, useWords } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { Copies } from './copies.tsx'
import { Decisions } from './decisions.tsx'
import { Editor } from './editor.tsx'
import { Examples, type Example } from './examples.tsx'
import { takeOperation } from './handover.ts'
import { type Purpose, purposeHeader, readPurpose } from './purpose.ts'
import { PurposeFields } from './purpose-fields.tsx'
import { useExplained } from './use-explained.ts'

const HINTS = { zh: '输入查询语句，逐项说明能否获得；Ctrl+Enter 运行', en: 'type an operation: what would be decided stands behind each field; Ctrl+Enter runs it' } as const

const startIn = (language: Language) => `# ${HINTS[language]}
query {
  division(code: "990101") { name }
}
`

/** 试验台: a question under one's own grants, and what would be decided of it while one types. */
export function Playground() {
  const { t, language } = useWords()
  const { csrf } = useMe()
  const [given] = useState(takeOperation)
  const [start, setStart] = useState({ operation: given?.operation ?? startIn(language), variables: given?.variables ?? '', count: 0 })
  const [operation, setOperation] = useState(start.operation)
  const [variables, setVariables] = useState(start.variables)
  const [purpose, setPurpose] = useState<Purpose>({ matter: given?.matter ?? '', caseNo: given?.caseNo ?? '', reason: '' })
  const [hops, setHops] = useState<readonly string[] | null>(null)
  const header = purposeHeader(purpose)
  const explained = useExplained(operation, variables, purpose)
  const take = ({ query, variables: values, headers }: Example) => {
    const written = Object.keys(values).length === 0 ? '' : JSON.stringify(values, null, 2)
    setStart({ operation: query, variables: written, count: start.count + 1 })
    setOperation(query)
    setVariables(written)
    setPurpose(readPurpose(headers['sharing-purpose'] ?? ''))
  }
  const send = async (params: { readonly query: string; readonly operationName?: string | null }) => {
    const about = params.operationName === 'IntrospectionQuery' || header === null || header === '' ? {} : { 'sharing-purpose': header }
    const response = await fetch('/console/playground/graphql', {
      method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json;q=0.9', 'x-csrf-token': csrf, ...about }, body: JSON.stringify(params),
    })
    if (response.status === 401) globalThis.dispatchEvent(new Event(SIGNED_OUT_EVENT))
    const told = (await response.json().catch(() => ({ errors: [{ message: `HTTP ${response.status}` }] }))) as ExecutionResult<Record<string, unknown>, { hops?: readonly string[] }>
    if (params.operationName !== 'IntrospectionQuery') setHops(told.extensions?.hops ?? [])
    return told
  }
  return (
    <section>
      <h1>{t('playground')}</h1>
      <p><small>{t('recordedNote')}</small></p>
      <div className="filters"><PurposeFields purpose={purpose} change={setPurpose} /><Examples take={take} /></div>
      {header === null ? <p role="alert" className="faults">{t('headerWrong')}</p> : null}
      <Editor key={start.count} start={start} explained={explained.told} edited={setOperation} editedVariables={setVariables} send={send} />
      <Copies operation={operation} variables={variables} purpose={header ?? ''} />
      <Decisions explained={explained} hops={hops} handed={{ operation, variables, matter: purpose.matter, caseNo: purpose.caseNo }} />
    </section>
  )
}
