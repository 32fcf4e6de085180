import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { ask, SIGNED_OUT_EVENT } from './ask.ts'
import { Failed, Loading } from './components/states.tsx'
import { WhoDocument } from './generated/operations.ts'
import { type Me, MeContext, readSession, type SignedOut } from './session.tsx'
import { SignInPage } from './sign-in-page.tsx'

/** Shows the console to whoever is signed in, and to others how to. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient()
  const session = useQuery({ queryKey: ['session'], queryFn: meOrOut, staleTime: Infinity })
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    const leave = () => {
      setEnded(true)
      void queries.resetQueries()
    }
    globalThis.addEventListener(SIGNED_OUT_EVENT, leave)
    return () => globalThis.removeEventListener(SIGNED_OUT_EVENT, leave)
  }, [queries])
  if (session.isPending) return <Loading />
  if (session.isError) return <Failed error={session.error} retry={() => void session.refetch()} />
  if (!session.data.signedIn) return <SignInPage ways={session.data} ended={ended} onSignedIn={() => (ended ? location.reload() : void queries.resetQueries())} />
  return <MeContext value={session.data}>{children}</MeContext>
}

async function meOrOut(): Promise<Me | SignedOut> {
  const session = await readSession()
  if (!session.signedIn) return session
  const { data } = await ask(session.csrf, WhoDocument, {})
  const system = data?.consumers?.edges?.map(({ node }) => node).find((node) => node?.id === session.consumer)
  const agency = system?.registrations?.find((each) => each.agency.creditCode === session.agency)?.agency
  return { ...session, systemName: system?.name ?? session.consumer, agencyName: agency?.name ?? session.agency, roles: system?.roles ?? [] }
}
