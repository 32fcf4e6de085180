import { useEditorContext } from '@graphiql/react'
import type { ExecutionResult } from 'graphql'
import { GraphiQL } from 'graphiql'
import 'graphiql/style.css'
import { Fragment, useEffect, useMemo } from 'react'
import type { ExplainedFragment } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { placesIn, remedyOf, toldOf } from './told.ts'

interface Params {
  readonly query: string
  readonly variables?: unknown
  readonly operationName?: string | null
}

/** What the editors hold at first; a new `key` starts them anew. */
interface EditorProps {
  readonly start: { readonly operation: string; readonly variables: string }
  readonly explained: ExplainedFragment | null
  readonly edited: (operation: string) => void
  readonly editedVariables: (variables: string) => void
  readonly send: (params: Params) => Promise<ExecutionResult>
}

/** GraphiQL, with what would be decided written behind each field. */
export function Editor({ start, explained, edited, editedVariables, send }: EditorProps) {
  const storage = useMemo(forgetful, [])
  return (
    <div className="graphiql-frame">
      <GraphiQL
        fetcher={(params) => send(params)} storage={storage} shouldPersistHeaders={false} isHeadersEditorEnabled={false} defaultEditorToolsVisibility="variables"
        query={start.operation} variables={start.variables} onEditQuery={edited} onEditVariables={editedVariables} forcedTheme="light"
      >
        <GraphiQL.Logo>{' '}</GraphiQL.Logo>
        <GraphiQL.Toolbar>{({ prettify, merge, copy }) => <Fragment>{prettify}{merge}{copy}<Marks explained={explained} /></Fragment>}</GraphiQL.Toolbar>
      </GraphiQL>
    </div>
  )
}

/** Keys that the browser keeps: they go on to what comes next on the page. */
const LEAVING = { Tab: false, 'Shift-Tab': false } as const

function Marks({ explained }: { readonly explained: ExplainedFragment | null }) {
  const { t, language } = useWords()
  const { queryEditor: editor, variableEditor, responseEditor } = useEditorContext({ nonNull: true })
  // Editors come without a name, and their scrolling parts cannot be reached by the keyboard; once inside, Tab would not lead out again.
  useEffect(() => {
    for (const [each, name] of [[editor, 'operationText'], [variableEditor, 'variablesJson'], [responseEditor, 'answerOf']] as const) {
      each?.getInputField().setAttribute('aria-label', t(name))
      each?.getScrollerElement().setAttribute('tabindex', '0')
      each?.addKeyMap(LEAVING)
    }
    return () => [editor, variableEditor, responseEditor].forEach((each) => each?.removeKeyMap(LEAVING))
  }, [editor, variableEditor, responseEditor, t])
  useEffect(() => {
    if (editor === null || explained === null) return undefined
    const places = placesIn(editor.getValue())
    const marks = (explained.items ?? []).flatMap((item) => item.paths.flatMap((path) => {
      const place = places.get(path)
      // An item that is searched by stands among the arguments, and has no field of its own.
      if (place === undefined || item.use === 'SEARCH') return []
      const { word, tone } = toldOf(item)
      const widget = document.createElement('span')
      widget.className = `decision tag tag-${tone}`
      const remedy = remedyOf(item.refusal?.remedy)
      widget.textContent = [t(word), item.refusal?.reason, remedy === null ? null : t(remedy)].filter((each) => each !== undefined && each !== null).join(' · ')
      widget.title = (language === 'zh' ? item.refusal?.messageZh : item.refusal?.message) ?? ''
      return [editor.getDoc().setBookmark(editor.getDoc().posFromIndex(place), { widget, insertLeft: true })]
    }))
    return () => marks.forEach((mark) => mark.clear())
  }, [editor, explained, t, language])
  return null
}

/** Variables may name people, so GraphiQL's memory of them ends with the page. */
function forgetful() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(), get length() { return kept.size },
  }
}
