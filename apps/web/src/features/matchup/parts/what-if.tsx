import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/button.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { SliderField } from '../../../ui/slider-field.tsx'
import { SwitchField } from '../../../ui/switch-field.tsx'
import type { Matchup } from '../matchup-text.ts'
import { hasOverrides, type Overrides, restOf, useModelSettings, useWhatIf } from '../use-matchup.ts'
import { WasNow } from './was-now.tsx'

export interface WhatIfProps {
  published: Matchup
  overrides: Overrides
  onChange: (changes: { [Key in keyof Overrides]: Overrides[Key] | undefined }) => void
  onClose: () => void
}

const NOTHING = { neutral: undefined, halfLife: undefined, shrink: undefined, asOf: undefined }

/** Changed assumptions and what they change. Calculated on the server, written nowhere, kept in the address. */
export function WhatIf({ published, overrides, onChange, onClose }: WhatIfProps) {
  const t = useTranslations('matchup')
  const titleId = useId()
  const dateId = useId()
  const result = useWhatIf({ homeId: published.home.id, awayId: published.away.id }, overrides)
  const model = useModelSettings(published)
  const changed = hasOverrides(overrides)
  return (
    <section aria-labelledby={titleId} className="mb-8 rounded border border-rule-strong bg-panel p-4 [--surface:var(--panel)] sm:p-5">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id={titleId} className="text-lg font-bold">
            {t('whatIfTitle')}
          </h2>
          <p className="text-sm text-soft">{t('whatIfLead')}</p>
        </div>
        <div className="flex gap-2">
          <Button isDisabled={!changed} onPress={() => onChange(NOTHING)}>
            {t('reset')}
          </Button>
          <Button onPress={onClose}>{t('close')}</Button>
        </div>
      </div>
      <div className="grid gap-x-10 gap-y-6 grid-cols-[minmax(0,1fr)] lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div className="grid content-start gap-5">
          <SwitchField
            label={t('neutralVenue')}
            isOn={overrides.neutral === true}
            onChange={(isOn) => onChange({ ...overrides, neutral: isOn || undefined })}
          />
          {model && <ModelSliders model={model} overrides={overrides} onChange={onChange} />}
          <div>
            <label htmlFor={dateId} className="text-sm font-medium">
              {t('asOf')}
            </label>
            <input
              id={dateId}
              type="date"
              value={overrides.asOf ?? ''}
              onChange={(event) => onChange({ ...overrides, asOf: event.target.value || undefined })}
              className="mt-1 block min-h-9 rounded border border-rule-strong bg-paper px-2 text-sm text-ink"
            />
            <p className="mt-1 text-xs text-soft">{t('asOfHint')}</p>
          </div>
        </div>
        {changed ? <WasNow was={published} result={result} /> : <p className="text-sm text-soft">{t('changesWaiting')}</p>}
      </div>
    </section>
  )
}

export type ModelSlidersProps = Pick<WhatIfProps, 'overrides' | 'onChange'> & { model: NonNullable<Matchup['model']> }

/** The model's own settings, to be moved from where they are. */
export function ModelSliders({ model, overrides, onChange }: ModelSlidersProps) {
  const t = useTranslations('matchup')
  const write = useNumberText()
  const rest = restOf(model)
  const days = (halfLife: number) => t('days', { days: Math.round(halfLife) })
  const strength = (shrink: number) => write('expected', shrink)
  return (
    <>
      <SliderField
        label={t('decay')}
        hint={t('decayHint')}
        value={overrides.halfLife}
        rest={rest.halfLife}
        low={30}
        high={1500}
        step={5}
        text={(halfLife) => (halfLife === undefined ? t('modelDefault', { value: days(rest.halfLife) }) : days(halfLife))}
        onChange={(halfLife) => onChange({ ...overrides, halfLife })}
      />
      <SliderField
        label={t('shrinkage')}
        hint={t('shrinkageHint')}
        value={overrides.shrink}
        rest={rest.shrink}
        low={0.5}
        high={60}
        step={0.5}
        text={(shrink) => (shrink === undefined ? t('modelDefault', { value: strength(rest.shrink) }) : strength(shrink))}
        onChange={(shrink) => onChange({ ...overrides, shrink })}
      />
    </>
  )
}
