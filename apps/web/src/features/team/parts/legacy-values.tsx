import { useTranslations } from 'use-intl'
import type { LegacyValue } from '../vectors.ts'

/** What the old system wrote, as it stands: no strip, no interval and no sample, since nobody knows them. */
export function LegacyValues({ values, label }: { values: readonly LegacyValue[]; label: string }) {
  const t = useTranslations('team')
  const text = (value: LegacyValue['value']) => {
    if (typeof value === 'boolean') return value ? t('yes') : t('no')
    return value === null ? t('legacyNothing') : String(value)
  }
  return (
    <dl aria-label={label} className="mt-1 flex flex-wrap gap-x-5 gap-y-1 border-l border-rule pl-4 text-sm">
      {values.map(({ key, value }) => (
        <div key={key} className="flex min-w-0 gap-x-1.5">
          <dt className="text-soft">{key}</dt>
          <dd className="font-medium wrap-anywhere">{text(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
