import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Stat } from '../../../ui/stat.tsx'
import type { Matchup } from '../matchup-text.ts'

/** What the model expects of the score, and the two bets that hang on it alone. */
export function GoalRates({ matchup: { goalRates, probabilities, home, away } }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  return (
    <div>
      <p className="eyebrow mb-2">{t('goalsExpected')}</p>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-3 sm:grid-cols-3 lg:grid-cols-5">
        <Item label={home.name}>
          <Stat stat={goalRates.home} kind="goals" layout="stacked" provenance={{ kind: 'pair', number: 'homeGoals' }} />
        </Item>
        <Item label={away.name}>
          <Stat stat={goalRates.away} kind="goals" layout="stacked" provenance={{ kind: 'pair', number: 'awayGoals' }} />
        </Item>
        <Item label={t('total')}>
          <Stat stat={goalRates.total} kind="goals" layout="stacked" provenance={{ kind: 'pair', number: 'totalGoals' }} />
        </Item>
        <Item label={t('over25')}>
          <Stat stat={probabilities.over25} kind="percent" layout="stacked" provenance={{ kind: 'pair', number: 'over25' }} />
        </Item>
        <Item label={t('btts')}>
          <Stat stat={probabilities.btts} kind="percent" layout="stacked" provenance={{ kind: 'pair', number: 'btts' }} />
        </Item>
      </dl>
    </div>
  )
}

function Item({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-sm text-soft">{label}</dt>
      <dd className="mt-0.5 text-lg">{children}</dd>
    </div>
  )
}
