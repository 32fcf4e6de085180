import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useWords, WordsProvider } from './language.tsx'
import { router } from './router.tsx'
import { SessionGate } from './session-gate.tsx'

const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5_000, refetchOnWindowFocus: false } } })
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.nonce ?? ''

export function App() {
  return <WordsProvider><QueryClientProvider client={queries}><Themed /></QueryClientProvider></WordsProvider>
}

function Themed() {
  const { language } = useWords()
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} csp={{ nonce }} button={{ autoInsertSpace: false }} theme={{ token: { colorPrimary: '#1554ad', colorError: '#a8071a', colorTextDescription: '#595959', colorTextPlaceholder: '#6b6b6b', motion: false } }}>
      <SessionGate><RouterProvider router={router} /></SessionGate>
    </ConfigProvider>
  )
}
