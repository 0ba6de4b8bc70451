import { useTranslations } from 'use-intl'
import { onlyDefined, readChoice } from '../../../lib/search-params.ts'
import type { ApiOutputs } from '../../../lib/trpc.ts'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { ToolButton } from '../../../ui/tool-button.tsx'
import type { Twin, TwinCell } from '../../../ui/twin.ts'
import { byDistance, distanceFromMiddle, headlineOf, type LegacyValue, VECTORS, type Vector } from '../vectors.ts'
import { DnaRadar } from './dna-radar.tsx'
import { DnaRow } from './dna-row.tsx'

interface DnaSearch {
  view?: 'radar'
  order?: 'fixed'
}

export interface DnaChartProps {
  team: ApiOutputs['team']['byId']
  search: DnaSearch
  onSearch: (search: DnaSearch) => void
}

type TwinRow = Record<string, TwinCell>

const EXTREMES = 3

/** The nine vectors as strips of the league with this team's dot, or as a radar for its shape alone. */
export function DnaChart({ team, search, onSearch }: DnaChartProps) {
  const t = useTranslations('team')
  const asRadar = search.view === 'radar'
  const isFixed = search.order === 'fixed'
  const vectors = isFixed ? team.dna : byDistance(team.dna)
  const name = useVectorName()
  const change = (changes: { view?: 'radar' | undefined; order?: 'fixed' | undefined }) => onSearch(onlyDefined({ ...search, ...changes }))
  return (
    <ChartFrame
      title={t('vectorsTitle')}
      summary={useSummary(team.dna)}
      twin={useTwin(team.dna)}
      fileName={`dna-${team.teamName}`}
      n={team.totalMatches}
      snapshot={team.meta.snapshot}
      note={asRadar ? t('radarNote') : team.dna.some(headlineOf) && t('legend')}
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
        <DnaRadar vectors={team.dna} nameOf={name} />
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
  const write = useNumberText()
  const placed = byDistance(dna).filter((vector) => distanceFromMiddle(vector) !== null)
  const list = placed
    .slice(0, EXTREMES)
    .map((vector) => t('extremeItem', { vector: name(vector), percentile: write('percentile', headlineOf(vector)?.percentile ?? 0) }))
  const measured = dna.filter((vector) => vector.status === 'measured').length
  if (measured === 0 && dna.some((vector) => vector.legacy)) return t('vectorsLegacy')
  return t('vectorsSummary', {
    measured,
    extremes: list.length === 0 ? t('vectorsNoExtremes') : t('vectorsExtremes', { list: list.join(', ') }),
  })
}

function useTwin(dna: readonly Vector[]): Twin {
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
    rows: dna.flatMap((vector): TwinRow[] => {
      if (vector.legacy) return vector.legacy.map((legacy) => legacyRow(name(vector), legacy, t('asMigrated')))
      return vector.metrics.length === 0
        ? [
            {
              vector: name(vector),
              metric: '',
              value: null,
              unit: '',
              percentile: null,
              evidence: '',
              status: vector.reason ?? t('notMeasured'),
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

/** A plain number of the old system is no estimate: it stands without interval and n. */
function legacyRow(vector: string, { key, value }: LegacyValue, status: string): TwinRow {
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
