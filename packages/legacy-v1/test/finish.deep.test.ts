import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { cleanupApply } from '../src/cleanup/cleanup-apply.ts'
import type { Database } from '@mon-ps/db/client'
import { withFaults } from '../test-kit/faults/with-faults.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyMigration } from '../src/apply/apply-migration.ts'
import { rollbackMigration } from '../src/apply/rollback-migration.ts'
import { verifyMigration } from '../src/apply/verify-migration.ts'
import { cleanupPlan } from '../src/cleanup/cleanup-plan.ts'
import { finishCoexistence, resumeCoexistence } from '../src/apply/finish.ts'
import { migrationStatus } from '../src/journal/read-journal.ts'
import { planMigration } from '../src/plan/plan-migration.ts'
import { installSync } from '../src/sync/install-sync.ts'
import { syncStatus } from '../src/sync/sync-status.ts'
import { wholeDigest } from '../test-kit/faults/moved-digest.ts'
import { requireInStep } from './in-step.ts'
import { loadSmallV1, sourceIn } from './small-v1.ts'
import { legacyOn, refusal } from './statements.ts'

const WHO = { who: 'ana' }

let database: TestDatabase
let before: unknown
const source = () => sourceIn(database)
const { run, one } = legacyOn(() => database)
const finish = (quietMinutes = 0) => finishCoexistence(source(), database, { ...WHO, quietMinutes })
const resume = (discard?: string) => resumeCoexistence(source(), database, { ...WHO, discard })
const v1Rows = () => one(`select md5(string_agg(t::text, '|' order by id)) as rows from quantum.team_profiles t`)

beforeAll(async () => {
  database = await openTestDatabase()
  await loadSmallV1(database)
  before = await wholeDigest(database)
  const { planSha256 } = await planMigration(source(), database, {})
  await applyMigration(source(), database, { ...WHO, planSha256, codeVersion: 'test' })
})
afterAll(() => database.close())

it('is refused without a sync, while the legacy wrote of late, and where V3 is not what V1 says', async () => {
  expect(await refusal(finish())).toMatchObject({ code: 'SYNC_REFUSED', message: expect.stringContaining('expected synced') })
  await installSync(source(), database, WHO)
  await run(`update quantum.team_profiles set tier_rank = 7 where id = 1`)
  expect(await refusal(finish(10))).toMatchObject({
    code: 'SYNC_REFUSED',
    message: expect.stringContaining('expected no write for 10 minutes'),
  })
  await run(`set mon_ps.run_id = '1'; update quantum.team_quantum_dna_v3 set total_pnl = 99 where team_id = 1; reset mon_ps.run_id`)
  expect(await refusal(finish())).toMatchObject({ code: 'VERIFICATION_FAILED', message: expect.stringContaining('total_pnl') })
  expect(await syncStatus(source(), database)).toMatchObject({ phase: 'synced' })
  await run(
    `update quantum.team_profiles set total_pnl = total_pnl + 0.01 where id = 1; update quantum.team_profiles set total_pnl = total_pnl - 0.01 where id = 1`,
  )
})

it('archives V1 under other names, takes the sync away and leaves V3 to whoever writes it', async () => {
  const rows = await v1Rows()
  const report = await finish()
  expect(report).toMatchObject({
    state: 'finished',
    verify: { passed: true },
    archived: expect.arrayContaining(['quantum.team_profiles_v1_archive']),
  })
  expect(await migrationStatus(database)).toMatchObject({ state: 'finished' })
  expect(await one(`select md5(string_agg(t::text, '|' order by id)) as rows from quantum.team_profiles_v1_archive t`)).toEqual(rows)
  expect(await one(`select count(*) as n from pg_trigger where tgname like 'mon_ps_sync%'`)).toEqual({ n: 0 })
  expect((await cleanupPlan(database)).items.map(({ name, state }) => [name, state])).toContainEqual([
    'quantum.team_profiles_v1_archive',
    'archived',
  ])
  for (const again of [() => finish(), () => installSync(source(), database, WHO)])
    expect(await refusal(again())).toMatchObject({ code: 'SYNC_REFUSED' })
  expect(await refusal(verifyMigration(source(), database))).toMatchObject({ code: 'NOT_MIGRATED' })
})

it('is taken back only once the cells that V3 changed are named and agreed to be lost, and V3 follows V1 again', async () => {
  await run(`update quantum.team_quantum_dna_v3 set total_pnl = 77 where team_id = 1; update quantum.team_quantum_dna_v3 set avg_clv = 1.5 where team_id = 2;
    delete from quantum.quantum_strategies_v3 where strategy_id = 3; update quantum.quantum_strategies_v3 set strategy_name = 'MINE' where strategy_id = 4`)
  const refused = await refusal(resume())
  expect(refused).toMatchObject({ code: 'ROLLBACK_WOULD_DISCARD', context: { count: 3 } })
  expect(refused.message).toContain('quantum.team_quantum_dna_v3 total_pnl is 77')
  expect(refused.message).toContain('quantum.quantum_strategies_v3 has no more the row 3')
  expect(await refusal(resume('0'.repeat(64)))).toMatchObject({ code: 'ROLLBACK_WOULD_DISCARD' })
  await run(`create table quantum.team_profiles (id integer)`)
  expect(await refusal(resume(String(refused.context['digest'])))).toMatchObject({ code: 'CONFLICT' })
  await run(`drop table quantum.team_profiles`)
  expect(await resume(String(refused.context['digest']))).toMatchObject({ phase: 'synced', tables: [{ different: 0 }, {}, {}] })
  expect(await one(`select avg_clv from quantum.team_quantum_dna_v3 where team_id = 2`)).toEqual({ avg_clv: 1.5 })
  await run(`update quantum.team_quantum_dna_v3 set avg_clv = null where team_id = 2`)
  await requireInStep(database)
  await run(`update quantum.team_profiles set total_pnl = 12.34 where id = 1`)
  await requireInStep(database)
})

it('is finished again where nothing was changed, and a rollback from there gives everything back', async () => {
  await finish()
  await resume()
  await run(`update quantum.team_profiles set total_pnl = 1.10, tier_rank = null where id = 1`)
  await finish()
  const { digests } = await rollbackMigration(source(), database, WHO)
  expect(digests.filter((digest) => digest.before !== digest.after)).toEqual([])
  expect(await wholeDigest(database)).toEqual(before)
})

/** A lost engine leaves gaps in sequences. */
const digestWithoutSequences = async (on: Database) =>
  Object.fromEntries(Object.entries(await wholeDigest(on)).filter(([what]) => !what.startsWith('sequence')))

/** A database of its own in which V3 follows V1. */
async function openSynced(): Promise<TestDatabase> {
  const own = await openTestDatabase({ statementLimitMs: 2000 })
  await loadSmallV1(own)
  const { planSha256 } = await planMigration(sourceIn(own), own, {})
  await applyMigration(sourceIn(own), own, { ...WHO, planSha256, codeVersion: 'test' })
  await installSync(sourceIn(own), own, WHO)
  return own
}

it('leaves the sync whole where a statement of finish or resume fails or its answer is lost, and is continued or undone', async () => {
  const own = await openSynced()
  const whole = await digestWithoutSequences(own)
  const operations = {
    finish: (on: Database) => finishCoexistence(sourceIn(on), on, { ...WHO, quietMinutes: 0 }),
    resume: (on: Database) => resumeCoexistence(sourceIn(on), on, WHO),
  }
  const counts = { finish: 0, resume: 0 }
  for (const name of ['finish', 'resume'] as const) {
    const counted = withFaults(own, { failAt: 0, how: 'error' })
    await operations[name](counted.database)
    counts[name] = counted.statements()
  }
  for (const name of ['finish', 'resume'] as const)
    for (const [share, how] of [
      [0.5, 'error'],
      [0.9, 'error'],
      [0.7, 'disconnect'],
      [1, 'disconnect'],
    ] as const) {
      const [before, after] = name === 'finish' ? ['synced', 'finished'] : ['finished', 'synced']
      if (name === 'resume' && (await migrationStatus(own)).state === 'synced') await operations.finish(own)
      const faulty = withFaults(own, { failAt: Math.ceil(share * counts[name]), how })
      const went = await operations[name](faulty.database).then(
        () => 'done',
        () => 'failed',
      )
      // After the last commit only the lock is given back, which a lost connection does as well.
      if (share < 1) expect(went).toBe('failed')
      expect(faulty.fired()).toBe(true)
      const { state } = await migrationStatus(own)
      expect(went === 'done' ? [after] : [before, after]).toContain(state)
      // The last statements read the status, after the commit.
      if (share === 0.5) expect(state).toBe(before)
      if (state === before) await operations[name](own)
      expect(await migrationStatus(own)).toMatchObject({ state: after })
      if (name === 'finish') await operations.resume(own)
      else expect(await digestWithoutSequences(own)).toEqual(whole)
    }
  await requireInStep(own)
  await own.close()
})

it('exports V1’s archives before it drops them by decision, after which there is no way back', async () => {
  const own = await openSynced()
  const folder = await mkdtemp(join(tmpdir(), 'mon-ps-archive-'))
  try {
    const counts = await own.sql<{ name: string; n: number }[]>`
      select 'team_profiles' as name, count(*)::int as n from quantum.team_profiles
      union all select 'matchup_friction', count(*)::int from quantum.matchup_friction
      union all select 'team_strategies', count(*)::int from quantum.team_strategies`
    await finishCoexistence(sourceIn(own), own, { ...WHO, quietMinutes: 0 })
    const names = V1_TABLES.map((table) => `quantum.${table}_v1_archive`)
    const { planSha256 } = await cleanupPlan(own)
    const decisions = Object.fromEntries(names.map((name) => [name, { choice: 'drop' as const, why: 'exported' }]))
    const report = await cleanupApply(own, { planSha256, decisions, who: 'ana', exportFolder: folder })
    expect(report.items.filter(({ name }) => names.includes(name)).map(({ state }) => state)).toEqual(['dropped', 'dropped', 'dropped'])
    for (const { name, n } of counts) {
      const lines = gunzipSync(await readFile(join(folder, `quantum.${name}_v1_archive.ndjson.gz`))).toString()
      expect([name, lines.trim().split('\n').length]).toEqual([name, n])
    }
    const refused = { code: 'SYNC_REFUSED', message: expect.stringContaining('there is no way back to V1') }
    expect(await refusal(resumeCoexistence(sourceIn(own), own, WHO))).toMatchObject(refused)
    expect(await refusal(rollbackMigration(sourceIn(own), own, WHO))).toMatchObject(refused)
    expect(await own.sql`select count(*)::int as n from quantum.team_quantum_dna_v3`).toEqual([{ n: counts[0]?.n }])
  } finally {
    await own.close()
    await rm(folder, { recursive: true, force: true })
  }
})
