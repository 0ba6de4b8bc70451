import type { DataSource, RowOrigin } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { Badge } from './badge.tsx'

export interface OriginBadgesProps {
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
