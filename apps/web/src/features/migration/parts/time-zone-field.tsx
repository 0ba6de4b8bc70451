import { useTranslations } from 'use-intl'
import { SelectField } from '../../../ui/choices.tsx'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => ({ value: zone, label: zone }))

/** The zone in which V1's times without zone are read. */
export function TimeZoneField({ value, onChange }: { value: string; onChange: (timeZone: string) => void }) {
  const t = useTranslations('migration')
  return <SelectField label={t('timeZone')} value={value} options={ZONES} onChange={onChange} />
}
