import { useTranslations } from 'use-intl'
import { useNumberText } from '../../../ui/number-kind.ts'
import type { Matchup } from '../matchup-text.ts'

/** How matches with as much chaos ended; nothing where that was not measured. */
export function ChaosBand({ matchup: { chaosBand } }: { matchup: Pick<Matchup, 'chaosBand'> }) {
  const t = useTranslations('gate')
  const write = useNumberText()
  if (chaosBand === null || chaosBand.upsets.value === null || chaosBand.upsets.interval === null) return null
  const { low, high, matches, upsets, favouriteFailed } = chaosBand
  return (
    <p className="mt-3 max-w-prose text-sm text-soft">
      {t('chaosBandSentence', {
        low,
        high,
        matches: write('count', matches),
        share: write('percent', upsets.value ?? 0),
        interval: write.interval('percent', upsets.interval ?? [0, 0]),
        failed: write('percent', favouriteFailed.value ?? 0),
      })}
    </p>
  )
}
