import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DbError } from '@mon-ps/db/errors'
import { openTestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { cleanDraft, draftSql } from '@mon-ps/legacy-v1/test-kit/hostile-v1/index'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assembleApp } from '../src/open-app.ts'
import { callerOf, log, type TestApp } from './test-app.ts'

describe('the end of the coexistence with V1', () => {
  let test: TestApp
  let exportFolder: string

  beforeAll(async () => {
    exportFolder = await mkdtemp(join(tmpdir(), 'mon-ps-exports-'))
    const database = await openTestDatabase({ migrated: false })
    await database.sql.unsafe(draftSql(cleanDraft())).simple()
    const app = assembleApp(database, { footballDataUrl: 'http://127.0.0.1:9/', legacyUrl: null, log, keepTables: false, exportFolder })
    test = { app, caller: callerOf(app), close: app.close }
  })
  afterAll(async () => {
    await test?.close()
    await rm(exportFolder, { recursive: true, force: true })
  })

  const run = async (order: Parameters<TestApp['caller']['migration']['start']>[0]) => {
    const { jobId } = await test.caller.migration.start(order)
    for await (const _ of test.app.migrations.watch({ jobId })) {
      // Until it has ended.
    }
    return test.caller.migration.report({ jobId })
  }
  const drift = async () => (await test.caller.migration.drift()).differences.rows
  const profit = async (teamId: number) => {
    const [row] = await test.app.database.sql`select total_pnl::text from quantum.team_quantum_dna_v3 where team_id = ${teamId}`
    return row?.['total_pnl']
  }
  const setProfit = (teamId: number, to: string) =>
    test.app.database.sql`update quantum.team_quantum_dna_v3 set total_pnl = ${to} where team_id = ${teamId}`
  /** What an operation is refused with. */
  const refusal = async (refused: Promise<unknown>): Promise<DbError> => {
    const cause = await refused.then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.cause : error),
    )
    if (!(cause instanceof DbError)) throw new Error(`expected a refusal, got ${String(cause)}`)
    return cause
  }

  it('begins with a move whose jobs are numbered like all others, and which leaves no drift', async () => {
    const { planSha256 } = await test.caller.migration.plan({})
    expect(await run({ action: 'apply', planSha256 })).toMatchObject({ jobId: 1, status: 'succeeded', move: { verify: { passed: true } } })
    expect(await drift()).toEqual([])
    expect(await run({ action: 'verify' })).toMatchObject({ jobId: 2, verify: { passed: true } })
    expect((await test.caller.migration.status()).reports).toEqual({ rehearse: null, apply: 1, verify: 2, rollback: null })
    expect(await drift()).toEqual([])
  })

  it('is refused before V3 follows V1, and while the legacy wrote of late', async () => {
    const { migration } = test.caller
    expect(await refusal(migration.finish({ quietMinutes: 0 }))).toMatchObject({
      code: 'SYNC_REFUSED',
      message: expect.stringContaining('expected synced'),
    })
    expect(await refusal(migration.resume({}))).toMatchObject({ code: 'SYNC_REFUSED' })
    expect(await migration.sync({ action: 'install' })).toMatchObject({ phase: 'synced', failures: { total: 0 } })
    await test.app.database.sql`update quantum.team_profiles set total_pnl = total_pnl + 1 where id = 1`
    expect(await refusal(migration.finish({ quietMinutes: 10 }))).toMatchObject({
      code: 'SYNC_REFUSED',
      message: expect.stringContaining('expected no write for 10 minutes'),
    })
    expect(await migration.syncStatus()).toMatchObject({ phase: 'synced', tables: [{ different: 0 }, { different: 0 }, { different: 0 }] })
  })

  it('archives V1 and gives V3 the authority, and the schema is still the declared one', async () => {
    const { migration } = test.caller
    expect(await migration.finish({ quietMinutes: 0 })).toMatchObject({
      state: 'finished',
      archived: ['quantum.team_profiles_v1_archive', 'quantum.matchup_friction_v1_archive', 'quantum.team_strategies_v1_archive'],
    })
    expect(await migration.status()).toMatchObject({ state: 'finished' })
    expect(await migration.syncStatus()).toMatchObject({ phase: 'finished' })
    expect(await drift()).toEqual([])
    expect(await refusal(migration.finish({ quietMinutes: 0 }))).toMatchObject({ code: 'SYNC_REFUSED' })
    expect(await run({ action: 'verify' })).toMatchObject({ status: 'failed', error: { code: 'NOT_MIGRATED' } })
  })

  it('is taken back once the cells that V3 changed since are reverted', async () => {
    const { migration } = test.caller
    const was = await profit(1)
    await setProfit(1, '77')
    const refused = await refusal(migration.resume({}))
    expect(refused).toMatchObject({
      code: 'ROLLBACK_WOULD_DISCARD',
      context: { count: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    expect(refused.message).toContain('quantum.team_quantum_dna_v3 total_pnl is 77')
    expect(refused.message).toContain(`mon-ps migrate resume --discard ${String(refused.context['digest'])}`)
    await setProfit(1, String(was))
    expect(await migration.resume({})).toMatchObject({ phase: 'synced', tables: [{ different: 0 }, {}, {}] })
    await test.app.database.sql`update quantum.team_profiles set total_pnl = 12.34 where id = 1`
    expect(await profit(1)).toBe('12.34')
  })

  it('is taken back where the digest says that exactly these cells may be lost', async () => {
    const { migration } = test.caller
    await migration.finish({ quietMinutes: 0 })
    await setProfit(2, '55')
    const { context } = await refusal(migration.resume({}))
    await setProfit(2, '56')
    expect(await refusal(migration.resume({ discard: String(context['digest']) }))).toMatchObject({ code: 'ROLLBACK_WOULD_DISCARD' })
    await setProfit(2, '55')
    expect(await migration.resume({ discard: String(context['digest']) })).toMatchObject({
      phase: 'synced',
      tables: [{ different: 0 }, {}, {}],
    })
    expect(await profit(2)).not.toBe('55')
  })

  it('has no way back once an archive was dropped, after its rows were written to the folder of the exports', async () => {
    const { migration } = test.caller
    await migration.finish({ quietMinutes: 0 })
    const name = 'quantum.team_profiles_v1_archive'
    const { planSha256, items } = await migration.cleanupPlan()
    expect(items.find((item) => item.name === name)).toMatchObject({ rows: 6, state: 'archived' })
    const report = await migration.cleanupApply({ planSha256, decisions: [{ name, choice: 'drop', why: 'nobody went back' }] })
    expect(report.done).toEqual([expect.stringContaining(`its 6 rows are in ${exportFolder}`)])
    expect((await readdir(exportFolder)).sort()).toEqual([`${name}.ndjson.gz`, `${name}.ndjson.gz.sha256`])
    expect(await refusal(migration.resume({}))).toMatchObject({ code: 'SYNC_REFUSED' })
  })
})
