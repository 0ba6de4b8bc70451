import { expect, test } from 'vitest'
import { stagesOf } from './stages.ts'

test('tables that count their own rows are added up', () => {
  const phases = [
    { name: 'schema', done: 1, total: 1 },
    { name: 'copy team_profiles', done: 99, total: 198 },
    { name: 'copy matchup_friction', done: 100, total: 6806 },
  ]
  expect(stagesOf(phases)).toEqual([
    { stage: 'schema', done: 1, total: 1 },
    { stage: 'copy', done: 199, total: 7004 },
  ])
})

test('tables that are counted themselves are as far as the furthest', () => {
  const phases = [1, 2, 3].map((done) => ({ name: `backup quantum.table_${done}`, done, total: 7 }))
  expect(stagesOf(phases)).toEqual([{ stage: 'backup', done: 3, total: 7 }])
})

test('a stage that says of itself that it ended is full', () => {
  const phases = [
    { name: 'backup-check quantum.team_profiles', done: 4, total: 7 },
    { name: 'backup-check', done: 1, total: 1 },
  ]
  expect(stagesOf(phases)).toEqual([{ stage: 'backup-check', done: 7, total: 7 }])
})
