import { useTranslations } from 'use-intl'
import { HIGHLIGHTS, type Highlight } from '../../lib/page-search.ts'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { SelectField } from '../../ui/choices.tsx'
import { CIVIDIS, isLight, getRampColour, getRampStep } from '../../ui/colour-ramp.ts'
import { useNumberText } from '../../ui/written.ts'
import type { Matchup } from './use-matchup.ts'

interface ScorelineGridProps {
  matchup: Matchup
  highlight: Highlight | undefined
  onHighlight: (highlight: Highlight | undefined) => void
}

/** Goals beyond this are too rare to give a column of their own; their cells stay in the table and the CSV. */
const MAX_GOALS_SHOWN = 7
const TOP = 5

/** The score matrix as a table: a cell's shade is its probability. */
export function ScorelineGrid({ matchup, highlight, onHighlight }: ScorelineGridProps) {
  const t = useTranslations('matchup')
  const write = useNumberText()
  const { grid, rest } = matchup.scoreline
  const ranked = rankScores(grid)
  const likeliest = ranked[0]
  const hidden = ranked.reduce(
    (sum, cell) => (cell.home < MAX_GOALS_SHOWN && cell.away < MAX_GOALS_SHOWN ? sum : sum + cell.probability),
    rest,
  )
  const held = highlight && ranked.reduce((sum, cell) => (belongsTo(highlight, cell.home, cell.away) ? sum + cell.probability : sum), 0)
  const summary = likeliest
    ? t('scorelineSummary', {
        score: `${likeliest.home}–${likeliest.away}`,
        probability: write('percent', likeliest.probability),
        topFive: write(
          'percent',
          ranked.slice(0, TOP).reduce((sum, cell) => sum + cell.probability, 0),
        ),
      })
    : t('scorelineNone')
  return (
    <ChartFrame
      title={t('scorelineTitle')}
      summary={summary}
      fileName={`scorelines-${matchup.home.name}-${matchup.away.name}`}
      note={likeliest && t('scorelineNote', { rest: write('percent', hidden) })}
      data={{
        columns: [
          { key: 'score', label: t('score') },
          { key: 'probability', label: t('probability'), kind: 'percent' },
        ],
        rows: ranked.map((cell) => ({ score: `${cell.home}–${cell.away}`, probability: cell.probability })),
      }}
    >
      {likeliest && (
        <>
          <Cells matchup={matchup} highest={likeliest.probability} highlight={highlight} />
          <div className="mt-3 flex flex-wrap items-end gap-x-4 gap-y-1">
            <SelectField
              label={t('highlight')}
              value={highlight ?? 'none'}
              options={(['none', ...HIGHLIGHTS] as const).map((value) => ({ value, label: t(`highlight_${value}`) }))}
              onChange={(value) => onHighlight(value === 'none' ? undefined : value)}
            />
            {held !== undefined && (
              <p role="status" className="pb-1.5 text-sm">
                {t('highlighted', { share: write('percent', held) })}
              </p>
            )}
          </div>
        </>
      )}
    </ChartFrame>
  )
}

interface CellsProps {
  matchup: Matchup
  highest: number
  highlight: Highlight | undefined
}

function Cells({ matchup, highest, highlight }: CellsProps) {
  const t = useTranslations('matchup')
  const write = useNumberText()
  const rows = matchup.scoreline.grid.slice(0, MAX_GOALS_SHOWN)
  const columns = Array.from({ length: Math.min(MAX_GOALS_SHOWN, rows[0]?.length ?? 0) }, (_, goals) => goals)
  return (
    <table className="keeps-colour w-full table-fixed border-separate border-spacing-0.5 text-center text-xs">
      <caption className="caption-top pb-1 text-right text-xs text-soft">{t('scoreColumns', { team: matchup.away.name })} →</caption>
      <thead>
        <tr>
          <th scope="col" className="w-8 text-left font-normal text-soft">
            <span className="sr-only">{t('scoreRows', { team: matchup.home.name })}</span>
          </th>
          {columns.map((goals) => (
            <th key={goals} scope="col" className="font-medium text-soft">
              {goals}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, home) => (
          <tr key={home}>
            <th scope="row" className="font-medium text-soft">
              {home}
            </th>
            {columns.map((away) => {
              const probability = row[away] ?? 0
              const step = getRampStep(probability, [0, highest])
              const isDim = highlight !== undefined && !belongsTo(highlight, home, away)
              return (
                <td
                  key={away}
                  className={`h-8 rounded-xs sm:h-9 ${isDim ? 'hatch text-soft' : ''}`}
                  style={
                    isDim ? undefined : { background: getRampColour(CIVIDIS, step), color: isLight(CIVIDIS, step) ? '#000000' : '#ffffff' }
                  }
                >
                  {write('percent', probability).replace('%', '')}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={columns.length + 1} className="pt-1 text-left text-xs text-soft">
            ↓ {t('scoreRows', { team: matchup.home.name })}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

interface Score {
  home: number
  away: number
  probability: number
}

/** Whether a score is part of a highlighted outcome. */
export function belongsTo(highlight: Highlight, home: number, away: number): boolean {
  switch (highlight) {
    case 'home':
      return home > away
    case 'draw':
      return home === away
    case 'away':
      return home < away
    case 'over':
      return home + away > 2
    case 'btts':
      return home > 0 && away > 0
  }
}

/** Every score of a grid, most likely first. */
export function rankScores(grid: readonly (readonly number[])[]): Score[] {
  return grid
    .flatMap((row, home) => row.map((probability, away) => ({ home, away, probability })))
    .toSorted((a, b) => b.probability - a.probability)
}
