import { useTranslations } from 'use-intl'
import { rampColour } from '../../../ui/colour-ramp.ts'
import { useNumberText } from '../../../ui/number-kind.ts'
import { METRIC_LOOK } from '../matrix-view.ts'
import type { Metric } from '../metrics.ts'

const STOPS = [0, 64, 128, 192, 255]

/** The scale of the colours, with its fixed ends. */
export function Legend({ metric }: { metric: Metric }) {
  const t = useTranslations('matrix')
  const write = useNumberText()
  const { ramp, domain, kind } = METRIC_LOOK[metric]
  const gradient = STOPS.map((step) => rampColour(ramp, step)).join(', ')
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
