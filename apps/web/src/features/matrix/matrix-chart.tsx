import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { type MatrixSearch, type Metric, METRICS } from '../../lib/page-search.ts'
import type { SearchChanges } from '../../lib/search-params.ts'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { Segmented, SelectField } from '../../ui/choices.tsx'
import { getRampColour } from '../../ui/colour-ramp.ts'
import { useNumberText } from '../../ui/written.ts'
import { Warnings } from '../../ui/panel.tsx'
import { MatrixGrid } from './matrix-grid.tsx'
import { type MatrixView, METRIC_LOOK, viewMatrix } from './matrix-view.ts'

interface MatrixChartProps {
  matrix: ApiOutputs['friction']['matrix']
  search: MatrixSearch
  onSearch: (changes: SearchChanges<MatrixSearch>) => void
}

export function MatrixChart({ matrix, search, onSearch }: MatrixChartProps) {
  const t = useTranslations('matrix')
  const navigate = useNavigate()
  const metric = search.metric ?? 'friction'
  const order = search.order ?? 'average'
  const view = useMemo(() => viewMatrix(matrix, metric, order), [matrix, metric, order])
  const asked = search.q?.toLowerCase() ?? ''
  const marked = new Set(asked === '' ? [] : view.teams.flatMap((team, place) => (team.name.toLowerCase().includes(asked) ? [place] : [])))
  return (
    <ChartFrame
      title={t(`title_${metric}`)}
      summary={useSummary(matrix, view)}
      fileName={`matrix-${matrix.leagueCode}-${metric}`}
      snapshot={matrix.meta.snapshot}
      note={`${matrix.league} ${matrix.season ?? ''}`.trim()}
      data={{
        columns: [
          { key: 'home', label: t('homeTeam') },
          { key: 'away', label: t('awayTeam') },
          { key: 'value', label: t(`metric_${metric}`), kind: METRIC_LOOK[metric].kind },
          { key: 'matches', label: t('n'), kind: 'count' },
        ],
        rows: listPairs(view).map((pair) => ({ home: pair.home, away: pair.away, value: pair.value, matches: pair.matches })),
      }}
    >
      <Warnings meta={matrix.meta} />
      <div className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <Segmented
          label={t('metric')}
          value={metric}
          options={METRICS.map((value) => ({ value, label: t(`metric_${value}`) }))}
          onChange={(value) => onSearch({ metric: value === 'friction' ? undefined : value })}
        />
        <SelectField
          label={t('order')}
          value={order}
          options={[
            { value: 'average', label: t('order_strength') },
            { value: 'alpha', label: t('order_alpha') },
          ]}
          onChange={(value) => onSearch({ order: value === 'alpha' ? 'alpha' : undefined })}
        />
        <label className="flex flex-col gap-0.5">
          <span className="eyebrow">{t('find')}</span>
          <input
            type="search"
            value={search.q ?? ''}
            placeholder={t('findPlaceholder')}
            onChange={(event) => onSearch({ q: event.target.value || undefined })}
            className="min-h-9 w-56 max-w-full rounded border border-rule-strong bg-panel px-2 text-sm text-ink"
          />
        </label>
      </div>
      <div className="max-w-3xl">
        <MatrixGrid
          view={view}
          marked={marked}
          onOpen={(homeId, awayId) => void navigate({ to: '/matchups/$homeId/$awayId', params: { homeId, awayId } })}
        />
      </div>
      <Legend metric={metric} />
    </ChartFrame>
  )
}

interface Pair {
  home: string
  away: string
  value: number | null
  matches: number | null
}

/** Every pair of two different teams, in the order shown. */
export function listPairs({ teams, values, matches }: MatrixView): Pair[] {
  return teams.flatMap((home, row) =>
    teams.flatMap((away, column) => {
      const index = row * teams.length + column
      return row === column ? [] : [{ home: home.name, away: away.name, value: values[index] ?? null, matches: matches[index] ?? null }]
    }),
  )
}

function useSummary(matrix: MatrixChartProps['matrix'], view: MatrixView): string {
  const t = useTranslations('matrix')
  const write = useNumberText()
  const measured = listPairs(view).filter((pair) => pair.value !== null)
  const highest = measured.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0]
  if (!highest || highest.value === null) return t('summaryNone', { league: matrix.league })
  return t('summary', {
    metric: t(`metric_${view.metric}`),
    pairs: write('count', measured.length),
    league: matrix.league,
    home: highest.home,
    away: highest.away,
    value: write(METRIC_LOOK[view.metric].kind, highest.value),
  })
}

const STOPS = [0, 64, 128, 192, 255]

/** The scale of the colours, with its fixed ends. */
function Legend({ metric }: { metric: Metric }) {
  const t = useTranslations('matrix')
  const write = useNumberText()
  const { ramp, domain, kind } = METRIC_LOOK[metric]
  const gradient = STOPS.map((step) => getRampColour(ramp, step)).join(', ')
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-soft">
      <span>{write(kind, domain[0])}</span>
      <span
        aria-hidden="true"
        className="keeps-colour h-3 w-36 rounded-xs"
        style={{ background: `linear-gradient(to right, ${gradient})` }}
      />
      <span>{write(kind, domain[1])}</span>
      <span aria-hidden="true" className="hatch ml-3 inline-block size-3 border border-rule" />
      <span>{t('legendNone')}</span>
    </div>
  )
}
