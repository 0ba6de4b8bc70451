import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Stat } from '../../../ui/stat.tsx'
import { additiveParts } from '../additive-parts.ts'
import { type Matchup, useMatchupText } from '../matchup-text.ts'

/** The friction score as bars that start where the one before ended: together they are the score. */
export function FrictionBars({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const write = useNumberText()
  const text = useMatchupText(matchup)
  const { score, components } = matchup.friction
  const parts = additiveParts(components)
  const measured = parts.filter((part) => part.contribution !== null).toSorted((a, b) => (b.contribution ?? 0) - (a.contribution ?? 0))
  const [largest, smallest] = [measured[0], measured.at(-1)]
  const summary =
    score.value === null || !largest || !smallest
      ? t('frictionSummaryNone')
      : t('frictionSummary', { score: write('score', score.value), largest: text.part(largest.key), smallest: text.part(smallest.key) })
  return (
    <ChartFrame
      title={t('frictionTitle')}
      summary={summary}
      fileName={`friction-${matchup.home.name}-${matchup.away.name}`}
      n={score.n}
      note={t('frictionNote')}
      twin={{
        columns: [
          { key: 'part', label: t('frictionPart') },
          { key: 'level', label: t('frictionLevel'), kind: 'score' },
          { key: 'weight', label: t('frictionWeight'), kind: 'percent' },
          { key: 'contribution', label: t('frictionContribution'), kind: 'expected' },
        ],
        rows: components.map((part) => ({
          part: text.part(part.key),
          level: part.level,
          weight: part.weight,
          contribution: part.contribution,
        })),
      }}
    >
      <ul className="grid gap-2.5">
        {parts.map((part) => (
          <li key={part.key}>
            <div className="flex items-baseline justify-between gap-3 text-sm">
              <span>{text.part(part.key)}</span>
              <span className="inline-flex items-baseline gap-2">
                <Stat stat={part.contribution} kind="expected" />
                {part.contribution !== null && (
                  <span className="text-xs text-soft" title={t('frictionLevel')}>
                    {t('frictionLevelShort')} <Stat stat={part.level} kind="score" provenance={{ kind: 'pair', number: part.key }} />
                  </span>
                )}
              </span>
            </div>
            <div className={`mt-0.5 h-3.5 rounded-xs ${part.contribution === null ? 'hatch' : 'bg-sunken'}`}>
              {part.contribution !== null && (
                <div
                  data-friction-bar={part.key}
                  className="keeps-colour h-full rounded-xs bg-team"
                  style={{ marginLeft: `${part.start}%`, width: `${part.contribution}%` }}
                />
              )}
            </div>
          </li>
        ))}
        <li className="border-t border-ink pt-2">
          <div className="flex items-baseline justify-between gap-3">
            <span className="text-sm font-semibold">{t('frictionSum')}</span>
            <span className="text-lg">
              <Stat stat={score} kind="score" provenance={{ kind: 'pair', number: 'frictionScore' }} />
            </span>
          </div>
          <div className="keeps-colour mt-0.5 flex h-3.5 gap-px rounded-xs bg-sunken" aria-hidden="true">
            {measured.length > 0 &&
              parts.map((part) => <div key={part.key} className="h-full bg-team" style={{ width: `${part.contribution ?? 0}%` }} />)}
          </div>
        </li>
      </ul>
    </ChartFrame>
  )
}
