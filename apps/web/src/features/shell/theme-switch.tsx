import { useTranslations } from 'use-intl'
import { setTheme, useTheme } from '../../lib/theme.ts'
import { SelectField } from '../../ui/select-field.tsx'

export function ThemeSwitch() {
  const t = useTranslations('shell')
  const theme = useTheme()
  const options = [
    { value: 'system', label: t('themeSystem') },
    { value: 'light', label: t('themeLight') },
    { value: 'dark', label: t('themeDark') },
  ] as const
  return <SelectField label={t('theme')} value={theme} options={options} onChange={setTheme} />
}
