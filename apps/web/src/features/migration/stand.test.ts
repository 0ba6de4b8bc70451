import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import type { MigrationInspection, MigrationPlanWire } from '@mon-ps/contract/migration-plan'
import type { MigrationMoveReport, MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import { describe, expect, test } from 'vitest'
import { type Known, nextKey, offersOf, stepStates } from './stand.ts'

const SHA = 'a'.repeat(64)

const status: MigrationStatusWire = {
  state: 'none',
  migrationId: null,
  planSha256: null,
  startedAt: null,
  finishedAt: null,
  resumable: null,
  history: [],
  busyElsewhere: false,
  job: null,
  reports: { rehearse: null, apply: null, verify: null, rollback: null },
}
const inspection: MigrationInspection = {
  source: 'legacy.sql',
  target: '/data',
  sameDatabase: false,
  tables: [],
  findings: [],
  v2Tables: [],
  v3Present: false,
}
const none = { total: 0, rows: [] }
const plan: MigrationPlanWire = {
  planSha256: SHA,
  ruleVersions: { copy: 1 },
  timeZone: 'UTC',
  source: [],
  mapping: [],
  jsonKeys: none,
  predictions: [],
  findings: [],
  decisions: none,
  rulings: none,
  teams: none,
  ddl: [],
  locks: [],
  bytesNeeded: 1,
  bytesFree: null,
  chunked: false,
  ready: true,
}
const proof = (passed: boolean): MigrationVerifyReport => ({ passed, checks: [], counts: [], fill: [] })
const rehearsal = (passed: boolean): MigrationMoveReport => ({
  migrationId: 1,
  planSha256: SHA,
  state: 'applied',
  alreadyApplied: false,
  verify: proof(passed),
  published: { inserted: 0, replaced: 0, kept: 0 },
  quarantined: none,
  notes: [],
  backup: [],
  samples: [],
  elapsedMs: 1,
  stages: [],
})
const known = (changes: Partial<Known> = {}): Known => ({
  status,
  running: null,
  inspection: null,
  plan: null,
  rehearsal: null,
  verification: null,
  ...changes,
})
const standing: MigrationStatusWire = { ...status, state: 'applied', migrationId: 1, planSha256: SHA }

describe('what may be done', () => {
  test('is one step after the other: nothing is applied that was not rehearsed and proven', () => {
    expect(offersOf(known())).toMatchObject({ plan: false, rehearse: false, apply: null })
    expect(offersOf(known({ inspection }))).toMatchObject({ plan: true, rehearse: false, apply: null })
    expect(offersOf(known({ inspection, plan }))).toMatchObject({ plan: false, rehearse: true, apply: null })
    expect(offersOf(known({ inspection, plan, rehearsal: rehearsal(true) }))).toMatchObject({ apply: SHA })
    expect(offersOf(known({ inspection, plan, rehearsal: rehearsal(false) }))).toMatchObject({ rehearse: true, apply: null })
  })

  test('a plan that is not ready is neither rehearsed nor applied', () => {
    const open = known({ inspection, plan: { ...plan, ready: false }, rehearsal: rehearsal(true) })
    // Made again once what blocks it was put right.
    expect(offersOf(open)).toMatchObject({ plan: true, rehearse: false, apply: null })
    expect(nextKey(open)).toBe('blocked')
    expect(stepStates(open).plan).toBe('stuck')
  })

  test('nothing is offered while something runs', () => {
    const busy = known({ status: standing, running: 'verify' })
    expect(Object.values(offersOf(busy)).filter(Boolean)).toEqual([])
    expect(stepStates(busy).verify).toBe('running')
  })

  test('nothing is offered while another process is at work on the move', () => {
    const cut = known({ status: { ...standing, state: 'copying', resumable: 'copy', busyElsewhere: true } })
    expect(Object.values(offersOf(cut)).filter(Boolean)).toEqual([])
    expect(nextKey(cut)).toBe('elsewhere')
  })

  test('a move that was cut off goes on with its own plan only, or is undone', () => {
    for (const state of ['planned', 'backed_up', 'copying', 'failed'] as const) {
      const cut = known({ status: { ...standing, state, resumable: 'copy' }, inspection, plan: { ...plan, planSha256: 'b'.repeat(64) } })
      expect(offersOf(cut)).toMatchObject({ plan: false, rehearse: false, apply: null, resume: SHA, rollback: true })
      expect(nextKey(cut)).toBe('unfinished')
      expect(stepStates(cut)).toMatchObject({ rehearse: 'done', apply: 'stuck', verify: 'waiting' })
    }
  })

  test('what was moved is verified or undone, in sync or not', () => {
    for (const state of ['applied', 'synced', 'finished'] as const) {
      expect(offersOf(known({ status: { ...standing, state } }))).toMatchObject({ apply: null, resume: null, verify: true, rollback: true })
    }
  })

  test('after an undo everything begins again', () => {
    const undone = known({ status: { ...standing, state: 'rolled_back' }, inspection, plan })
    expect(offersOf(undone)).toMatchObject({ rehearse: true, apply: null, verify: false, rollback: false })
  })
})

test('the steps say where the reader is', () => {
  expect(stepStates(known())).toEqual({ inspect: 'current', plan: 'waiting', rehearse: 'waiting', apply: 'waiting', verify: 'waiting' })
  expect(stepStates(known({ inspection, plan, rehearsal: rehearsal(true) }))).toMatchObject({ rehearse: 'done', apply: 'current' })
  expect(stepStates(known({ inspection, plan, rehearsal: rehearsal(false) }))).toMatchObject({ rehearse: 'stuck', apply: 'waiting' })
  expect(stepStates(known({ status: standing }))).toMatchObject({ apply: 'done', verify: 'current' })
  expect(stepStates(known({ status: standing, verification: proof(true) })).verify).toBe('done')
  expect(stepStates(known({ status: standing, verification: proof(false) })).verify).toBe('stuck')
})
