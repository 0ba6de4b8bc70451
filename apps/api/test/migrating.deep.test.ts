import type { Database } from '@mon-ps/db/client'
import { migrate } from '@mon-ps/db/migrate'
import { openTestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Listening } from '../src/http/listen.ts'
import type { JobState } from '../src/jobs/progress-board.ts'
import { assembleApp } from '../src/open-app.ts'
import type { Matchup } from '@mon-ps/contract/matchup'
import type { StrategyList } from '@mon-ps/contract/strategy'
import type { MigrationOutcome, MigrationReport } from '@mon-ps/contract/migration'
import type { MigrationInspection, MigrationPlanWire } from '@mon-ps/contract/migration-plan'
import { loadRealV1, realV1 } from './real-v1.ts'
import { callerOf, log, serveTestApp, type TestApp } from './test-app.ts'

/** Everything that stands in a database besides its system: what a command that writes nothing must leave as it was. */
async function objectsOf(database: Database): Promise<string[]> {
  const rows = await database.sql<{ name: string }[]>`
    select nspname || '.' as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
    union all
    select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by 1`
  return rows.map(({ name }) => name)
}

const title = 'the move of the real V1'

describe.skipIf(realV1 === null)(realV1 === null ? `${title} (skipped: no real data)` : title, () => {
  let test: TestApp
  let server: Listening
  let before: string[]
  let planSha256: string
  let discard: string | undefined

  beforeAll(async () => {
    const database = await openTestDatabase({ migrated: false })
    await loadRealV1(database)
    before = await objectsOf(database)
    const app = assembleApp(database, { footballDataUrl: 'http://127.0.0.1:9/', legacyUrl: null, log, keepTables: false })
    test = { app, caller: callerOf(app), close: app.close }
    server = await serveTestApp(test)
  })
  afterAll(async () => {
    await server?.close(0)
    await test?.close()
  })

  const rest = async <Body>(path: string, body?: object) => {
    const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(`${server.url}/api/v1/quantum-v3${path}`, init)
    return { status: response.status, body: (await response.json()) as Body }
  }

  async function run(order: Parameters<TestApp['caller']['migration']['start']>[0]) {
    const { jobId } = await test.caller.migration.start(order)
    const states: JobState<MigrationOutcome>[] = []
    for await (const { data: progress } of test.app.migrations.watch({ jobId })) states.push(progress)
    const report: MigrationReport = await test.caller.migration.report({ jobId })
    return { report, last: states.at(-1), phases: states.at(-1)?.phases.map(({ name }) => name) ?? [] }
  }

  it('is inspected and planned over REST as over tRPC, and nothing is written', async () => {
    const { caller } = test
    const inspected = await rest<MigrationInspection>('/migrations/inspect')
    expect(inspected.status).toBe(200)
    expect(inspected.body.tables.map(({ table, rows }) => [table, rows])).toEqual(
      expect.arrayContaining([
        ['team_profiles', 99],
        ['matchup_friction', 3403],
        ['team_strategies', 351],
      ]),
    )
    const plan = await caller.migration.plan({})
    expect(plan).toMatchObject({ ready: true, teams: { total: 99 } })
    expect((await rest<MigrationPlanWire>('/migrations/plan', {})).body.planSha256).toBe(plan.planSha256)
    planSha256 = plan.planSha256
    expect((await rest('/migrations')).body).toMatchObject({ state: 'none', job: null })
    expect(await caller.migration.syncStatus()).toMatchObject({ phase: 'none' })
    expect(await caller.migration.drift()).toMatchObject({ state: 'not_created', unexpected: 0 })
    expect(await objectsOf(test.app.database)).toEqual(before)
  })

  it('is refused without a plan, with a plan of something else, and with a decision that nobody asks for', async () => {
    await expect(test.caller.migration.start({ action: 'apply' })).rejects.toMatchObject({ cause: { code: 'INVALID_INPUT' } })
    const stale = await run({ action: 'apply', planSha256: '0'.repeat(64) })
    expect(stale.last).toMatchObject({ status: 'failed', error: { code: 'PLAN_STALE' } })
    expect(stale.report).toMatchObject({ move: null, error: { code: 'PLAN_STALE' } })
    expect((await run({ action: 'rehearse', planSha256: '0'.repeat(64) })).last).toMatchObject({ error: { code: 'PLAN_STALE' } })
    expect((await rest('/migrations/plan', { decisions: { 'P99:nothing': 'x' } })).body).toMatchObject({ code: 'INVALID_ARGUMENT' })
    expect(await objectsOf(test.app.database)).toEqual(before)
  })

  it('that fails for a reason that nobody foresaw says in which stage, and where to read why', async () => {
    const { database } = test.app
    await database.sql
      .unsafe(`create function public.no_table() returns event_trigger language plpgsql as $$ begin raise exception 'of the database'; end $$;
      create event trigger no_table on ddl_command_end when tag in ('CREATE SCHEMA') execute function public.no_table()`)
      .simple()
    const { last, report } = await run({ action: 'rehearse' })
    await database.sql.unsafe('drop event trigger no_table; drop function public.no_table()').simple()
    expect(last).toMatchObject({
      status: 'failed',
      error: { code: 'INTERNAL', message: expect.stringContaining(`under jobId ${report.jobId}`) },
    })
    expect(await objectsOf(database)).toEqual(before)
  })

  it('is applied once agreed to, and nothing else that is long may begin meanwhile', async () => {
    const applying = run({ action: 'apply', planSha256 })
    await expect(test.caller.migration.start({ action: 'verify' })).rejects.toMatchObject({ cause: { code: 'CONFLICT' } })
    await expect(test.caller.migration.sync({ action: 'install' })).rejects.toMatchObject({ cause: { code: 'CONFLICT' } })
    const { report, last, phases } = await applying
    expect(last).toMatchObject({ status: 'succeeded', error: null, params: { action: 'apply' } })
    expect(phases).toEqual(expect.arrayContaining(['backup', 'backup-check', 'copy matchup_friction', 'publish', 'verify']))
    expect(report.move).toMatchObject({ planSha256, state: 'applied', verify: { passed: true }, published: { inserted: 3853 } })
    expect(report.move?.backup.every(({ restoredAndCompared }) => restoredAndCompared)).toBe(true)
    expect((await rest('/migrations')).body).toMatchObject({ state: 'applied', job: { action: 'apply', status: 'succeeded' } })
    expect(await test.caller.migration.drift()).toMatchObject({ state: 'created', differences: { rows: [] }, unexpected: 0 })
  })

  it('is told in full by its journal, to every process and after every restart', async () => {
    const { app } = test
    const restarted = callerOf(assembleApp(app.database, { footballDataUrl: '', legacyUrl: null, log, keepTables: false }))
    const record = await restarted.migration.record()
    expect(record).toMatchObject({ plan: { planSha256, ready: true }, move: { planSha256, verify: { passed: true } }, rollback: null })
    expect(record?.move?.samples).toHaveLength(9)
    const verified = await run({ action: 'verify' })
    const status = await restarted.migration.status()
    expect(status).toMatchObject({ busyElsewhere: false, reports: { verify: verified.report.jobId, rollback: null } })
    expect(status.reports.verify ?? 0).toBeGreaterThan(status.reports.apply ?? 0)
  })

  it('is followed by V1’s own leaders, from every origin that has them, each row saying what it is', async () => {
    const leaders = [
      ['Lazio', 13, 22],
      ['Marseille', 10, 21.2],
      ['Barcelona', 22, 18.9],
      ['Newcastle United', 11, 18.8],
      ['Brighton', 8, 17],
    ]
    for (const origin of ['published', 'migrated'] as const) {
      const { data } = await test.caller.team.list({ origin, limit: 5 })
      expect(data.map(({ teamName, totalBets, totalPnl }) => [teamName, totalBets, totalPnl.value])).toEqual(leaders)
      expect(data.every((row) => row.origin === 'migrated')).toBe(true)
      expect(data[0]?.totalPnl).toEqual({ value: 22, n: 13, interval: null, status: 'measured' })
    }
    expect((await rest<{ data: object[] }>('/teams?origin=calculated')).body.data).toEqual([])
    const best = await rest<StrategyList>('/strategies?bestOnly=true&sort=profit&limit=3&origin=migrated')
    expect(best.body.data.map((row) => [row.team?.name, row.strategyName])).toEqual([
      ['Lazio', 'QUANT_BEST_MARKET'],
      ['Marseille', 'CONVERGENCE_OVER_MC'],
      ['Barcelona', 'QUANT_BEST_MARKET'],
    ])
    expect(best.body.data.every((row) => row.origin === 'migrated')).toBe(true)
  })

  it('shows a team’s vectors as V1 wrote them, never as measured, and what V1 never had as missing', async () => {
    const { data } = await test.caller.team.list({ limit: 1 })
    const team = await test.caller.team.byId({ teamId: data[0]?.teamId ?? 0 })
    const vector = (name: string) => team.dna.find((each) => each.vector === name)
    expect(vector('luck')).toMatchObject({ status: 'not_measured', metrics: [], legacy: expect.any(Array) })
    expect(vector('luck')?.legacy).toContainEqual({ key: 'total_luck', value: 6.6 })
    expect(vector('roster')?.legacy).toContainEqual({ key: 'mvp.name', value: 'Mattia Zaccagni' })
    expect(vector('risk')).toMatchObject({ status: 'not_measured', legacy: null })
    expect(team.winRate).toMatchObject({ n: 13, interval: null })
    // Nothing of V1's own: from the picks in its live table that back this team, so n is theirs.
    expect(team.avgClv).toMatchObject({ status: 'measured', n: 3, interval: [expect.any(Number), expect.any(Number)] })
  })

  it('answers a pair in both orders, with its sides as they were asked for', async () => {
    const { data } = await test.caller.friction.list({ sort: 'chaos', limit: 200 })
    expect(data[0]).toMatchObject({ orientation: 'unordered', origin: 'migrated', frictionScore: { value: 85, n: null, interval: null } })
    expect(data[0]?.chaosPotential.value).toBe(100)
    const sided = data.find(({ predictedWinner }) => predictedWinner === 'home')
    const [one, other] = [sided?.home.id, sided?.away.id]
    const asWritten = (await rest<Matchup>(`/frictions/${one}/${other}`)).body
    const turned = (await rest<Matchup>(`/frictions/${other}/${one}?origin=migrated`)).body
    expect(asWritten).toMatchObject({
      home: sided?.home,
      away: sided?.away,
      predictedWinner: 'home',
      orientation: 'unordered',
      basis: null,
    })
    expect(turned).toMatchObject({ home: sided?.away, away: sided?.home, predictedWinner: 'away', orientation: 'unordered' })
    expect(turned.friction.score).toEqual(asWritten.friction.score)
    expect(turned.goalRates.total).toEqual(asWritten.goalRates.total)
  })

  it('is not taken back over later writes, but where somebody agrees to lose exactly these', async () => {
    const { database } = test.app
    await database.sql`update quantum.team_quantum_dna_v3 set tier = 'MINE' where team_name = 'Lazio'`
    const { last } = await run({ action: 'rollback' })
    expect(last).toMatchObject({
      status: 'failed',
      error: { code: 'ROLLBACK_WOULD_DISCARD', discard: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    await database.sql`update quantum.team_quantum_dna_v3 set tier = 'MINE TOO' where team_name = 'Lazio'`
    const stale = await run({ action: 'rollback', discard: last?.error?.discard ?? '' })
    expect(stale.last).toMatchObject({ status: 'failed', error: { code: 'ROLLBACK_WOULD_DISCARD' } })
    discard = stale.last?.error?.discard
  })

  it('is taken back, and the database is as it was before, but for the backup and the journal', async () => {
    const { report, last } = await run({ action: 'rollback', discard })
    expect(last).toMatchObject({ status: 'succeeded' })
    expect(report.rollback?.digests.filter(({ before: was, after }) => was !== after)).toEqual([])
    expect(report.rollback?.digests.length).toBeGreaterThan(10)
    const left = (await objectsOf(test.app.database)).filter((name) => !name.startsWith('quantum_backup'))
    expect(left).toEqual(before)
    expect(await test.caller.migration.status()).toMatchObject({ state: 'rolled_back', job: { action: 'rollback' } })
    expect(await test.caller.migration.record()).toMatchObject({ rollback: { digests: report.rollback?.digests } })
  })

  it('keeps a server’s tables: it goes on answering after a rollback', async () => {
    const { database } = test.app
    await migrate(database)
    const app = assembleApp(database, { footballDataUrl: 'http://127.0.0.1:9/', legacyUrl: null, log, keepTables: true })
    const caller = callerOf(app)
    const { jobId } = await caller.migration.start({ action: 'rollback' })
    for await (const _ of app.migrations.watch({ jobId })) {
      // Until it has ended.
    }
    expect((await caller.migration.report({ jobId })).error).toMatchObject({ code: 'NOT_MIGRATED' })
    expect((await caller.team.list({})).data).toEqual([])
    // Of another process, from the table of jobs alone.
    expect(
      await callerOf(assembleApp(database, { footballDataUrl: '', legacyUrl: null, log, keepTables: true })).migration.report({ jobId }),
    ).toEqual({
      jobId,
      action: 'rollback',
      status: 'failed',
      error: { code: 'NOT_MIGRATED', message: expect.any(String) },
      move: null,
      verify: null,
      rollback: null,
    })
  })
})
