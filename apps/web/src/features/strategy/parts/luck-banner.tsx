import type { StrategyListWire } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/notice.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'

export type LuckBannerProps = Pick<StrategyListWire, 'total' | 'tested' | 'byLuck' | 'significant' | 'trials'> & {
  scope: StrategyListWire['data'][number]['scope']
}

/** How many looks are taken at once, on all pages, what luck alone makes of them, and how much was ever tried. */
export function LuckBanner({ total, tested, byLuck, significant, trials, scope }: LuckBannerProps) {
  const t = useTranslations('strategies')
  const write = useNumberText()
  // A tenth of a record says something only where fewer than ten are expected.
  const expected = write(byLuck < 10 ? 'expected' : 'count', byLuck)
  return (
    <div className="mb-5">
      <Notice tone="warn">
        {t('banner', { count: total, tested, records: t(`records_${scope}`), expected })} {t('bannerSurvive', { count: significant })}{' '}
        {trials > 0 && t('bannerTrials', { count: trials })}
      </Notice>
    </div>
  )
}
