import { AxisTop } from '@visx/axis'
import { scaleLinear } from '@visx/scale'
import { useNumberText } from '../../../ui/number-kind.ts'

/** ROI at the ends of the shared axis; intervals that run beyond end in an arrow. */
export const ROI_DOMAIN = [-0.6, 0.6] as const
const WIDTH = 168
const HEIGHT = 20
const TICKS = [-0.5, 0, 0.5]

/** The one axis of all ROI cells. */
export function ForestAxis() {
  const write = useNumberText()
  const scale = scaleLinear({ domain: [...ROI_DOMAIN], range: [WIDTH * 0.02, WIDTH * 0.98] })
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className="block">
      <AxisTop
        top={HEIGHT}
        scale={scale}
        tickValues={TICKS}
        tickLength={4}
        stroke="var(--rule-strong)"
        tickStroke="var(--rule-strong)"
        tickFormat={(value) => write('signedPercent', Number(value)).replace('.0', '')}
        tickLabelProps={{ fill: 'var(--ink-soft)', fontSize: 10, fontFamily: 'inherit', textAnchor: 'middle', dy: '-0.2em' }}
      />
    </svg>
  )
}
