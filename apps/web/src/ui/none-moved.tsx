import { useTranslations } from 'use-intl'
import { Empty } from './empty.tsx'
import { LinkButton } from './link-button.tsx'

/** Where only moved rows were asked for and there are none: a calculation would not bring any. */
export function NoneMoved() {
  const t = useTranslations('origin')
  return <Empty cause={t('noneMoved')} action={<LinkButton to="/migration">{t('noneMovedAction')}</LinkButton>} />
}
