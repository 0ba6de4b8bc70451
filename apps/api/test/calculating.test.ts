import { evaluateStrategy } from '@mon-ps/core/strategy/evaluate-strategies'
import { STRATEGIES } from '@mon-ps/core/strategy/strategies'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { listRuns, findRun } from '@mon-ps/db/repositories/runs'
import { countTrials } from '@mon-ps/db/repositories/strategy-bets'
import { findJob, createJob, startJob, markInterruptedJobs } from '@mon-ps/db/repositories/jobs'
import { findCompetition } from '@mon-ps/db/repositories/competitions'
import { currentSnapshot, readSnapshotPart } from '@mon-ps/db/repositories/snapshots'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openComputePool } from '../src/work/compute/compute-pool.ts'
import type { CalculatedBacktest } from '../src/work/compute/league-result.ts'
import type { Listening } from '../src/http/listen.ts'
import { importResults } from '../src/work/import/import-results.ts'
import { saveBacktests } from '../src/work/calculate/save-backtests.ts'
import { type ProgressSeen, watchOverHttp } from './server-sent-events.ts'
import { demoFiles, openTestApp, serveTestApp, type TestApp } from './test-app.ts'

let test: TestApp
let server: Listening

beforeAll(async () => {
  test = await openTestApp({ workers: 2 })
  server = await serveTestApp(test)
})

afterAll(async () => {
  await server.close(0)
  await test.close()
})

async function collect(events: AsyncIterable<ProgressSeen>): Promise<ProgressSeen[]> {
  const all: ProgressSeen[] = []
  for await (const event of events) all.push(event)
  return all
}

describe('a calculation', () => {
  it('has nothing to do before anything is imported, and says what to do', async () => {
    await expect(test.caller.calculation.start({})).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      cause: { code: 'NOTHING_TO_CALCULATE' },
    })
    expect(await test.caller.calculation.latest()).toEqual({ job: null })
  })

  it('is watched to its end, one at a time, and ends with what it made', async () => {
    await importResults(test.app, demoFiles(), { source: 'demo' })
    const { jobId, alreadyRunning } = await test.caller.calculation.start({})
    expect(alreadyRunning).toBe(false)
    expect(await test.caller.calculation.start({})).toEqual({ jobId, alreadyRunning: true })
    const events = await collect(watchOverHttp(server.url, { jobId }))
    expect(events.length).toBeGreaterThan(3)
    const last = events.at(-1)?.data
    expect(last).toMatchObject({
      status: 'succeeded',
      current: null,
      remainingMs: 0,
      result: { leagues: 1, teams: 18, pairs: 306, warnings: [] },
    })
    expect(last?.phases.every(({ done, total }) => done === total)).toBe(true)
    expect(last?.phases.map(({ name }) => name)).toEqual(['load', 'fit', 'dna', 'friction', 'strategies', 'save', 'publish'])
    const published = last?.result?.published
    expect(published).toMatchObject({ updated: 0, unchanged: 0, keptMigrated: 0 })
    const status = await test.caller.health.status()
    expect(published?.inserted).toBe(18 + status.frictions + status.strategies)
    // Three seasons: the first is there to learn from.
    expect(last?.result?.bets).toBeGreaterThan(1000)
    expect((await test.caller.league.list()).data[0]).toMatchObject({ stale: false, calculatedAt: expect.stringMatching(/Z$/) })
  })

  it('resumes after the event that was seen, and has nothing more to say to one who saw the end', async () => {
    const { jobId } = await test.caller.calculation.start({})
    const first: ProgressSeen[] = []
    for await (const event of watchOverHttp(server.url, { jobId })) {
      first.push(event)
      if (first.length === 2) break
    }
    const rest = await collect(watchOverHttp(server.url, { jobId, lastEventId: first.at(-1)?.id ?? '' }))
    const ids = [...first, ...rest].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(rest.at(-1)?.data.status).toBe('succeeded')
    expect(await collect(watchOverHttp(server.url, { jobId, lastEventId: ids.at(-1) ?? '' }))).toEqual([])
  })

  it('gives the same numbers again: every published row is left as it was', async () => {
    const latest = (await test.caller.calculation.latest()).job
    expect(latest?.result?.published).toMatchObject({ inserted: 0, updated: 0 })
    expect(latest?.result?.published.unchanged).toBeGreaterThan(300)
  })

  it('stores once how much of each metric is a team’s own, and says when the data have changed since', async () => {
    const { report } = await test.caller.model.reliability()
    expect(report).toMatchObject({ source: 'demo', stale: false, byLeague: [{ code: 'VE2' }] })
    expect(report?.notMeasured.map(({ key }) => key)).toContain('closing_quarter_goal_difference')
    const shots = report?.rows.find(({ key }) => key === 'shots_for')
    expect(shots).toMatchObject({ groupedBy: 'team_season', verdict: 'stable_style', reliability: { status: 'measured' } })
    expect(shots?.reliability.n).toBe(shots?.groups)
    // Calculated twice by now, of the same data: one run.
    const runs = await listRuns(test.app.database.db, 'backtest')
    expect(runs.filter(({ params }) => params['report'] === 'dna_reliability').map(({ id }) => id)).toEqual([report?.runId])
  })

  it('leaves one backtest a rule, named by rule, data, seed and version, however often it is made again, with the same bytes', async () => {
    const backtests = await listRuns(test.app.database.db, 'backtest', 200)
    const ofRules = backtests.filter(({ params }) => params['report'] === 'strategy_backtest')
    const tried = STRATEGIES.filter(({ unrecorded }) => unrecorded === null).map(({ name }) => name)
    expect(ofRules.map(({ params }) => params['strategy']).sort()).toEqual([...tried].sort())
    expect(new Set(ofRules.map(({ params }) => params['name'])).size).toBe(tried.length)
    expect(ofRules.every(({ result }) => /^[0-9a-f]{64}$/.test(String(result?.['betsSha256'])))).toBe(true)
    // The second calculation made them anew and found them equal, or it would have said so.
    expect((await test.caller.calculation.latest()).job?.result?.warnings).toEqual([])
    expect(await countTrials(test.app.database.db, 'demo')).toEqual({ rules: tried.length, looks: tried.length })
  })

  it('keeps a backtest that stands, and says when the same name would now have other bytes', async () => {
    const { db } = test.app.database
    const stands = (await listRuns(db, 'backtest', 200)).find(({ params }) => params['strategy'] === 'BACK_HOME')
    const rule = STRATEGIES.find(({ name }) => name === 'BACK_HOME')
    const report = evaluateStrategy('BACK_HOME', [], { seed: 1 })
    const trial = { rule: {}, bets: 1, unpriced: 0, stakeUnits: 1, profitUnits: 0, weeklySharpe: null }
    if (!stands?.snapshotId || !rule) throw new Error('no backtest of BACK_HOME stands')
    const order = { runId: stands.id, snapshotId: stands.snapshotId, seed: 1, leagues: [] }
    const again = { rule, trial, report, betsSha256: String(stands.result?.['betsSha256']) }
    const save = (backtest: CalculatedBacktest) =>
      inUnitOfWork(test.app.database, (tx) => saveBacktests(tx, { ...order, backtests: [backtest] }))
    expect(await save(again)).toEqual([])
    expect(await save({ ...again, betsSha256: '0'.repeat(64) })).toEqual(['BACK_HOME'])
    expect(await findRun(db, stands.id)).toEqual(stands)
  })

  it('is cancelled between two steps, leaves what was published and can be started again', async () => {
    const before = await test.caller.friction.list({ limit: 5 })
    const { jobId } = await test.caller.calculation.start({})
    expect(await test.caller.calculation.cancel({ jobId })).toEqual({ jobId, status: 'cancelled' })
    expect((await test.caller.calculation.latest()).job).toMatchObject({ jobId, status: 'cancelled' })
    expect(await test.caller.friction.list({ limit: 5 })).toEqual(before)
    expect(await findJob(test.app.database.db, jobId)).toMatchObject({ status: 'cancelled' })
    // One that has ended stays as it ended.
    expect(await test.caller.calculation.cancel({ jobId })).toEqual({ jobId, status: 'cancelled' })
  })

  it('of an earlier process is told from the database', async () => {
    const jobId = await createJob(test.app.database.db, 'calculate')
    await startJob(test.app.database.db, jobId)
    await markInterruptedJobs(test.app.database.db)
    const events = await collect(watchOverHttp(server.url, { jobId }))
    expect(events.map(({ data }) => [data.status, data.result])).toEqual([['interrupted', null]])
    expect(await collect(watchOverHttp(server.url, { jobId, lastEventId: events[0]?.id ?? '' }))).toEqual([])
    await expect(collect(watchOverHttp(server.url, { jobId: 999_999 }))).rejects.toThrow(/"code":-32004,.*JOB_NOT_FOUND/)
  })
})

describe('threads', () => {
  it('give the same results to the last digit, however many there are', async () => {
    const league = await findCompetition(test.app.database.db, 'VE2')
    const snapshot = await currentSnapshot(test.app.database.db, [league?.id ?? 0])
    const sha256 = snapshot?.parts[0]?.sha256 ?? ''
    const signal = new AbortController().signal
    const calculated = async (workers: number) => {
      const pool = await openComputePool(workers)
      const tables = [await readSnapshotPart(test.app.database.db, sha256), await readSnapshotPart(test.app.database.db, sha256)]
      const leagues = await Promise.all(tables.map((table) => pool.calculateLeague(table, () => undefined, signal)))
      const records = await pool.evaluateRecords(
        { leagues: leagues.slice(0, 1).map(({ bets, dna }) => ({ bets, teamIds: dna.map(({ teamId }) => teamId) })), seed: 1 },
        signal,
      )
      await pool.close()
      return { leagues, records }
    }
    const [one, two] = [await calculated(1), await calculated(2)]
    expect(two).toEqual(one)
    expect(one.leagues[1]).toEqual(one.leagues[0])
  })

  it('have told every phase of a league before its answer is there, though both wait while this thread is busy', async () => {
    const league = await findCompetition(test.app.database.db, 'VE2')
    const snapshot = await currentSnapshot(test.app.database.db, [league?.id ?? 0])
    const table = await readSnapshotPart(test.app.database.db, snapshot?.parts[0]?.sha256 ?? '')
    const pool = await openComputePool(1)
    const told: string[] = []
    const answer = pool.calculateLeague(table, (phase) => told.push(phase), new AbortController().signal)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const busyUntil = performance.now() + 2500
    while (performance.now() < busyUntil);
    await answer
    expect(told).toEqual(['fit', 'dna', 'friction', 'strategies'])
    await pool.close()
  })

  it('hand on what the engine refuses with its code', async () => {
    const league = await findCompetition(test.app.database.db, 'VE2')
    const snapshot = await currentSnapshot(test.app.database.db, [league?.id ?? 0])
    const table = await readSnapshotPart(test.app.database.db, snapshot?.parts[0]?.sha256 ?? '')
    const pool = await openComputePool(1)
    const empty = {
      ...table,
      length: 0,
      columns: Object.fromEntries(Object.keys(table.columns).map((name) => [name, new Float64Array(0)])) as typeof table.columns,
    }
    await expect(pool.calculateLeague(empty, () => undefined, new AbortController().signal)).rejects.toMatchObject({
      name: 'CoreError',
      code: 'TOO_FEW_MATCHES',
    })
    await pool.close()
  })
})
