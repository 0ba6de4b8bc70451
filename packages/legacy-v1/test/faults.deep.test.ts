import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '@mon-ps/db/migrate'
import { openDatabase } from '@mon-ps/db/client'
import { faultPoints } from '../test-kit/env.ts'
import { testDatabaseUrl } from '@mon-ps/db/test-kit/env'
import { killRunner, type Struck } from '../test-kit/faults/kill-runner.ts'
import { loadSmallV1 } from '../test-kit/faults/small-v1.ts'
import { postgresPrograms, throwAwayServer } from '../test-kit/faults/throw-away-server.ts'
import {
  countResumed,
  type Operation,
  type Fixture,
  openFixture,
  judge,
  type Judgement,
  move,
  type Outcome,
  outcomeTable,
  type Point,
  type Reference,
  type Recovery,
  recordReference,
  tryPoint,
  undo,
} from '../test-kit/faults/try-points.ts'
import { withFaults } from '../test-kit/faults/with-faults.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'

/** Long enough for every statement of the small V1; a lost engine costs as much. */
const STATEMENT_LIMIT_MS = 2000
const LONG = 3_600_000
const IN_CHUNKS = { oneTransactionRows: 10, chunkIds: 5 }

const wanted = faultPoints === 'all' ? Number.POSITIVE_INFINITY : Number(faultPoints ?? 0)
/** Each costs a process, or a server, and its start: a sample has few of them. */
const [RUNNER_KILLS, SERVER_KILLS] = wanted > 100 ? [20, 10] : [6, 4]

let database: TestDatabase
let fixture: Fixture
let reference: Reference

beforeAll(async () => {
  database = await openTestDatabase({ statementLimitMs: STATEMENT_LIMIT_MS })
  await loadSmallV1(database)
  fixture = await openFixture(database)
  // The first move makes the journal and the schema of backups, which stay: the points are those of every later one.
  await recordReference(fixture)
  reference = await recordReference(fixture)
}, LONG)
afterAll(() => database.close())

/** So many numbers from 1 to `last`, spread evenly, each once. */
function spread(last: number, count: number): number[] {
  if (count >= last) return Array.from({ length: last }, (_, at) => at + 1)
  return Array.from({ length: count }, (_, at) => 1 + Math.floor(((at + 0.5) * last) / count))
}

/** Every sixth point loses the connection; what is done about it alternates. */
const listPoints = (operation: Operation, statements: number, count: number): Point[] =>
  spread(statements, count).map((failAt, at) => ({
    operation,
    fault: { failAt, how: at % 6 === 3 ? 'disconnect' : 'error' },
    recovery: at % 2 === 0 ? 'apply' : 'rollback',
  }))

async function tryAll(on: Fixture, expected: Reference, points: readonly Point[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const point of points) outcomes.push(await tryPoint(on, point, expected))
  return outcomes
}

function requireHeld(name: string, outcomes: readonly Outcome[]): void {
  console.log(`${database.engine}, ${name}: ${outcomes.length} points\n${outcomeTable(outcomes)}`)
  expect(outcomes.filter(({ violations }) => violations.length > 0)).toEqual([])
  expect(outcomes.filter(({ fired }) => !fired)).toEqual([])
}

describe('a move whose N-th statement fails is finished by the next apply or undone by a rollback, to the same digests', () => {
  it('copied in one transaction', { timeout: LONG }, async () => {
    const { apply, rollback } = reference.statements
    const points = [
      ...listPoints('apply', apply, wanted === 0 ? 4 : wanted * 0.25),
      ...listPoints('rollback', rollback, wanted === 0 ? 3 : wanted * 0.25),
    ]
    requireHeld('one transaction', await tryAll(fixture, reference, points))
  })

  it('copied in committed chunks, which moves the same', { timeout: LONG }, async () => {
    const chunked = { ...fixture, options: { ...fixture.options, ...IN_CHUNKS } }
    const own = await recordReference(chunked)
    expect(own.moved).toBe(reference.moved)
    expect(own.after).toEqual(reference.after)
    const points = listPoints('apply', own.statements.apply, wanted === 0 ? 4 : wanted * 0.25)
    if (wanted > 0) points.push(...listPoints('resumed apply', await countResumed(chunked), wanted * 0.15))
    requireHeld('chunks', await tryAll(chunked, reference, points))
  })

  it.runIf(wanted > 0)('in a database without a table of ours', { timeout: LONG }, async () => {
    const bare = await openTestDatabase({ migrated: false, statementLimitMs: STATEMENT_LIMIT_MS })
    await loadSmallV1(bare)
    const on = await openFixture(bare)
    await recordReference(on)
    const own = await recordReference(on)
    expect(own.moved).toBe(reference.moved)
    const outcomes = await tryAll(on, own, listPoints('apply', own.statements.apply, wanted * 0.1))
    await bare.close()
    requireHeld('nothing of ours before', outcomes)
  })
})

interface Kill {
  readonly operation: 'apply' | 'rollback'
  readonly statement: number
  readonly killed: boolean
  readonly recovery: Recovery
  readonly judgement: Judgement
}

const splitLines = (kills: readonly Kill[]) =>
  kills
    .map(({ operation, statement, killed, recovery, judgement }) =>
      [
        operation,
        `statement ${statement}`,
        killed ? 'killed' : 'was done',
        judgement.stateAfter,
        recovery,
        judgement.violations.length,
      ].join(' | '),
    )
    .join('\n')

function requireKilled(name: string, kills: readonly Kill[]): void {
  console.log(`${database.engine}: ${kills.length} ${name}\n${splitLines(kills)}`)
  expect(kills.flatMap(({ judgement }) => judgement.violations)).toEqual([])
  expect(kills.filter(({ killed }) => !killed)).toEqual([])
}

type Within = <Result>(work: (own: Fixture) => Promise<Result>) => Promise<Result>

/**
 * Kills a operation at `count` of its statements, evenly spread, and judges what each leaves.
 *
 * @param strike  does the operation and kills in the middle of the statement of that number; 0: lets it finish
 */
async function killAt(
  count: number,
  strike: (operation: Kill['operation'], killAt: number) => Promise<Struck>,
  within: Within,
): Promise<Kill[]> {
  const kills: Kill[] = []
  for (const operation of ['apply', 'rollback'] as const) {
    const round = async (statement: number, recovery: Recovery) => {
      if (operation === 'rollback') await within(move)
      const struck = await strike(operation, statement)
      return { ...struck, judgement: await within((own) => judge(own, recovery, reference)) }
    }
    const { statements } = await round(0, 'rollback')
    for (const [at, statement] of spread(statements - 1, count / 2).entries()) {
      const recovery = at % 2 === 0 ? 'apply' : 'rollback'
      const { killed, judgement } = await round(statement, recovery)
      kills.push({ operation, statement, killed, recovery, judgement })
    }
  }
  return kills
}

describe.runIf(wanted > 0)('what is killed with SIGKILL', () => {
  it('a runner: the next one finishes or undoes its work to the same digests', { timeout: LONG }, async () => {
    const served = testDatabaseUrl === undefined ? null : await openTestDatabase({ migrated: false })
    const folder = served === null ? mkdtempSync(join(tmpdir(), 'mon-ps-killed-')) : null
    const place = { url: served?.url ?? null, dataDir: folder }
    // An embedded folder belongs to one process at a time: it is closed while the runner works.
    const within = async <Result>(work: (own: Fixture) => Promise<Result>) => {
      const own = await openDatabase({ url: place.url ?? undefined, dataDir: folder ?? undefined })
      try {
        return await work({ ...fixture, database: own })
      } finally {
        await own.close()
      }
    }
    await within(async (own) => {
      await migrate(own.database)
      await loadSmallV1(own.database)
    })
    const makePlan = (operation: Kill['operation']) => (operation === 'apply' ? fixture.options.planSha256 : null)
    const kills = await killAt(
      RUNNER_KILLS,
      (operation, at) => killRunner({ ...place, planSha256: makePlan(operation), killAt: at }),
      within,
    )
    await served?.close()
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
    requireKilled('runners', kills)
  })

  it.runIf(testDatabaseUrl !== undefined && postgresPrograms() !== null)(
    'a server: started again, it holds what the next run finishes or undoes to the same digests',
    { timeout: LONG },
    async () => {
      const server = await throwAwayServer(postgresPrograms() ?? '')
      const within = async <Result>(work: (own: Fixture) => Promise<Result>) => {
        const own = await openDatabase({ url: server.url })
        try {
          return await work({ ...fixture, database: own })
        } finally {
          await own.close()
        }
      }
      const strike = (operation: Kill['operation'], at: number): Promise<Struck> =>
        within(async (own) => {
          let dying: Promise<void> = Promise.resolve()
          const killing = () => {
            dying = server.kill()
          }
          const faulty = withFaults(own.database, { failAt: at, how: killing })
          const disturbed = { ...own, database: faulty.database }
          const done = await (operation === 'apply' ? move(disturbed) : undo(disturbed)).then(
            () => true,
            () => false,
          )
          await dying
          if (at > 0) await server.start()
          return { killed: !done, statements: faulty.statements() }
        })
      try {
        await within(async (own) => {
          await migrate(own.database)
          await loadSmallV1(own.database)
        })
        requireKilled('servers', await killAt(SERVER_KILLS, strike, within))
      } finally {
        await server.remove()
      }
    },
  )
})
