import { scaleLinear } from '@visx/scale'
import { LineRadial } from '@visx/shape'
import { useTranslations } from 'use-intl'
import { headlineOf, type Vector } from '../vectors.ts'

const SIZE = 340
const RADIUS = 120
const RINGS = [25, 50, 75, 100]
const scale = scaleLinear({ domain: [0, 100], range: [0, RADIUS] })

/** Percentiles around a circle, for those who know a team by its shape. */
export function DnaRadar({ vectors, nameOf }: { vectors: readonly Vector[]; nameOf: (vector: Vector) => string }) {
  const t = useTranslations('team')
  const axes = vectors.flatMap((vector) => {
    const percentile = headlineOf(vector)?.percentile ?? null
    return percentile === null ? [] : [{ name: nameOf(vector), percentile }]
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
