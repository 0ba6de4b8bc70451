import { useTranslations } from 'use-intl'
import { type ChosenOrigin, ORIGIN_CHOICES } from '../lib/chosen-origin.ts'
import { SelectField } from './select-field.tsx'

export interface OriginFieldProps {
  value: ChosenOrigin | undefined
  onChange: (origin: ChosenOrigin | undefined) => void
}

/** Which rows a page shows: what V3 shows, or only what one origin has. */
export function OriginField({ value, onChange }: OriginFieldProps) {
  const t = useTranslations('origin')
  return (
    <SelectField
      label={t('choice')}
      value={value ?? 'published'}
      options={(['published', ...ORIGIN_CHOICES] as const).map((origin) => ({ value: origin, label: t(`choice_${origin}`) }))}
      onChange={(origin) => onChange(origin === 'published' ? undefined : origin)}
    />
  )
}
