import type { FrictionComponent } from '@mon-ps/contract/matchup'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { useNumberText } from '../../ui/written.ts'
import { Stat } from '../../ui/stat.tsx'
import { HatchedStrip, IntervalLine } from '../../ui/strips.tsx'
import { type Matchup, useMatchupText } from './use-matchup.ts'

/** The friction score as stacked bars: each starts where the one before ended. */
export function FrictionBars({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const write = useNumberText()
  const text = useMatchupText(matchup)
  const { score, components } = matchup.friction
  const parts = stackParts(components)
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
      data={{
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

type StackedPart = FrictionComponent & {
  /** Where its bar starts: the sum of the contributions before it. */
  start: number
}

/** Components in order, each starting where the one before ended; unmeasured ones have no width. */
export function stackParts(components: readonly FrictionComponent[]): StackedPart[] {
  let sum = 0
  return components.map((component) => {
    const start = sum
    sum += component.contribution ?? 0
    return { ...component, start }
  })
}

/** What friction adds to a forecast; shown wherever friction is. */
export function GateNote({ matchup }: { matchup: Pick<Matchup, 'gate'> }) {
  const t = useTranslations('gate')
  return (
    <p className="mt-3 max-w-prose text-sm text-soft">
      <GateSentence gate={matchup.gate} />{' '}
      <Link to="/models" search={{ tier: 'results' }}>
        {t('link')}
      </Link>
    </p>
  )
}

export function GateSentence({ gate }: Pick<Matchup, 'gate'>) {
  const t = useTranslations('gate')
  const write = useNumberText()
  if (gate === null || gate.gain.value === null || gate.gain.interval === null) return <>{t('matchupNone')}</>
  const numbers = { gain: write('signed', gate.gain.value), interval: write.interval('signed', gate.gain.interval) }
  return (
    <>
      {gate.weight === 0 ? t('matchupNothing', numbers) : t('matchupPasses', numbers)} {gate.stale && t('matchupStale')}
    </>
  )
}

const DOMAIN = [0, 100] as const

/** Friction of the same pair in earlier seasons, or why there is none. */
export function EarlierFriction({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('gate')
  const { seasons, reason } = matchup.historicalFriction
  const summary = useSummary(matchup)
  return (
    <ChartFrame
      title={t('earlierTitle')}
      summary={summary}
      fileName={`earlier-friction-${matchup.home.name}-${matchup.away.name}`}
      note={t('earlierNote')}
      data={{
        columns: [
          { key: 'season', label: t('season') },
          { key: 'score', label: t('earlierScore'), kind: 'score' },
        ],
        rows: (seasons ?? []).map(({ season, score }) => ({ season, score })),
      }}
    >
      {seasons === null ? (
        <HatchedStrip reason={t(`earlier_${reason ?? 'not_calculated'}`)} />
      ) : (
        <ul className="grid gap-2">
          {seasons.map(({ season, score }) => (
            <li key={season} className="grid grid-cols-[5rem_minmax(0,1fr)_auto] items-center gap-3 text-sm">
              <span>{season}</span>
              <IntervalLine
                value={score.value ?? 0}
                interval={score.interval}
                domain={DOMAIN}
                mark={50}
                label={`${t('earlierScore')} ${season}`}
              />
              <Stat stat={score} kind="score" />
            </li>
          ))}
        </ul>
      )}
    </ChartFrame>
  )
}

function useSummary({ historicalFriction: { seasons, reason } }: Matchup): string {
  const t = useTranslations('gate')
  const write = useNumberText()
  const [first, last] = [seasons?.[0], seasons?.at(-1)]
  if (!first || !last) return t(`earlier_${reason ?? 'not_calculated'}`)
  const lastNumbers = { last: write('score', last.score.value ?? 0), lastSeason: last.season }
  if (first === last) return t('earlierSummaryOne', lastNumbers)
  return t('earlierSummary', { first: write('score', first.score.value ?? 0), firstSeason: first.season, ...lastNumbers })
}
