import { describeVectorGap } from '@mon-ps/messages/reasons'
import { scaleLinear } from '@visx/scale'
import { LineRadial } from '@visx/shape'
import { useTranslations } from 'use-intl'
import { onlyDefined, readChoice } from '../../lib/search-params.ts'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { ToolButton } from '../../ui/buttons.tsx'
import { type ChartCell, type ChartData, ChartFrame } from '../../ui/chart-frame.tsx'
import { sortByDistance, getDistanceFromMiddle, DnaRow, getHeadline, type LegacyValue, type Vector, VECTORS } from './dna-row.tsx'

interface DnaSearch {
  view?: 'radar'
  order?: 'fixed'
}

interface DnaChartProps {
  team: ApiOutputs['team']['byId']
  search: DnaSearch
  onSearch: (search: DnaSearch) => void
}

type ChartRow = Record<string, ChartCell>

const EXTREMES = 3

/** The nine vectors as strips of the league with this team's dot, or as a radar for its shape alone. */
export function DnaChart({ team, search, onSearch }: DnaChartProps) {
  const t = useTranslations('team')
  const asRadar = search.view === 'radar'
  const isFixed = search.order === 'fixed'
  const vectors = isFixed ? team.dna : sortByDistance(team.dna)
  const name = useVectorName()
  const change = (changes: { view?: 'radar' | undefined; order?: 'fixed' | undefined }) => onSearch(onlyDefined({ ...search, ...changes }))
  return (
    <ChartFrame
      title={t('vectorsTitle')}
      summary={useSummary(team.dna)}
      data={useChartData(team.dna)}
      fileName={`dna-${team.teamName}`}
      n={team.totalMatches}
      snapshot={team.meta.snapshot}
      note={asRadar ? t('radarNote') : team.dna.some(getHeadline) && t('legend')}
      tools={
        <>
          {!asRadar && (
            <ToolButton pressed={isFixed} onPress={() => change({ order: isFixed ? undefined : 'fixed' })}>
              {t('orderFixed')}
            </ToolButton>
          )}
          <ToolButton pressed={asRadar} onPress={() => change({ view: asRadar ? undefined : 'radar' })}>
            {t('radar')}
          </ToolButton>
        </>
      }
    >
      {asRadar ? (
        <DnaRadar vectors={team.dna} nameFor={name} />
      ) : (
        <ul className="divide-y divide-rule border-y border-rule">
          {vectors.map((vector) => (
            <DnaRow key={vector.vector} vector={vector} name={name(vector)} />
          ))}
        </ul>
      )}
    </ChartFrame>
  )
}

function useVectorName(): (vector: Vector) => string {
  const t = useTranslations('team')
  return ({ vector }) => {
    const known = readChoice(vector, VECTORS)
    return known ? t(`vector_${known}`) : vector
  }
}

function useSummary(dna: readonly Vector[]): string {
  const t = useTranslations('team')
  const name = useVectorName()
  const placed = sortByDistance(dna).filter((vector) => getDistanceFromMiddle(vector) !== null)
  const list = placed
    .slice(0, EXTREMES)
    .map((vector) => t('extremeItem', { vector: name(vector), percentile: Math.round(getHeadline(vector)?.percentile ?? 0) }))
  const measured = dna.filter((vector) => vector.status === 'measured').length
  if (measured === 0 && dna.some((vector) => vector.legacy)) return t('vectorsLegacy')
  return t('vectorsSummary', {
    measured,
    extremes: list.length === 0 ? t('vectorsNoExtremes') : t('vectorsExtremes', { list: list.join(', ') }),
  })
}

function useChartData(dna: readonly Vector[]): ChartData {
  const t = useTranslations('team')
  const name = useVectorName()
  return {
    columns: [
      { key: 'vector', label: t('vector') },
      { key: 'metric', label: t('metric') },
      { key: 'value', label: t('value'), kind: 'plain' },
      { key: 'unit', label: t('unit') },
      { key: 'percentile', label: t('percentile'), kind: 'percentile' },
      { key: 'evidence', label: t('evidence') },
      { key: 'status', label: t('status') },
    ],
    rows: dna.flatMap((vector): ChartRow[] => {
      if (vector.legacy) return vector.legacy.map((legacy) => toLegacyRow(name(vector), legacy, t('asMigrated')))
      return vector.metrics.length === 0
        ? [
            {
              vector: name(vector),
              metric: '',
              value: null,
              unit: '',
              percentile: null,
              evidence: '',
              status: vector.reason === null ? t('notMeasured') : describeVectorGap(vector.reason),
            },
          ]
        : vector.metrics.map((metric) => ({
            vector: name(vector),
            metric: metric.subject ? `${metric.name}, ${t('about', { team: metric.subject.name })}` : metric.name,
            value: metric,
            unit: metric.unit,
            percentile: metric.percentile,
            evidence: t(`evidence_${metric.evidence}`),
            status: metric.status === 'measured' ? t('measured') : t('notMeasured'),
          }))
    }),
  }
}

/** V1's numbers are no estimates: they have neither interval nor n. */
function toLegacyRow(vector: string, { key, value }: LegacyValue, status: string): ChartRow {
  return {
    vector,
    metric: key,
    value: typeof value === 'boolean' ? String(value) : value,
    unit: '',
    percentile: null,
    evidence: '',
    status,
  }
}

const SIZE = 340
const RADIUS = 120
const RINGS = [25, 50, 75, 100]
const scale = scaleLinear({ domain: [0, 100], range: [0, RADIUS] })

/** Percentiles around a circle, for those who know a team by its shape. */
function DnaRadar({ vectors, nameFor }: { vectors: readonly Vector[]; nameFor: (vector: Vector) => string }) {
  const t = useTranslations('team')
  const axes = vectors.flatMap((vector) => {
    const percentile = getHeadline(vector)?.percentile ?? null
    return percentile === null ? [] : [{ name: nameFor(vector), percentile }]
  })
  const angle = (index: number) => (index / axes.length) * 2 * Math.PI
  const first = axes[0]
  const closed = first ? [...axes, first] : []
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={t('radarTitle')} className="mx-auto block w-full max-w-md">
      <g transform={`translate(${SIZE / 2} ${SIZE / 2})`}>
        {RINGS.map((ring) => (
          <circle
            key={ring}
            r={scale(ring)}
            fill="none"
            stroke="var(--rule)"
            {...(ring === 50 ? { strokeDasharray: '3 3', stroke: 'var(--rule-strong)' } : {})}
          />
        ))}
        {axes.map(({ name }, index) => {
          const x = Math.sin(angle(index))
          const y = -Math.cos(angle(index))
          const anchor = Math.abs(x) < 0.2 ? 'middle' : x > 0 ? 'start' : 'end'
          return (
            <g key={name}>
              <line x2={x * RADIUS} y2={y * RADIUS} stroke="var(--rule)" />
              <text
                x={x * (RADIUS + 12)}
                y={y * (RADIUS + 12)}
                textAnchor={anchor}
                dominantBaseline="middle"
                fontSize={12}
                fill="var(--ink)"
              >
                {name}
              </text>
            </g>
          )
        })}
        <LineRadial
          data={closed}
          angle={(_, index) => angle(index)}
          radius={(axis) => scale(axis.percentile)}
          fill="var(--team)"
          fillOpacity={0.12}
          stroke="var(--team)"
          strokeWidth={2}
        />
        {axes.map(({ name, percentile }, index) => (
          <circle
            key={name}
            cx={Math.sin(angle(index)) * scale(percentile)}
            cy={-Math.cos(angle(index)) * scale(percentile)}
            r={3.5}
            fill="var(--team)"
          />
        ))}
      </g>
    </svg>
  )
}
