import type { MigrationMapping } from '@mon-ps/contract/migration-plan'
import type { MigrationSample } from '@mon-ps/contract/migration-report'
import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { Samples } from './parts/samples.tsx'
import { sampleColumns } from './sample-columns.ts'

const column = (target: string, sources: string[], rule: string): MigrationMapping['columns'][number] => ({
  target,
  sources,
  rule,
  note: null,
  lossy: 'no',
})
const mapping: MigrationMapping = {
  v1: 'team_profiles',
  v3: 'team_quantum_dna_v3',
  columns: [
    column('team_name', ['team_name'], 'copy@1'),
    column('league', ['quantum_dna.league', 'quantum_dna.status_2025_2026.league'], 'league@1'),
    column('best_strategy', ['team_strategies:strategy_name'], 'best-strategy@1'),
    column('risk_dna', ['quantum_dna.risk_dna', 'quantum_dna.risk'], 'vector@1'),
    column('luck_dna', ['quantum_dna.luck_dna', 'quantum_dna.luck'], 'vector@1'),
    column('avg_clv', [], 'none@1'),
  ],
  companionOnly: [{ column: 'roi', reason: 'per bet; V3’s is per stake' }],
}
const sample: MigrationSample = {
  table: 'team_profiles',
  v1Id: 1,
  v1: { id: 1, team_name: 'Lazio', roi: 84.6, quantum_dna: { league: 'SerieA', luck_dna: { total_luck: 6.6 } } },
  v3: {
    team_name: 'Lazio',
    league: 'Serie A',
    best_strategy: 'QUANT_BEST_MARKET',
    risk_dna: null,
    luck_dna: { total_luck: 6.6 },
    avg_clv: null,
  },
}

test('each V3 value stands beside the V1 values that its rule reads, through the keys of a JSON column', () => {
  const { columns, companionOnly } = sampleColumns(sample, mapping)
  const byTarget = Object.fromEntries(columns.map((one) => [one.target, one]))
  expect(byTarget['league']).toMatchObject({ v3: 'Serie A', changed: true, sameValue: false })
  expect(byTarget['league']?.sources.map(({ value }) => value)).toEqual(['SerieA', undefined])
  expect(byTarget['team_name']).toMatchObject({ changed: false, sameValue: true })
  expect(byTarget['luck_dna']).toMatchObject({ changed: true, sameValue: true })
  expect(byTarget['avg_clv']).toMatchObject({ changed: false })
  expect(companionOnly).toEqual([{ column: 'roi', value: 84.6, reason: 'per bet; V3’s is per stake' }])
})

test('what is shown otherwise is explained; the rest is shown when asked for', () => {
  const { container } = renderPart(<Samples samples={[sample]} mapping={[mapping]} />)
  expect(container.textContent).toContain('The league that the data name, never a default.')
  expect(container.textContent).toContain('in another table')
  expect(container.textContent).toContain('per bet; V3’s is per stake')
  expect(container.textContent).not.toContain('copy@1')
  fireEvent.click(screen.getByRole('radio', { name: 'All columns' }))
  expect(container.textContent).toContain('copy@1')
})

test('without the mapping both rows stand as they are', () => {
  const { container } = renderPart(<Samples samples={[sample]} mapping={[]} />)
  expect(container.textContent).toContain('"league": "Serie A"')
})
