import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { IntervalLine } from '../../../ui/interval-line.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Stat } from '../../../ui/stat.tsx'
import { HatchedStrip } from '../../../ui/strip.tsx'
import type { Matchup } from '../matchup-text.ts'

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
      twin={{
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
