import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useWords } from '../../language.tsx'
import { useMe } from '../../session.tsx'

/** A question that the hub offers for trying, where it is one for trying. */
export interface Example {
  readonly name: string
  readonly title: string
  readonly persona: string
  readonly headers: Readonly<Record<string, string>>
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Examples of the hub, those for oneself first. A hub of an agency offers none. */
export function Examples({ take }: { readonly take: (example: Example) => void }) {
  const { t } = useWords()
  const { persona } = useMe()
  const { data = [] } = useQuery({ queryKey: ['examples'], queryFn: read, staleTime: Infinity })
  if (data.length === 0) return null
  const own = (example: Example) => (example.persona === persona ? 0 : 1)
  const options = [...data].sort((one, other) => own(one) - own(other)).map(({ name, title, persona: whose }) => ({ value: name, label: `${title} · ${whose}` }))
  return <label className="field"><span>{t('examples')}</span><Select showSearch={{ optionFilterProp: 'label' }} aria-label={t('chooseExample')} placeholder={t('chooseExample')} options={options} onChange={(name: string) => data.filter((each) => each.name === name).forEach(take)} /></label>
}

async function read(): Promise<readonly Example[]> {
  const response = await fetch('/examples.json', { credentials: 'omit' })
  return response.ok ? ((await response.json()) as readonly Example[]) : []
}
