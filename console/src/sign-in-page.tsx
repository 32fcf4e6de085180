import { Alert, Button, Select } from 'antd'
import { useState } from 'react'
import { LanguageSwitch } from './components/language-switch.tsx'
import { useTitle, useWords } from './language.tsx'
import { choosePersona, type SignedOut } from './session.tsx'

const FAILURES = { provider: 'signInFailedProvider', state: 'signInFailedState', refused: 'signInFailedRefused', token: 'signInFailedToken' } as const

/** Where one says who one is; `ended` where one was signed in on this page until now, and what was typed on it stays behind this. */
export function SignInPage({ ways, ended, onSignedIn }: { readonly ways: SignedOut; readonly ended: boolean; readonly onSignedIn: () => void }) {
  const { t } = useWords()
  useTitle()
  const failure = new URLSearchParams(location.search).get('sign-in')
  const key = failure !== null && Object.hasOwn(FAILURES, failure) ? FAILURES[failure as keyof typeof FAILURES] : null
  const back = encodeURIComponent(location.pathname + (key === null ? location.search : ''))
  return (
    <main className="sign-in">
      <div className="sign-in-head"><h1>{t('product')}</h1><LanguageSwitch /></div>
      {key === null ? null : <Alert type="error" showIcon title={t(key)} />}
      {ended ? <Alert type="warning" showIcon role="alert" title={t('signedOut')} description={t(ways.provider ? 'signedOutElsewhere' : 'signedOutKept')} /> : null}
      {ways.provider ? <Button type="primary" size="large" href={`/console/sign-in?back=${back}`} {...(ended ? { target: '_blank' } : {})}>{t('signInWith')}</Button> : null}
      {ways.personas === null ? null : <Personas personas={ways.personas} onSignedIn={onSignedIn} />}
      {ways.personas === null && !ways.provider ? <Alert type="warning" showIcon title={t('noWay')} /> : null}
    </main>
  )
}

function Personas({ personas, onSignedIn }: { readonly personas: NonNullable<SignedOut['personas']>; readonly onSignedIn: () => void }) {
  const { t } = useWords()
  const [persona, setPersona] = useState<string | undefined>()
  const [failed, setFailed] = useState(false)
  const choose = () => {
    if (persona === undefined) return
    choosePersona(persona).then(() => {
      if (location.search.startsWith('?sign-in=')) history.replaceState(null, '', '/console/')
      onSignedIn()
    }, () => setFailed(true))
  }
  return (
    <form className="personas" onSubmit={(event) => { event.preventDefault(); choose() }}>
      <Alert type="info" showIcon title={t('embedded')} />
      <label htmlFor="persona">{t('persona')}</label>
      <Select id="persona" showSearch={{ optionFilterProp: 'label' }} value={persona} onChange={setPersona} placeholder={t('choosePersona')}
        options={personas.map((each) => ({ value: each.persona, label: `${each.persona} · ${each.consumerName}` }))} />
      {failed ? <Alert type="error" showIcon title={t('failedStatus')} /> : null}
      <Button type="primary" htmlType="submit" disabled={persona === undefined}>{t('signIn')}</Button>
    </form>
  )
}
