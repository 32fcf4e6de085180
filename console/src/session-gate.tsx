import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type Answer, ask, SIGNED_OUT_EVENT } from './ask.ts'
import { Failed, Loading } from './components/states.tsx'
import { WhoDocument, type WhoQuery } from './generated/operations.ts'
import { type Me, MeContext, readSession, type SignedOut } from './session.tsx'
import { SignInPage } from './sign-in-page.tsx'

const KEY = ['session']

/**
 * Shows the console to whoever is signed in, and to others how to. Where a session ends the page stays behind the sign-in with all that was
 * typed, for the same person; for anybody else it is read anew.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  // Somebody may sign in on another tab, and come back.
  const session = useQuery({ queryKey: KEY, queryFn: meOrOut, staleTime: Infinity, refetchOnWindowFocus: ({ state }) => (state.data?.signedIn === false ? 'always' : false) })
  const [first, setFirst] = useState<Me | null>(null)
  const me = session.data?.signedIn === true ? session.data : null
  if (first === null && me !== null) setFirst(me)
  const isOther = first !== null && me !== null && !isSame(first, me)
  useEffect(() => {
    const look = () => {
      if (queries.isFetching({ queryKey: KEY }) === 0) void queries.invalidateQueries({ queryKey: KEY })
    }
    globalThis.addEventListener(SIGNED_OUT_EVENT, look)
    return () => globalThis.removeEventListener(SIGNED_OUT_EVENT, look)
  }, [queries])
  useEffect(() => {
    if (isOther) location.reload()
  }, [isOther])
  useReadAnew(me?.csrf)
  if (session.data === undefined) return session.isError ? <Failed error={session.error} retry={() => void session.refetch()} /> : <Loading />
  if (isOther) return <Loading />
  const shown = me ?? first
  return (
    <>
      {session.data.signedIn ? null : <SignInPage ways={session.data} ended={first !== null} onSignedIn={() => void queries.invalidateQueries({ queryKey: KEY })} />}
      {shown === null ? null : <div hidden={me === null}><MeContext value={shown}>{children}</MeContext></div>}
    </>
  )
}

const isSame = (one: Me, other: Me) => one.consumer === other.consumer && one.agency === other.agency && one.operator === other.operator

/** With a new session all that is shown is read anew, since some of it was refused when the old one ended. */
function useReadAnew(csrf: string | undefined): void {
  const queries = useQueryClient()
  const before = useRef(csrf)
  useEffect(() => {
    if (csrf === undefined) return
    if (before.current !== undefined && before.current !== csrf) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] })
    before.current = csrf
  }, [csrf, queries])
}

async function meOrOut(): Promise<Me | SignedOut> {
  const session = await readSession()
  if (!session.signedIn) return session
  const { data }: Answer<WhoQuery> = await ask(session.csrf, WhoDocument, { id: session.consumer })
  const system = data?.consumer
  const agency = system?.registrations?.find((each) => each.agency.creditCode === session.agency)?.agency
  return { ...session, systemName: system?.name ?? session.consumer, agencyName: agency?.name ?? session.agency, roles: system?.roles ?? [] }
}
