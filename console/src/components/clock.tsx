import { useWords } from '../language.tsx'

interface Told {
  readonly dueOn: string | null
  readonly state: string
  readonly daysLeft: number | null
}

/** How much time is left; told in words besides the colour. */
export function Clock({ clock }: { readonly clock: Told | null }) {
  const { t } = useWords()
  if (clock === null) return null
  if (clock.state === 'STOPPED') return <span className="clock">{t('paused')}</span>
  const left = clock.daysLeft === null ? '' : clock.state === 'RED' ? t('overdue') : `${t('daysLeft')} ${clock.daysLeft}`
  return <span className={`clock clock-${clock.state.toLowerCase()}`}>{t('dueOn')} {clock.dueOn ?? '—'} {left}</span>
}
