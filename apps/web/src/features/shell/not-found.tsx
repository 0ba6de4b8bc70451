import { useTranslations } from 'use-intl'
import { LinkButton } from '../../ui/link-button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'

export function NotFound() {
  const t = useTranslations('shell')
  return (
    <>
      <PageHeader title={t('notFoundTitle')} lead={t('notFoundLead')} eyebrow="404" />
      <LinkButton to="/">{t('notFoundAction')}</LinkButton>
    </>
  )
}
