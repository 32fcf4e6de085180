import { Button } from 'antd'
import { useWords } from '../language.tsx'

export function LanguageSwitch() {
  const { t, language, change } = useWords()
  return <Button size="small" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => change(language === 'zh' ? 'en' : 'zh')}>{t('language')}</Button>
}
