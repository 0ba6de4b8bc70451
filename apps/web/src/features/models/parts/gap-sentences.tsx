import { useTranslations } from 'use-intl'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Section } from '../../../ui/section.tsx'
import { gapOf, type TierSkill } from '../tiers.ts'

/** The honest sentence of each tier: how far behind the close it is, and how surely. */
export function GapSentences({ tiers }: { tiers: readonly TierSkill[] }) {
  const t = useTranslations('models')
  return (
    <Section title={t('gapTitle')}>
      <ul className="grid max-w-prose gap-2">
        {tiers.map((entry) => (
          <GapSentence key={entry.tier} {...entry} />
        ))}
      </ul>
      <p className="mt-3 max-w-prose text-sm text-soft">{t('gapMeaning')}</p>
    </Section>
  )
}

function GapSentence({ tier, report }: TierSkill) {
  const t = useTranslations('models')
  const write = useNumberText()
  const name = t(`tier_${tier}`)
  if (!report) return <li>{t('gap_missing', { tier: name })}</li>
  const gap = gapOf(report.all)
  const { value, interval, n } = report.all.difference.rps
  if (gap === 'none' || value === null || interval === null) return <li>{t('gap_none', { tier: name })}</li>
  const size = gap === 'level' ? value : Math.abs(value)
  const ends: readonly [number, number] = gap === 'ahead' ? [-interval[1], -interval[0]] : interval
  return (
    <li>
      {t(`gap_${gap}`, {
        tier: name,
        difference: gap === 'level' ? write('thousandths', size) : write('plain', size * 1000),
        interval: gap === 'level' ? write.interval('thousandths', ends) : write.interval('plain', [ends[0] * 1000, ends[1] * 1000]),
        n: write('count', n ?? 0),
      })}
    </li>
  )
}
