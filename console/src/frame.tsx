import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { LanguageSwitch } from './components/language-switch.tsx'
import { Failed, Nothing } from './components/states.tsx'
import { Text } from './components/text.tsx'
import { useTitle, useWords } from './language.tsx'
import { PLACES } from './places.ts'
import { signOut, useMe } from './session.tsx'

/** What stands around every screen: where one can go, and as whom. */
export function Frame() {
  const { t } = useWords()
  const me = useMe()
  const [open, setOpen] = useState(false)
  // What is not listed is a convenience; the hub refuses what may not be done.
  const path = useLocation({ select: ({ pathname }) => pathname })
  useTitle(PLACES.find(({ to }) => (to === '/' ? path === to : path.startsWith(to)))?.title)
  const places = PLACES.filter(({ roles }) => roles === null || roles.some((role) => me.roles.includes(role)))
  return (
    <div className="frame">
      <a className="skip" href="#content">{t('skip')}</a>
      <header className="top">
        <Button className="menu-button" aria-expanded={open} aria-controls="places" aria-label={t('openMenu')} onClick={() => setOpen(!open)}>≡</Button>
        <span className="product">{t('product')}</span>
        <Account />
      </header>
      <nav id="places" className={open ? 'places open' : 'places'} aria-label={t('menu')}>
        {places.map(({ to, title }) => <Link key={to} to={to} activeOptions={{ exact: to === '/' }} onClick={() => setOpen(false)}>{t(title)}</Link>)}
      </nav>
      <main id="content" tabIndex={-1}><Outlet /></main>
    </div>
  )
}

function Account() {
  const { t } = useWords()
  const me = useMe()
  const [failed, setFailed] = useState(false)
  // The page goes with the session: whoever signs in next finds nothing that was read or typed before.
  const leave = () => void signOut(me.csrf).then((next) => location.assign(next ?? '/console/'), () => setFailed(true))
  return (
    <div className="account">
      <span className="who"><Text>{me.agencyName}</Text> <small><Text>{me.persona ?? me.operator}</Text></small></span>
      <LanguageSwitch />
      <Button size="small" onClick={leave}>{t('signOut')}</Button>
      {failed ? <span role="alert" className="faults">{t('failedOffline')}</span> : null}
    </div>
  )
}

/** Where a screen itself could not be loaded, or broke: reading the page anew brings it, and a newer one after an upgrade. */
export function Broken({ error }: { readonly error: unknown }) {
  return <Failed error={error} retry={() => location.reload()} />
}

export function Missing() {
  const { t } = useWords()
  return <section><h1>{t('notFound')}</h1><Nothing>{t('notFoundText')}</Nothing><Link to="/">{t('home')}</Link></section>
}
