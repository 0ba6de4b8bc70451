import type { StrategyWire } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/notice.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { FALSE_ALARM_RATE, survivors } from '../record.ts'

/** How many looks are taken at once, and what luck alone makes of them. */
export function LuckBanner({ records, hasMore }: { records: readonly StrategyWire[]; hasMore: boolean }) {
  const t = useTranslations('strategies')
  const write = useNumberText()
  const values = { count: write('count', records.length), expected: write('expected', records.length * FALSE_ALARM_RATE) }
  return (
    <div className="mb-5">
      <Notice tone="warn">
        {hasMore ? t('bannerMore', values) : t('bannerAll', values)} {t('bannerSurvive', { count: survivors(records) })}
      </Notice>
    </div>
  )
}
