import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assembleApp } from '../src/open-app.ts'
import { loadRealV1, realV1 } from './real-v1.ts'
import { callerOf, log, type TestApp } from './test-app.ts'

const title = 'coexistence with the real V1'

describe.skipIf(realV1 === null)(realV1 === null ? `${title} (skipped: no real data)` : title, () => {
  let test: TestApp
  let exportFolder: string

  beforeAll(async () => {
    exportFolder = await mkdtemp(join(tmpdir(), 'mon-ps-exports-'))
    const database = await openTestDatabase({ migrated: false })
    await loadRealV1(database)
    const app = assembleApp(database, { footballDataUrl: 'http://127.0.0.1:9/', legacyUrl: null, log, keepTables: false, exportFolder })
    test = { app, caller: callerOf(app), close: app.close }
    const { planSha256 } = await test.caller.migration.plan({})
    const { jobId } = await test.caller.migration.start({ action: 'apply', planSha256 })
    for await (const _ of app.migrations.watch({ jobId })) {
      // Until it has ended.
    }
  }, 120_000)
  afterAll(async () => {
    await test?.close()
    await rm(exportFolder, { recursive: true, force: true })
  })

  it('an operator who knows that a statement is gone gets on, with its name and a reason, and for the switch alone', async () => {
    const { migration } = test.caller
    expect(await migration.sync({ action: 'install' })).toMatchObject({ phase: 'synced', obstacles: [], failures: { total: 0 } })
    await test.app.database.sql`truncate quantum.team_strategies`
    await expect(migration.sync({ action: 'switch' })).rejects.toMatchObject({ cause: { code: 'SYNC_REFUSED' } })
    const { obstacles } = await migration.syncStatus()
    const [, what = ''] = /--gone '(team_strategies:TRUNCATE@[^']+)'/.exec(obstacles.join()) ?? []
    const gone = [{ what, why: 'it was done by hand, once' }]
    await expect(migration.sync({ action: 'install', gone })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(await migration.sync({ action: 'switch', gone })).toMatchObject({ phase: 'switched', obstacles: [] })
  }, 60_000)

  it('an archive is dropped on either engine, after its rows were written to the folder of the exports', async () => {
    const name = 'quantum.team_profiles_v1_archive'
    const { planSha256, items } = await test.caller.migration.cleanupPlan()
    expect(items.find((item) => item.name === name)).toMatchObject({ rows: 99, state: 'archived' })
    const report = await test.caller.migration.cleanupApply({ planSha256, decisions: [{ name, choice: 'drop', why: 'nobody went back' }] })
    expect(report.done).toEqual([expect.stringContaining(`its 99 rows are in ${exportFolder}`)])
    expect((await readdir(exportFolder)).sort()).toEqual([`${name}.ndjson.gz`, `${name}.ndjson.gz.sha256`])
  }, 60_000)
})
