import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import type { MigrationDecision } from '@mon-ps/contract/migration-plan'
import { describe, expect, test } from 'vitest'
import { type Known, nextStep } from './next-step.ts'

const SHA = `12345678${'f'.repeat(56)}`
const CALL = 'npm run -s mon-ps -- migrate'

const status = (changed: Partial<MigrationStatusWire>): MigrationStatusWire => ({
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
  ...changed,
})
const league = (chosen: string | null): MigrationDecision => ({
  id: 'P12:team_profiles:league-unknown:4',
  question: 'Which league is profile 4 in?',
  options: [
    { id: 'Serie A', meaning: 'Serie A' },
    { id: 'quarantine', meaning: 'Leave it out of V3' },
  ],
  proposed: null,
  chosen,
})
const plan = (ready: boolean, decisions: MigrationDecision[] = []): Known['plan'] => ({
  planSha256: SHA,
  timeZone: 'UTC',
  ready,
  decisions: { total: decisions.length, rows: decisions },
})
const step = (changed: Partial<MigrationStatusWire>, known: Partial<Omit<Known, 'status'>> = {}) => {
  const { where, commands } = nextStep({ status: status(changed), plan: null, verification: null, ...known })
  return [where, ...commands.map(({ command }) => command.replace(`${CALL} `, ''))]
}

describe('the next command', () => {
  test('rehearses and applies exactly the plan that is shown', () => {
    expect(step({}, { plan: plan(true) })).toEqual(['ready', 'rehearse', `apply --plan ${SHA}`])
  })

  test('repeats what was decided and the time zone, which the hash covers', () => {
    const decided = plan(true, [league('Serie A')])
    const flags = `--decide 'P12:team_profiles:league-unknown:4=Serie A' --time-zone Europe/Paris`
    expect(step({}, { plan: decided && { ...decided, timeZone: 'Europe/Paris' } })).toEqual([
      'ready',
      `rehearse ${flags}`,
      `apply --plan ${SHA} ${flags}`,
    ])
  })

  test('answers the first open question of a plan that is not ready', () => {
    expect(step({}, { plan: plan(false, [league('quarantine'), league(null)]) })).toEqual([
      'undecided',
      `plan --decide 'P12:team_profiles:league-unknown:4=Serie A'`,
    ])
  })

  test('looks at V1 again where a finding blocks', () => {
    expect(step({ state: 'rolled_back' }, { plan: plan(false) })).toEqual(['blocked', 'inspect'])
  })

  test('is none while the plan is being made', () => {
    expect(step({})).toEqual(['planning'])
  })

  test('only watches while something runs, here or in another process', () => {
    const job = { jobId: 3, action: 'apply', status: 'running' } as const
    expect(step({ state: 'copying', job })).toEqual(['running', 'status'])
    expect(step({ busyElsewhere: true }, { plan: plan(true) })).toEqual(['running', 'status'])
    expect(step({ job: { ...job, status: 'failed' } }, { plan: plan(true) })[0]).toBe('ready')
  })

  test('goes on with a move that was cut off, by its own plan, or takes it back', () => {
    for (const state of ['planned', 'backed_up', 'copying', 'failed'] as const)
      expect(step({ state, planSha256: SHA }, { plan: plan(true) })).toEqual(['unfinished', `apply --plan ${SHA}`, 'rollback'])
    expect(step({ state: 'rolling_back', planSha256: SHA })).toEqual(['undoing', 'rollback'])
  })

  test('verifies what was moved, then lets V3 follow, and ends with the archive', () => {
    expect(step({ state: 'applied' })).toEqual(['applied', 'verify', 'rollback'])
    expect(step({ state: 'applied' }, { verification: { passed: true } })).toEqual(['verified', 'sync install', 'rollback'])
    expect(step({ state: 'applied' }, { verification: { passed: false } })).toEqual(['differs', 'sync status', 'rollback'])
    expect(step({ state: 'synced' }, { verification: { passed: true } })).toEqual(['synced', 'verify', 'finish', 'rollback'])
    expect(step({ state: 'synced' }, { verification: { passed: false } })[0]).toBe('differs')
    expect(step({ state: 'finished' })).toEqual(['finished', 'cleanup plan', 'resume'])
  })
})
