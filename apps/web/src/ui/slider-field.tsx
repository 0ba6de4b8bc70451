import { useState } from 'react'
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components'

export interface SliderFieldProps {
  label: string
  hint: string
  /** Undefined: not set, the thumb rests at `rest`. */
  value: number | undefined
  rest: number
  low: number
  high: number
  step: number
  text: (value: number | undefined) => string
  /** When the thumb is let go. */
  onChange: (value: number) => void
}

/** A number out of a range. The value is told once the thumb rests, not on the way. */
export function SliderField({ label, hint, value, rest, low, high, step, text, onChange }: SliderFieldProps) {
  const [dragged, setDragged] = useState<number | null>(null)
  const shown = dragged ?? value ?? rest
  return (
    <Slider
      value={shown}
      minValue={low}
      maxValue={high}
      step={step}
      onChange={setDragged}
      onChangeEnd={(next) => {
        setDragged(null)
        onChange(next)
      }}
    >
      <div className="flex items-baseline justify-between gap-3">
        <Label className="text-sm font-medium">{label}</Label>
        <SliderOutput className="text-sm text-soft">{text(dragged ?? value)}</SliderOutput>
      </div>
      <SliderTrack className="relative my-1 h-6 w-full before:absolute before:top-1/2 before:h-1 before:w-full before:-translate-y-1/2 before:rounded-full before:bg-rule-strong before:content-['']">
        <SliderThumb className="top-1/2 size-5 rounded-full border-2 border-panel bg-ink shadow data-[dragging]:scale-110" />
      </SliderTrack>
      <p className="text-xs text-soft">{hint}</p>
    </Slider>
  )
}
