import { useId } from 'react'

export interface SelectOption<Value extends string> {
  value: Value
  label: string
}

export interface SelectFieldProps<Value extends string> {
  label: string
  value: Value
  options: readonly SelectOption<Value>[]
  onChange: (value: Value) => void
}

/** A choice of one out of a list. The browser's own control: it is the best one on a phone. */
export function SelectField<Value extends string>({ label, value, options, onChange }: SelectFieldProps<Value>) {
  const id = useId()
  return (
    <div className="flex w-fit max-w-full min-w-0 flex-col gap-0.5">
      <label htmlFor={id} className="eyebrow">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
        className="min-h-9 max-w-full rounded border border-rule-strong bg-panel px-2 text-sm text-ink"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
