import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { PageHeader, Section } from '../../ui/page.tsx'
import { NotMeasured, Stat } from '../../ui/stat.tsx'

const TOPICS = [
  ['onGoals', 'onGoalsText'],
  ['onDna', 'onDnaText'],
  ['onFriction', 'onFrictionText'],
  ['onStrategies', 'onStrategiesText'],
  ['onClv', 'onClvText'],
] as const
const LIMITS = ['limit1', 'limit2', 'limit3', 'limit4', 'limit5'] as const
const KEYS = [
  ['/  ·  Ctrl K', 'keySearch'],
  ['T', 'keyTable'],
  ['← ↑ → ↓', 'keyArrows'],
  ['Esc', 'keyEscape'],
] as const

/** Explains the notation; not a real measurement. */
const EXAMPLE = { value: 0.542, n: 312, interval: [0.48, 0.6], status: 'measured' } as const

export function GuideScreen() {
  const t = useTranslations('guide')
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Section title={t('onStats')}>
        <Prose>{t('onStatsText')}</Prose>
        <p className="mt-4 flex flex-wrap items-baseline gap-6 text-lg">
          <Stat stat={EXAMPLE} kind="percent" />
          <NotMeasured />
        </p>
      </Section>
      {TOPICS.map(([title, text]) => (
        <Section key={title} title={t(title)}>
          <Prose>{t(text)}</Prose>
        </Section>
      ))}
      <Section title={t('onLimits')}>
        <ul className="max-w-prose list-disc space-y-1.5 pl-5">
          {LIMITS.map((limit) => (
            <li key={limit}>{t(limit)}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('onKeys')}>
        <table className="text-sm">
          <thead>
            <tr className="text-left text-xs text-soft">
              <th className="pr-8 pb-1 font-medium">{t('key')}</th>
              <th className="pb-1 font-medium">{t('does')}</th>
            </tr>
          </thead>
          <tbody>
            {KEYS.map(([key, does]) => (
              <tr key={key} className="border-t border-rule">
                <td className="py-1.5 pr-8 font-mono whitespace-nowrap">{key}</td>
                <td className="py-1.5">{t(does)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  )
}

function Prose({ children }: { children: ReactNode }) {
  return <p className="max-w-prose leading-relaxed">{children}</p>
}
