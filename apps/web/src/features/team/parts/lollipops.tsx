import { scaleLinear } from '@visx/scale'

export interface Lollipop {
  key: string
  /** Goal difference. */
  value: number
  side: 'home' | 'away'
  isSurprise: boolean
  label: string
}

const HEIGHT = 150
const TOP = 14
/** Room for a stem of this many goals even in a dull run, so that one goal never looks like a rout. */
const LEAST_SPAN = 3

/** Goal differences over time, oldest on the left: up is won, down is lost, a dot on the line is a draw. */
export function Lollipops({ items }: { items: readonly Lollipop[] }) {
  const span = Math.max(LEAST_SPAN, ...items.map((item) => Math.abs(item.value)))
  const y = scaleLinear({ domain: [span, -span], range: [TOP, HEIGHT - TOP] })
  const zero = y(0)
  const at = (index: number) => `${((index + 0.5) / items.length) * 100}%`
  return (
    <svg className="block w-full" height={HEIGHT} role="list">
      {Array.from({ length: 2 * span + 1 }, (_, step) => step - span).map((goals) => (
        <line
          key={goals}
          x1="0%"
          x2="100%"
          y1={y(goals)}
          y2={y(goals)}
          stroke={goals === 0 ? 'var(--rule-strong)' : 'var(--rule)'}
          strokeWidth={goals === 0 ? 1 : 0.5}
        />
      ))}
      {items.map((item, index) => (
        <g key={item.key} role="listitem" aria-label={item.label}>
          <title>{item.label}</title>
          <line x1={at(index)} x2={at(index)} y1={zero} y2={y(item.value)} stroke="var(--team)" strokeWidth={2} />
          {item.isSurprise && <circle cx={at(index)} cy={y(item.value)} r={9} fill="none" stroke="var(--away-mark)" strokeWidth={2} />}
          <circle
            cx={at(index)}
            cy={y(item.value)}
            r={5}
            fill={item.side === 'home' ? 'var(--team)' : 'var(--paper)'}
            stroke="var(--team)"
            strokeWidth={2}
          />
        </g>
      ))}
    </svg>
  )
}
