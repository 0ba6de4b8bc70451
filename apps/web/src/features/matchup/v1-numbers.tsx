import { useTranslations } from 'use-intl'
import { Figure } from '../../ui/figures.tsx'
import { Notice } from '../../ui/panel.tsx'
import { NotMeasured, Stat, type StatProps } from '../../ui/stat.tsx'
import { type Matchup, useMatchupText } from './use-matchup.ts'

/** Whether a pair has only V1's columns, and no goals model of ours. */
export function isFromV1({ origin, model, scoreline }: Pick<Matchup, 'origin' | 'model' | 'scoreline'>): boolean {
  return origin !== 'calculated' && model === null && scoreline.grid.length === 0
}

/** V1's numbers of a pair as they were moved, without intervals. */
export function V1Numbers({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const text = useMatchupText(matchup)
  const { friction, chaosPotential, goalRates, probabilities, psychologicalEdge, confidenceLevel, orientation } = matchup
  return (
    <section aria-labelledby="v1-numbers">
      <h2 id="v1-numbers" className="text-lg font-bold">
        {t('oldTitle')}
      </h2>
      <p className="mt-0.5 mb-4 max-w-2xl text-sm text-soft">{t('oldSummary')}</p>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-5 sm:grid-cols-3 lg:grid-cols-4">
        <PairFigure label={t('frictionSum')} stat={friction.score} kind="score" number="frictionScore" />
        <PairFigure label={t('chaosName')} stat={chaosPotential} kind="score" number="chaosPotential" />
        <Figure label={t('oldOutcome')}>
          <Outcome matchup={matchup} />
        </Figure>
        <Figure label={t('teamWins', { team: matchup.home.name })}>
          <Stat stat={probabilities.home} kind="percent" layout="stacked" />
        </Figure>
        <PairFigure label={t('oldGoals')} stat={goalRates.total} kind="goals" number="totalGoals" />
        <PairFigure label={t('over25')} stat={probabilities.over25} kind="percent" number="over25" />
        <PairFigure label={t('btts')} stat={probabilities.btts} kind="percent" number="btts" />
        <PairFigure label={t('edgeName')} stat={psychologicalEdge} kind="signed" number="psychologicalEdge" />
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

function PairFigure({ label, stat, kind, number }: Pick<StatProps, 'stat' | 'kind'> & { label: string; number: string }) {
  return (
    <Figure label={label}>
      <Stat stat={stat} kind={kind} layout="stacked" provenance={{ kind: 'pair', number }} />
    </Figure>
  )
}
