import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../../ui/panel.tsx'
import { NotMeasured, Stat } from '../../ui/stat.tsx'
import { type Matchup, useMatchupText } from './use-matchup.ts'

/** Whether only columns tell of this pair: no goals model of ours stands behind it. */
export function isOfOldSystem({ origin, model, scoreline }: Pick<Matchup, 'origin' | 'model' | 'scoreline'>): boolean {
  return origin !== 'calculated' && model === null && scoreline.grid.length === 0
}

/** What the old system says of a pair, as it was moved: single numbers, none of which says how sure it is. */
export function OldSystem({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const text = useMatchupText(matchup)
  const { friction, chaosPotential, goalRates, probabilities, psychologicalEdge, confidenceLevel, orientation } = matchup
  return (
    <section aria-labelledby="old-system">
      <h2 id="old-system" className="text-lg font-bold">
        {t('oldTitle')}
      </h2>
      <p className="mt-0.5 mb-4 max-w-2xl text-sm text-soft">{t('oldSummary')}</p>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-5 sm:grid-cols-3 lg:grid-cols-4">
        <Item label={t('frictionSum')}>
          <Stat stat={friction.score} kind="score" layout="stacked" provenance={{ kind: 'pair', number: 'frictionScore' }} />
        </Item>
        <Item label={t('chaosName')}>
          <Stat stat={chaosPotential} kind="score" layout="stacked" provenance={{ kind: 'pair', number: 'chaosPotential' }} />
        </Item>
        <Item label={t('oldOutcome')}>
          <Outcome matchup={matchup} />
        </Item>
        <Item label={t('teamWins', { team: matchup.home.name })}>
          <Stat stat={probabilities.home} kind="percent" layout="stacked" />
        </Item>
        <Item label={t('oldGoals')}>
          <Stat stat={goalRates.total} kind="goals" layout="stacked" provenance={{ kind: 'pair', number: 'totalGoals' }} />
        </Item>
        <Item label={t('over25')}>
          <Stat stat={probabilities.over25} kind="percent" layout="stacked" provenance={{ kind: 'pair', number: 'over25' }} />
        </Item>
        <Item label={t('btts')}>
          <Stat stat={probabilities.btts} kind="percent" layout="stacked" provenance={{ kind: 'pair', number: 'btts' }} />
        </Item>
        <Item label={t('edgeName')}>
          <Stat stat={psychologicalEdge} kind="signed" layout="stacked" provenance={{ kind: 'pair', number: 'psychologicalEdge' }} />
        </Item>
      </dl>
      {confidenceLevel !== null && <p className="mt-4 text-xs text-soft">{t('confidence', { level: text.confidence(confidenceLevel) })}</p>}
      {orientation === 'unordered' && (
        <div className="mt-5">
          <Notice>{t('oldUnordered')}</Notice>
        </div>
      )}
    </section>
  )
}

function Outcome({ matchup: { predictedWinner, home, away } }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  if (predictedWinner === null) return <NotMeasured />
  return <span className="font-medium">{predictedWinner === 'draw' ? t('draw') : predictedWinner === 'home' ? home.name : away.name}</span>
}

function Item({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="eyebrow">{label}</dt>
      <dd className="mt-1 text-xl">{children}</dd>
    </div>
  )
}
