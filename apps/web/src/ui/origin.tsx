import type { DataSource, RowOrigin } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { type ChosenOrigin, ORIGIN_CHOICES } from '../lib/chosen-origin.ts'
import { LinkButton } from './buttons.tsx'
import { SelectField } from './choices.tsx'
import { Badge } from './page.tsx'
import { Empty } from './panel.tsx'

interface OriginBadgesProps {
  source: DataSource
  origin?: RowOrigin
}

/** Where a row comes from: invented data say so wherever they are listed; a row that no calculation made says that too. */
export function OriginBadges({ source, origin = 'calculated' }: OriginBadgesProps) {
  const t = useTranslations('origin')
  return (
    <>
      {source === 'demo' && (
        <Badge tone="warn" title={t('demoTitle')}>
          {t('demo')}
        </Badge>
      )}
      {/* A moved row names its league itself, which is none of ours. */}
      {source === 'unknown' && origin !== 'migrated' && <Badge title={t('unknownTitle')}>{t('unknown')}</Badge>}
      {origin !== 'calculated' && <Badge>{t(origin)}</Badge>}
    </>
  )
}

interface OriginFieldProps {
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

/** Where only moved rows were asked for and there are none: a calculation would not bring any. */
export function NoneMoved() {
  const t = useTranslations('origin')
  return <Empty cause={t('noneMoved')} action={<LinkButton to="/migration">{t('noneMovedAction')}</LinkButton>} />
}
