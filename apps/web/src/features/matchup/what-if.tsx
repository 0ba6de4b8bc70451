import { useId, useState } from 'react'
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack, Switch } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/buttons.tsx'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { type NumberKind } from '@mon-ps/messages/numbers'
import { useNumberText } from '../../ui/written.ts'
import { Panel, type PanelQuery } from '../../ui/panel.tsx'
import { Stat, type StatValue } from '../../ui/stat.tsx'
import { hasOverrides, type Matchup, type Overrides, getDefaults, useModelSettings, useWhatIf } from './use-matchup.ts'

interface WhatIfProps {
  published: Matchup
  overrides: Overrides
  onChange: (changes: { [Key in keyof Overrides]: Overrides[Key] | undefined }) => void
  onClose: () => void
}

const NOTHING = { neutral: undefined, halfLife: undefined, shrink: undefined, asOf: undefined }

/** Changed assumptions and their effect. Calculated on the server, not saved, kept in the address. */
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

type ModelSlidersProps = Pick<WhatIfProps, 'overrides' | 'onChange'> & { model: NonNullable<Matchup['model']> }

/** Sliders that start at the model's own settings. */
export function ModelSliders({ model, overrides, onChange }: ModelSlidersProps) {
  const t = useTranslations('matchup')
  const write = useNumberText()
  const rest = getDefaults(model)
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

interface Change {
  key: string
  label: string
  kind: NumberKind
  was: StatValue
  now: StatValue
}

/** The same figures before and after the changes. */
function WasNow({ was, result }: { was: Matchup; result: PanelQuery<Matchup> }) {
  const t = useTranslations('matchup')
  return (
    <Panel query={result} what={t('recalculating')} height="min-h-72">
      {(now) => <Changes was={was} now={now} />}
    </Panel>
  )
}

export function Changes({ was, now }: { was: Matchup; now: Matchup }) {
  const t = useTranslations('matchup')
  const probability = (key: keyof Matchup['probabilities'], label: string): Change => ({
    key,
    label,
    kind: 'percent',
    was: was.probabilities[key],
    now: now.probabilities[key],
  })
  const changes: Change[] = [
    probability('home', t('teamWins', { team: was.home.name })),
    probability('draw', t('draw')),
    probability('away', t('teamWins', { team: was.away.name })),
    probability('over25', t('over25')),
    probability('btts', t('btts')),
    { key: 'total', label: t('goalsExpected'), kind: 'goals', was: was.goalRates.total, now: now.goalRates.total },
  ]
  const columns: DataColumn<Change>[] = [
    { id: 'label', header: t('measure'), cell: (change) => change.label },
    { id: 'was', header: t('was'), align: 'right', cell: (change) => <Stat stat={change.was} kind={change.kind} layout="stacked" /> },
    { id: 'now', header: t('now'), align: 'right', cell: (change) => <Stat stat={change.now} kind={change.kind} layout="stacked" /> },
    {
      id: 'change',
      header: t('change'),
      align: 'right',
      cell: (change) => <Stat stat={getDifference(change)} kind={change.kind === 'percent' ? 'points' : 'signed'} />,
    },
  ]
  return (
    <ChartFrame
      title={t('changesTitle')}
      summary={t('changesSummary')}
      fileName={`what-if-${was.home.name}-${was.away.name}`}
      data={{
        columns: [
          { key: 'measure', label: t('measure') },
          { key: 'was', label: t('was'), kind: 'decimal' },
          { key: 'now', label: t('now'), kind: 'decimal' },
        ],
        rows: changes.map((change) => ({ measure: change.label, was: change.was, now: change.now })),
      }}
    >
      <DataTable caption={t('changesTitle')} columns={columns} rows={changes} rowKey={(change) => change.key} />
    </ChartFrame>
  )
}

function getDifference({ was, now }: Change): number | null {
  return was.value === null || now.value === null ? null : now.value - was.value
}

interface SliderFieldProps {
  label: string
  hint: string
  /** Undefined: not set, the thumb stays at `rest`. */
  value: number | undefined
  rest: number
  low: number
  high: number
  step: number
  text: (value: number | undefined) => string
  /** Called when the thumb is released. */
  onChange: (value: number) => void
}

/** A number from a range. Changes are reported when the thumb is released, not while it moves. */
function SliderField({ label, hint, value, rest, low, high, step, text, onChange }: SliderFieldProps) {
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

function SwitchField({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <Switch isSelected={isOn} onChange={onChange} className="group flex min-h-8 cursor-pointer items-center gap-2.5 text-sm font-medium">
      <span className="h-5 w-9 rounded-full border border-rule-strong bg-sunken p-0.5 transition-colors group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[selected]:bg-ink">
        <span className="block size-3.5 rounded-full bg-rule-strong transition-transform group-data-[selected]:translate-x-4 group-data-[selected]:bg-paper" />
      </span>
      {label}
    </Switch>
  )
}
