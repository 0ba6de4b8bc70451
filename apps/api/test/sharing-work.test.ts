import { createHash } from 'node:crypto'
import { demoAsCsv } from '@mon-ps/core/simulate/demo-as-csv'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import { TIERS } from '@mon-ps/core/forecasting/tiers/tier'
import { driftReport } from '@mon-ps/db/drift/drift-report'
import { openDatabase } from '@mon-ps/db/client'
import { plannedChanges } from '@mon-ps/db/migrate'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import { currentSnapshot, readSnapshotPart, rebuildPart } from '@mon-ps/db/repositories/snapshots'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { testDatabaseUrl } from '@mon-ps/db/test-kit/env'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ComputePool, openComputePool } from '../src/work/compute/compute-pool.ts'
import { openSharedPool } from '../src/work/compute/shared/shared-pool.ts'
import { openWorkQueue } from '../src/work/compute/shared/work-queue.ts'
import { evaluateTables } from '../src/work/evaluate/evaluate-tables.ts'
import { assembleApp, openApp } from '../src/open-app.ts'
import { runWorker } from '../src/run-worker.ts'
import { importResults } from '../src/work/import/import-results.ts'
import { callerOf, fileOf, log } from './test-app.ts'
import { startWorker, type WorkerProcess } from './worker-process.ts'

/** Short, so that a killed worker's task is soon another's. */
const SHORT_LEASE_SECONDS = 4
const NEVER = new AbortController().signal
type OpenPool = (threads: number) => Promise<ComputePool>

let database: TestDatabase
let url: string
let baseline: { rows: string; report: string }
const workers: WorkerProcess[] = []

/** Two divisions: three seasons teach what friction is worth, and the second one's fourth is judged. */
const files = () =>
  demoAsCsv({ seed: 1 })
    .filter(({ fileName }) => /^VE(1_2324|1_2425|1_2526|2_2223|2_2324|2_2425|2_2526)/.test(fileName))
    .map(({ fileName, text }) => fileOf(fileName, text))

const options = { footballDataUrl: 'http://127.0.0.1:9/', legacyUrl: null, log, keepTables: true }

/** A server of its own that calculates everything. @returns the digest of every row that its run stored */
async function calculate(openPool: OpenPool): Promise<string> {
  const app = assembleApp(await openDatabase({ url }), { ...options, openPool })
  try {
    const { jobId } = await callerOf(app).calculation.start({})
    for await (const _ of app.calculations.watch({ jobId })) {
      // Until it has ended.
    }
    const { job } = await callerOf(app).calculation.latest()
    expect(job).toMatchObject({ jobId, status: 'succeeded' })
    return await digestOfRun(job?.result?.runId ?? 0)
  } finally {
    await app.close()
  }
}

const VERSION_TABLES = ['team_dna_version', 'friction_version', 'strategy_version', 'strategy_bet']

async function digestOfRun(runId: number): Promise<string> {
  const digests = []
  for (const table of VERSION_TABLES) {
    const [row] = await database.sql.unsafe(
      `select count(*)::int as rows, md5(string_agg(content, '|' order by content collate "C")) as digest from (
        select (to_jsonb(t) - 'version_id' - 'run_id')::text as content from mon_ps.${table} t where run_id = $1) rows`,
      [runId],
    )
    expect(row?.['rows'], table).toBeGreaterThan(0)
    digests.push(row?.['digest'])
  }
  return digests.join(' ')
}

async function tablesOfLeagues(): Promise<MatchTable[]> {
  const all = await listCompetitions(database.db)
  const snapshot = await currentSnapshot(
    database.db,
    all.map(({ id }) => id),
  )
  return Promise.all((snapshot?.parts ?? []).map(({ sha256 }) => readSnapshotPart(database.db, sha256)))
}

/** A league that stands in the database, and in which nothing was played. */
async function emptyLeague(): Promise<MatchTable> {
  const [row] = await database.sql`insert into mon_ps.competition (code, name, source) values ('EMPTY', 'Empty', 'demo') returning id`
  return readSnapshotPart(database.db, await rebuildPart(database.db, row?.['id']))
}

/** Every tier on the last season, and the gate of one. @returns the digest of predictions and reports, to the last digit */
async function evaluate(openPool: OpenPool): Promise<string> {
  const pool = await openPool(1)
  try {
    const tables = await tablesOfLeagues()
    const rated = await Promise.all(tables.map((table) => pool.rateMatches(table, NEVER)))
    const seasons = ['2025-26']
    const tiers = await Promise.all(TIERS.map((tier) => evaluateTables({ tables, rated }, { tier, seasons, pool, signal: NEVER })))
    const gate = await pool.ablateTier({ tables, rated, tier: 'results', seasons, seed: 1, permutations: 9 }, NEVER)
    return createHash('sha256').update(JSON.stringify({ tiers, gate })).digest('hex')
  } finally {
    await pool.close()
  }
}

const everything = async (openPool: OpenPool) => ({ rows: await calculate(openPool), report: await evaluate(openPool) })

/** Only worker processes work: this one asks and waits. */
const shared: OpenPool = () => openSharedPool({ database, url, threads: 0, log })
const sharedOnShortLease: OpenPool = () => openSharedPool({ database, url, threads: 0, log, leaseSeconds: SHORT_LEASE_SECONDS })

async function addWorkers(count: number): Promise<WorkerProcess[]> {
  const added = Array.from({ length: count }, () => startWorker(url))
  workers.push(...added)
  await Promise.all(added.map(({ ready }) => ready))
  return added
}

const alive = () => workers.filter(({ child }) => child.exitCode === null && child.signalCode === null)
const tasksDone = () => workers.reduce((sum, worker) => sum + worker.done().length, 0)
const resultsStanding = async () => (await database.sql`select key from mon_ps.work_result where kind <> 'predictions'`).length

async function untilActive(count: number): Promise<void> {
  for (;;) {
    const [row] = await database.sql`select count(*)::int as active from mon_ps_queue.job where state = 'active'`
    if (row?.['active'] >= count) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const title = 'work that processes share over one Postgres'
const onServer = testDatabaseUrl !== undefined

describe.skipIf(!onServer)(onServer ? title : `${title} (skipped: no TEST_DATABASE_URL)`, () => {
  beforeAll(async () => {
    database = await openTestDatabase()
    url = database.url ?? ''
    const app = assembleApp(await openDatabase({ url }), options)
    await importResults(app, files(), { source: 'demo' })
    await app.close()
    baseline = await everything(() => openComputePool(1))
  })

  afterAll(async () => {
    for (const { child } of alive()) child.kill('SIGKILL')
    await Promise.all(workers.map(({ ended }) => ended))
    await database.close()
  })

  // What was done before would not be done again.
  beforeEach(async () => {
    await database.sql`delete from mon_ps.work_result`
  })

  it('is begun by several at once', async () => {
    for (const engine of ['first', 'second', 'third']) {
      const begun = await Promise.allSettled(Array.from({ length: 8 }, () => openWorkQueue({ database, url, engine, log })))
      await Promise.all(begun.map((queue) => (queue.status === 'fulfilled' ? queue.value.close() : undefined)))
      expect(begun.filter(({ status }) => status === 'rejected')).toEqual([])
    }
  })

  it('gives the same bytes with two threads', async () => {
    expect(await everything(() => openComputePool(2))).toEqual(baseline)
  })

  it('gives the same bytes with three workers, each task done once; one that is interrupted ends well', async () => {
    const [first] = await addWorkers(3)
    expect(await everything(shared)).toEqual(baseline)
    expect(tasksDone()).toBe(await resultsStanding())
    // The queue's own tables are neither ours to judge nor somebody else's to ask about.
    expect((await driftReport(database, { today: '2026-01-01' })).differences).toEqual([])
    expect((await plannedChanges(database)).foreignTables).toEqual([])
    first?.child.kill('SIGINT')
    expect(await first?.ended).toBe(0)
  })

  it('gives the same bytes to two who ask at once, and does what both ask for once', async () => {
    expect(alive()).toHaveLength(2)
    const before = tasksDone()
    const [one, other] = await Promise.all([evaluate(shared), evaluate(shared)])
    expect([one, other]).toEqual([baseline.report, baseline.report])
    expect(tasksDone() - before).toBe(await resultsStanding())
  })

  it('does not do again what was done before', async () => {
    await evaluate(shared)
    const before = tasksDone()
    expect(await evaluate(shared)).toBe(baseline.report)
    expect(tasksDone()).toBe(before)
  })

  it('gives the same bytes though a worker is killed in the middle of a task', async () => {
    const [victim] = alive()
    const asked = everything(sharedOnShortLease)
    await untilActive(2)
    victim?.child.kill('SIGKILL')
    expect(await asked).toEqual(baseline)
    expect(alive()).toHaveLength(1)
    await database.sql`delete from mon_ps.work_result`
    expect(await evaluate(shared)).toBe(baseline.report)
  })

  it('is worked on by the one who asks when no worker runs', async () => {
    for (const { child, ended } of alive()) {
      child.kill('SIGTERM')
      await ended
    }
    const own: OpenPool = (threads) => openSharedPool({ database, url, threads, log })
    expect(await everything(own)).toEqual(baseline)
  })

  it('hands on what the engine refuses with its code, and what fails in every worker with its reason', async () => {
    const [table] = await tablesOfLeagues()
    if (!table) throw new Error('no league was imported')
    const pool = await openSharedPool({ database, url, threads: 1, log })
    await expect(pool.rateMatches({ ...table, competition: 'nowhere' }, NEVER)).rejects.toMatchObject({
      code: 'INTERNAL',
      message: expect.stringContaining('no snapshot part has the hash'),
    })
    const refused = { name: 'CoreError', code: 'TOO_FEW_MATCHES' }
    await expect(pool.calculateLeague(await emptyLeague(), () => undefined, NEVER)).rejects.toMatchObject(refused)
    await pool.close()
  })

  it('stops when it is cancelled, and can be asked for again', async () => {
    const [table] = await tablesOfLeagues()
    if (!table) throw new Error('no league was imported')
    const pool = await openSharedPool({ database, url, threads: 1, log })
    const cancelled = new AbortController()
    const asked = pool.calculateLeague(table, () => undefined, cancelled.signal)
    await untilActive(1)
    cancelled.abort(new Error('nobody wants it'))
    await expect(asked).rejects.toThrow('nobody wants it')
    const phases: string[] = []
    expect((await pool.calculateLeague(table, (phase) => phases.push(phase), NEVER)).competition).toBe(table.competition)
    expect(phases).toEqual(['fit', 'dna', 'friction', 'strategies'])
    await pool.close()
  })

  it('keeps what was asked for within two days, and nothing longer', async () => {
    await database.sql`insert into mon_ps.work_result (key, kind, data, used_at) values ('old', 'x', '', now() - interval '49 hours'), ('new', 'x', '', now())`
    await (await shared(0)).close()
    expect(await database.sql`select key from mon_ps.work_result`).toEqual([{ key: 'new' }])
  })
})

describe('work on the embedded database', () => {
  const refusal = { name: 'StartRefused', message: expect.stringContaining('belongs to one process') }

  it('is not shared: a server that should share it is refused, and so is a worker', async () => {
    const confirm = async () => true
    await expect(openApp({ ...options, databaseUrl: null, dataDir: '/nowhere', sharesWork: true, confirm })).rejects.toMatchObject(refusal)
    const say = () => undefined
    await expect(runWorker({ databaseUrl: null, concurrency: 1, stopped: NEVER, say })).rejects.toMatchObject(refusal)
  })
})
