import type { MigrationPlanWire } from '@mon-ps/contract/migration-plan'
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPart } from '../../lib/test-page.tsx'
import { Plan } from './plan.tsx'
import { UndoneReport, VerifyReport } from './reports.tsx'

const nothing = { total: 0, rows: [] }
const decision = {
  id: 'P12:team_profiles:league-unknown:4',
  question: 'Which league is profile 4 in?',
  options: [{ id: 'quarantine', meaning: 'Leave it out of V3' }],
  proposed: null,
  chosen: null,
}
const plan: MigrationPlanWire = {
  planSha256: 'a'.repeat(64),
  ruleVersions: {},
  timeZone: 'Europe/Paris',
  source: [
    { table: 'team_profiles', present: true, kind: 'table', rows: 99, columns: [{ name: 'id', type: 'integer' }], digest: 'd'.repeat(64) },
    { table: 'odds', present: false, kind: null, rows: 0, columns: [], digest: null },
  ],
  mapping: [],
  jsonKeys: nothing,
  predictions: [
    { table: 'team_quantum_dna_v3', measure: 'rows', v1: '99', v3: '98' },
    { table: 'team_quantum_dna_v3', measure: 'wins', v1: '7', v3: '7' },
  ],
  findings: [
    { id: 'a', check: 'P02', table: 'team_strategies', severity: 'info', count: 1, message: 'a remark', examples: [], remedy: null },
    {
      id: 'b',
      check: 'P01',
      table: 'team_profiles',
      severity: 'blocking',
      count: 1,
      message: 'ids repeat',
      examples: [],
      remedy: 'make them unique',
    },
  ],
  decisions: { total: 23, rows: [decision, { ...decision, id: 'other', question: 'Which zone?', proposed: 'before' }] },
  rulings: nothing,
  teams: nothing,
  ddl: [],
  locks: [],
  bytesNeeded: 1,
  bytesFree: null,
  chunked: false,
  ready: false,
}

test('a plan shows V1 table by table, its hash, what blocks it first, and what V3 will hold', () => {
  renderPart(<Plan plan={plan} wasApplied={false} />)
  expect(
    within(screen.getByRole('table', { name: 'What stands in V1' }))
      .getAllByRole('row')
      .map(({ textContent }) => textContent),
  ).toEqual(['TableKindRowsColumnsDigest', `team_profilestable991${'d'.repeat(12)}`, 'oddsnot there'])
  expect(screen.getByText(plan.planSha256)).toBeTruthy()
  expect(screen.getByText('not ready')).toBeTruthy()
  expect(screen.getAllByText(/^(blocks|remark)$/).map(({ textContent }) => textContent)).toEqual(['blocks', 'remark'])
  expect(screen.getByText('To do: make them unique')).toBeTruthy()
  const figures = within(screen.getByRole('table', { name: 'What V3 will hold' }))
  expect(figures.getAllByRole('row')).toHaveLength(2)
  expect(figures.getByText('different')).toBeTruthy()
  expect(screen.getByText('1 more figure is the same in both.')).toBeTruthy()
})

test('decisions are read, not made: an open one lists its options', () => {
  renderPart(<Plan plan={plan} wasApplied={false} />)
  expect(screen.getByText('open')).toBeTruthy()
  expect(screen.getByText('Leave it out of V3')).toBeTruthy()
  expect(screen.getByText('as proposed: before')).toBeTruthy()
  expect(screen.getByText('3 more decisions are in the whole plan.')).toBeTruthy()
  expect(screen.queryAllByRole('button')).toEqual([])
  expect(screen.queryAllByRole('radio')).toEqual([])
})

test('a failed proof names the column and row that differ', () => {
  const check = { id: 'I1', name: 'V1 can be rebuilt', passed: false, compared: 99, differences: ['team_profiles 4: total_pnl'] }
  const counts = [{ table: 'team_profiles' as const, v1: 99, v3: 98, quarantined: 1 }]
  renderPart(<VerifyReport report={{ passed: false, checks: [check], counts, fill: [] }} isOfMove={false} />)
  expect(screen.getByRole('region', { name: 'Not proven: V1 and V3 differ' }).textContent).toContain('newest verification')
  expect(screen.getByText('team_profiles 4: total_pnl')).toBeTruthy()
})

test('a rollback names each part that is not what it was', () => {
  const report = { migrationId: 1, state: 'rolled_back' as const, kept: ['the backup stays'], elapsedMs: 1 }
  const equal = { what: 'rows of team_profiles', before: 'x', after: 'x' }
  const { rerender } = renderPart(<UndoneReport report={{ ...report, digests: [equal] }} />)
  expect(screen.getByText('1 part of V1 and V3 compared by digest: all equal')).toBeTruthy()
  rerender(<UndoneReport report={{ ...report, digests: [equal, { what: 'sequence of odds', before: 'x', after: 'y' }] }} />)
  expect(screen.getByText('1 part differs from before the move')).toBeTruthy()
  expect(screen.getByText(/sequence of odds/)).toBeTruthy()
})
