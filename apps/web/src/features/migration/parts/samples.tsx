import type { MigrationMapping } from '@mon-ps/contract/migration-plan'
import type { MigrationSample } from '@mon-ps/contract/migration-report'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Segmented, SelectField } from '../../../ui/choices.tsx'
import { SampleTable } from './sample-table.tsx'

export interface SamplesProps {
  samples: readonly MigrationSample[]
  /** The plan's; empty while no plan is known. */
  mapping: readonly MigrationMapping[]
}

/** Rows as V1 has them beside the rows that they became, one at a time. */
export function Samples({ samples, mapping }: SamplesProps) {
  const t = useTranslations('migration')
  const [chosen, setChosen] = useState('0')
  const [only, setOnly] = useState<'changed' | 'all'>('changed')
  const sample = samples[Number(chosen)] ?? samples[0]
  if (!sample) return null
  const ofTable = mapping.find(({ v1 }) => v1 === sample.table)
  return (
    <>
      <div className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <SelectField
          label={t('sample')}
          value={chosen}
          options={samples.map((one, index) => ({ value: String(index), label: labelOf(one) }))}
          onChange={setChosen}
        />
        {ofTable && (
          <Segmented
            label={t('sampleColumns')}
            value={only}
            options={[
              { value: 'changed', label: t('onlyChanged') },
              { value: 'all', label: t('allColumns') },
            ]}
            onChange={setOnly}
          />
        )}
      </div>
      {ofTable ? <SampleTable sample={sample} mapping={ofTable} changedOnly={only === 'changed'} /> : <RawSample sample={sample} />}
    </>
  )
}

function labelOf({ table, v1Id, v1 }: MigrationSample): string {
  const names = ['team_name', 'strategy_name', 'team_a_name', 'team_b_name'].flatMap((column) =>
    typeof v1[column] === 'string' ? [v1[column]] : [],
  )
  return `${table} ${v1Id}: ${names.join(' · ')}`
}

/** Both rows as they stand, where no mapping is at hand to pair their columns. */
function RawSample({ sample: { v1, v3 } }: { sample: MigrationSample }) {
  const t = useTranslations('migration')
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {(
        [
          ['inV1', v1],
          ['inV3', v3],
        ] as const
      ).map(([side, row]) => (
        <div key={side} className="min-w-0">
          <h4 className="eyebrow mb-1">{t(side)}</h4>
          <pre className="max-h-96 overflow-auto rounded bg-sunken p-3 text-xs" tabIndex={0} aria-label={t(side)}>
            {JSON.stringify(row, null, 2)}
          </pre>
        </div>
      ))}
    </div>
  )
}
