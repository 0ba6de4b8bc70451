import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
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

it('is refused without a sync, while the legacy wrote of late, and where V3 is not what V1 says', { timeout: 120_000 }, async () => {
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

it('archives V1 under other names, takes the sync away and leaves V3 to whoever writes it', { timeout: 120_000 }, async () => {
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

it('is taken back only once the cells that V3 changed are named and agreed to be lost, and V3 follows V1 again', {
  timeout: 120_000,
}, async () => {
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

it('is finished again where nothing was changed, and a rollback from there gives everything back', { timeout: 120_000 }, async () => {
  await finish()
  await resume()
  await run(`update quantum.team_profiles set total_pnl = 1.10, tier_rank = null where id = 1`)
  await finish()
  const { digests } = await rollbackMigration(source(), database, WHO)
  expect(digests.filter((digest) => digest.before !== digest.after)).toEqual([])
  expect(await wholeDigest(database)).toEqual(before)
})
