import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAsk } from '../../ask.ts'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { number, today } from '../../format.ts'
import { BulletinDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'

/** Who is told what happened everywhere. */
export const BULLETIN_ROLES = ['assessor', 'auditor', 'sharing-authority']

/** 每日运行通报 of a day, yesterday where none is chosen. */
export function Bulletin() {
  const { t, language } = useWords()
  const { day = today(-1) } = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const query = useAsk(BulletinDocument, { day })
  return (
    <section className="panel" aria-labelledby="bulletin">
      <h2 id="bulletin">{t('bulletin')}</h2>
      <label className="field"><span>{t('day')}</span><input type="date" value={day} max={today(-1)} onChange={({ target }) => void navigate({ search: (search) => ({ ...search, day: target.value }), replace: true })} /></label>
      <Asked query={query}>
        {({ bulletin }) => bulletin === null ? <Nothing>{t('bulletinNone')}</Nothing> : (
          <>
            <p><Text long>{bulletin.text}</Text></p>
            <dl className="figures">{bulletin.figures?.map(({ code, value }) => <div key={code?.code}><dt>{code?.name}</dt><dd>{number(value, language)}</dd></div>)}</dl>
          </>
        )}
      </Asked>
    </section>
  )
}
