import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueDigest, readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import { type CleanupOptions, cleanupApply } from '../src/cleanup/cleanup-apply.ts'
import { cleanupPlan } from '../src/cleanup/cleanup-plan.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { loadSmallV1, moveAndRecord } from './small-v1.ts'

const V2 = ['quantum.team_quantum_dna', 'quantum.quantum_friction_matrix', 'quantum.quantum_strategies']

let database: TestDatabase
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mon-ps-exports-'))
  database = await openTestDatabase()
  await loadSmallV1(database)
  await moveAndRecord(database)
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

/** Everything in the legacy's schema: definitions, and what it would be if it were only renamed is not it. */
const legacySchema = async () => catalogueDigest(await readCatalogue(database.db, ['quantum', 'public']))

async function decide(decisions: CleanupOptions['decisions']) {
  const { planSha256 } = await cleanupPlan(database)
  return cleanupApply(database, { planSha256, decisions, who: 'ana', exportFolder: folder })
}
const about = (names: readonly string[], choice: 'keep' | 'archive' | 'drop') =>
  Object.fromEntries(names.map((name) => [name, { choice, why: 'reviewed' }]))
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

it('lists what V2 left, what rests on it and that nothing would be lost, and touches nothing without a decision', async () => {
  const before = await legacySchema()
  const plan = await cleanupPlan(database)
  expect(plan.items.map(({ name }) => name)).toEqual(V2)
  expect(plan.items[0]).toMatchObject({ rows: 0, state: 'standing', decision: null })
  expect(plan.items[0]?.dependants.join()).toContain('quantum_friction_matrix')
  expect(await cleanupPlan(database)).toEqual(plan)
  expect((await decide({})).done).toEqual([])
  expect(await legacySchema()).toBe(before)
})

it('refuses what was not planned, what has no reason, a stale plan, and a drop of what still stands', async () => {
  const before = await legacySchema()
  expect(await code(decide(about(['quantum.team_profiles'], 'archive')))).toBe('INVALID_ARGUMENT')
  expect(await code(decide({ 'quantum.team_quantum_dna': { choice: 'archive', why: ' ' } }))).toBe('INVALID_ARGUMENT')
  expect(await code(decide(about(V2, 'drop')))).toBe('CONFLICT')
  const { planSha256 } = await cleanupPlan(database)
  await database.sql`insert into quantum.team_quantum_dna (team_name, league) values ('Filled', 'EPL')`
  expect(await code(cleanupApply(database, { planSha256, decisions: about(V2, 'archive'), who: 'ana' }))).toBe('PLAN_STALE')
  expect(await legacySchema()).toBe(before)
})

it('archives and undoes it exactly', async () => {
  const before = await legacySchema()
  const archived = await decide(about(V2, 'archive'))
  expect(archived.items.map(({ state, decision }) => [state, decision?.who])).toEqual(V2.map(() => ['archived', 'ana']))
  expect(await legacySchema()).not.toBe(before)
  expect(archived.done[0]).toMatch(/renamed to zz_\w+_\d{8}/)
  await decide(about(V2, 'keep'))
  expect(await legacySchema()).toBe(before)
})

it('says so, and changes nothing, where another table has taken the name by now, or others rest on what is to be dropped', async () => {
  await decide(about(V2, 'archive'))
  const before = await legacySchema()
  await database.sql`create table quantum.quantum_strategies (id integer)`
  expect(await code(decide(about(V2, 'keep')))).toBe('CONFLICT')
  await database.sql`drop table quantum.quantum_strategies`
  await decide(about(V2, 'keep'))
  await database.sql`delete from quantum.team_quantum_dna`
  await decide(about(V2, 'archive'))
  const refused = decide(about(V2.slice(0, 1), 'drop'))
  await expect(refused).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('the foreign key') })
  expect(await legacySchema()).toBe(before)
  await decide(about(V2, 'keep'))
  await database.sql`insert into quantum.team_quantum_dna (team_name, league) values ('Filled', 'EPL')`
})

it('drops no row that came while it was about to', async ({ skip }) => {
  if (database.engine === 'pglite') skip('the embedded engine has one session')
  const { done } = await decide(about(V2, 'archive'))
  const [, name = ''] = / renamed to (zz_quantum_strategies_\d+)/.exec(done.join()) ?? []
  const writer = postgres(database.url ?? '', { max: 1 })
  await writer.unsafe(`begin; insert into quantum.${name} default values`).simple()
  const dropping = code(decide(about(['quantum.quantum_strategies'], 'drop')))
  await new Promise((resolve) => setTimeout(resolve, 300))
  await writer.unsafe('commit').simple()
  await writer.end()
  expect(await dropping).toBe('PLAN_STALE')
  expect(await database.sql.unsafe(`delete from quantum.${name} returning 1 as gone`)).toHaveLength(1)
  await decide(about(V2, 'keep'))
})

it('never drops a table of V2 that holds rows, and drops archived empty ones by decision only', async () => {
  await decide(about(V2, 'archive'))
  expect(await code(decide(about(V2, 'drop')))).toBe('CONFLICT')
  const [stands] = await database.sql`select relname from pg_class where relname like 'zz_team_quantum_dna_%' and relkind = 'r'`
  await database.sql`delete from quantum.${database.sql(String(stands?.['relname']))}`
  const dropped = await decide(about(V2.slice(1), 'drop'))
  expect(dropped.items.map(({ state }) => state)).toEqual(['archived', 'dropped', 'dropped'])
  const [left] = await database.sql`select count(*) as n from pg_class where relname like 'zz_quantum_%' and relkind = 'r'`
  expect(left).toEqual({ n: 0 })
})
