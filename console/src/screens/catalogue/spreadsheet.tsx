import { Button } from 'antd'
import { useState } from 'react'
import { ActResult } from '../../components/act-result.tsx'
import { Text } from '../../components/text.tsx'
import { download } from '../../csv.ts'
import { CatalogueSheetDocument, ImportCatalogueDocument, type ImportCatalogueMutation } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../use-act.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** What the hub takes of a file in one text. */
const PIECE = 10_000

/** The catalogue as a spreadsheet, out and in. */
export function Spreadsheet({ provider, mayImport }: { readonly provider: string | null; readonly mayImport: boolean }) {
  const { t } = useWords()
  const act = useAct()
  const out = async () => {
    const content = (await act.run(CatalogueSheetDocument, { filter: { provider } }))?.catalogueExport?.content
    if (content) download('catalogue.xlsx', Uint8Array.from(atob(content), (each) => each.charCodeAt(0)), XLSX)
  }
  return (
    <section className="panel" aria-labelledby="sheet">
      <h2 id="sheet">{t('spreadsheet')}</h2>
      <div className="actions"><Button disabled={act.busy} onClick={() => void out()}>{t('spreadsheetOut')}</Button></div>
      <ActResult act={act} />
      {mayImport ? <SheetIn /> : null}
    </section>
  )
}

function SheetIn() {
  const { t } = useWords()
  const act = useAct()
  const [result, setResult] = useState<ImportCatalogueMutation['importCatalogue']>(null)
  const take = async (file: File) => {
    setResult(null)
    const bytes = new Uint8Array(await file.arrayBuffer())
    let text = ''
    for (let at = 0; at < bytes.length; at += 30_000) text += String.fromCharCode(...bytes.subarray(at, at + 30_000))
    const content = btoa(text)
    const pieces = Array.from({ length: Math.ceil(content.length / PIECE) }, (_each, index) => content.slice(index * PIECE, (index + 1) * PIECE))
    setResult((await act.run(ImportCatalogueDocument, { input: { content: pieces } }))?.importCatalogue ?? null)
  }
  // The file is let go of, or a corrected one of the same name could not be chosen.
  const choose = (target: HTMLInputElement) => {
    const file = target.files?.[0]
    if (file !== undefined) void take(file).finally(() => { target.value = '' })
  }
  return (
    <>
      <label className="field"><span>{t('spreadsheetIn')}</span><input type="file" accept=".xlsx" disabled={act.busy} onChange={({ target }) => choose(target)} /></label>
      {act.done ? null : <ActResult act={act} />}
      {result === null ? null : (
        <div role="status">
          <p>{t('imported')}: {result.resources?.length ?? 0} · {t('unchanged')}: {result.unchanged}</p>
          <ul>{result.faults?.map(({ line, column, en, zh, check }, index) => <li key={index}>{t('line')} {line} · <Text>{column}</Text> <code>{check}</code> <FaultText en={en} zh={zh} /></li>)}</ul>
          {result.faultsLeftOut > 0 ? <p>{t('leftOut')}: {result.faultsLeftOut}</p> : null}
        </div>
      )}
    </>
  )
}

function FaultText({ en, zh }: { readonly en: string; readonly zh: string }) {
  const { language } = useWords()
  return <Text>{language === 'zh' ? zh : en}</Text>
}
