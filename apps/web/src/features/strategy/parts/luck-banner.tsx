import type { StrategyListWire } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/notice.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { FALSE_ALARM_RATE } from '../record.ts'

export type LuckBannerProps = Pick<StrategyListWire, 'total' | 'significant'> & { scope: StrategyListWire['data'][number]['scope'] }

/** How many looks are taken at once, on all pages, and what luck alone makes of them. */
export function LuckBanner({ total, significant, scope }: LuckBannerProps) {
  const t = useTranslations('strategies')
  const write = useNumberText()
  const expected = total * FALSE_ALARM_RATE
  // A tenth of a record says something only where fewer than ten are expected.
  const luck = write(expected < 10 ? 'expected' : 'count', expected)
  return (
    <div className="mb-5">
      <Notice tone="warn">
        {t('banner', { count: total, records: t(`records_${scope}`), expected: luck })} {t('bannerSurvive', { count: significant })}
      </Notice>
    </div>
  )
}
