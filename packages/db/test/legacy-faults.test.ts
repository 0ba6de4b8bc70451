import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../src/index.ts'
import { faultPoints } from '../test-kit/env.ts'
import { killRunner } from '../test-kit/faults/kill-runner.ts'
import { loadSmallV1 } from '../test-kit/faults/small-v1.ts'
import { postgresPrograms, throwAwayServer } from '../test-kit/faults/throw-away-server.ts'
import {
  countStatements,
  DEEDS,
  type Ground,
  groundOn,
  judge,
  type Judgement,
  move,
  type Outcome,
  outcomeTable,
  type Point,
  type Reference,
  type Remedy,
  referenceOf,
  tryPoint,
  undo,
} from '../test-kit/faults/try-points.ts'
import { openTestDatabase, testDatabaseUrl, type TestDatabase } from '../test-kit/index.ts'

/** Long enough for every statement of the small V1; a lost engine costs as much. */
const STATEMENT_LIMIT_MS = 2000
const FEW = 12
const wanted = faultPoints === undefined ? FEW : faultPoints === 'all' ? Number.POSITIVE_INFINITY : Number(faultPoints)
const RUNNER_KILLS = 20
const SERVER_KILLS = 10
const LONG = 3_600_000

let database: TestDatabase
let ground: Ground
let reference: Reference

beforeAll(async () => {
  database = await openTestDatabase({ migrated: false, statementLimitMs: STATEMENT_LIMIT_MS })
  await loadSmallV1(database)
  ground = await groundOn(database)
  reference = await referenceOf(ground)
}, LONG)
afterAll(() => database.close())

/** So many numbers from 1 to `last`, spread evenly, each once. */
function spread(last: number, count: number): number[] {
  if (count >= last) return Array.from({ length: last }, (_, at) => at + 1)
  return Array.from({ length: count }, (_, at) => 1 + Math.floor(((at + 0.5) * last) / count))
}

/** Two of three points fail in the apply, the others in a rollback or in a resumed apply; every sixth loses the connection. */
async function pointsToTry(): Promise<Point[]> {
  const points: Point[] = []
  for (const [deed, share] of DEEDS) {
    const statements = await countStatements(ground, deed)
    for (const [at, failAt] of spread(statements, Math.ceil(wanted * share)).entries())
      points.push({
        deed,
        fault: { failAt, how: at % 6 === 3 ? 'disconnect' : 'error' },
        remedy: at % 2 === 0 ? 'apply' : 'rollback',
      })
  }
  return points
}

describe('a move whose N-th statement fails', () => {
  it('is finished by the next apply or undone by a rollback, to the same digests, wherever it was cut off', { timeout: LONG }, async () => {
    const outcomes: Outcome[] = []
    for (const point of await pointsToTry()) outcomes.push(await tryPoint(ground, point, reference))
    console.log(`${database.engine}: ${outcomes.length} points\n${outcomeTable(outcomes)}`)
    expect(outcomes.filter(({ violations }) => violations.length > 0)).toEqual([])
    expect(outcomes.filter(({ fired }) => !fired)).toEqual([])
  })
})

interface Kill {
  readonly deed: 'apply' | 'rollback'
  readonly afterMs: number
  readonly killed: boolean
  readonly remedy: Remedy
  readonly judgement: Judgement
}

const linesOf = (kills: readonly Kill[]) =>
  kills
    .map(({ deed, afterMs, killed, remedy, judgement }) =>
      [deed, `${Math.round(afterMs)} ms`, killed ? 'killed' : 'was done', judgement.stateAfter, remedy, judgement.violations.length].join(
        ' | ',
      ),
    )
    .join('\n')

const violationsOf = (kills: readonly Kill[]) => kills.flatMap(({ judgement }) => judgement.violations)

/**
 * Kills a deed at `count` moments spread over the time that it takes undisturbed, and judges what each leaves.
 *
 * @param strike  does the deed and ends it after so many milliseconds; Infinity: lets it finish
 */
async function killAt(
  count: number,
  strike: (deed: Kill['deed'], afterMs: number) => Promise<{ killed: boolean; elapsedMs: number }>,
  within: <Result>(work: (own: Ground) => Promise<Result>) => Promise<Result>,
): Promise<Kill[]> {
  const kills: Kill[] = []
  for (const deed of ['apply', 'rollback'] as const) {
    const round = async (afterMs: number, remedy: Remedy) => {
      if (deed === 'rollback') await within(move)
      const struck = await strike(deed, afterMs)
      return { ...struck, judgement: await within((own) => judge(own, remedy, reference)) }
    }
    const { elapsedMs } = await round(Number.POSITIVE_INFINITY, 'rollback')
    for (let at = 0; at < count / 2; at++) {
      const afterMs = ((at + 0.5) * elapsedMs) / (count / 2)
      const remedy = at % 2 === 0 ? 'apply' : 'rollback'
      const { killed, judgement } = await round(afterMs, remedy)
      kills.push({ deed, afterMs, killed, remedy, judgement })
    }
  }
  return kills
}

describe.runIf(faultPoints !== undefined)('what is killed with SIGKILL', () => {
  it('a runner: the next one finishes or undoes its work to the same digests', { timeout: LONG }, async () => {
    const served = testDatabaseUrl === undefined ? null : await openTestDatabase({ migrated: false })
    const folder = served === null ? mkdtempSync(join(tmpdir(), 'mon-ps-killed-')) : null
    const place = { url: served?.url ?? null, dataDir: folder }
    // An embedded folder belongs to one process at a time: it is closed while the runner works.
    const within = async <Result>(work: (own: Ground) => Promise<Result>) => {
      const own = await openDatabase({ url: place.url ?? undefined, dataDir: folder ?? undefined })
      try {
        return await work({ ...ground, database: own })
      } finally {
        await own.close()
      }
    }
    await within((own) => loadSmallV1(own.database))
    const order = (deed: Kill['deed']) => ({ ...place, planSha256: deed === 'apply' ? ground.options.planSha256 : null })
    const kills = await killAt(RUNNER_KILLS, (deed, afterMs) => killRunner(order(deed), afterMs), within)
    console.log(`${database.engine}: ${kills.length} runners\n${linesOf(kills)}`)
    await served?.close()
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
    expect(violationsOf(kills)).toEqual([])
    expect(kills.filter(({ killed }) => killed).length).toBeGreaterThanOrEqual(RUNNER_KILLS / 2)
  })

  it.runIf(testDatabaseUrl !== undefined && postgresPrograms() !== null)(
    'a server: started again, it holds what the next run finishes or undoes to the same digests',
    { timeout: LONG },
    async () => {
      const server = await throwAwayServer(postgresPrograms() ?? '')
      const within = async <Result>(work: (own: Ground) => Promise<Result>) => {
        const own = await openDatabase({ url: server.url })
        try {
          return await work({ ...ground, database: own })
        } finally {
          await own.close()
        }
      }
      const strike = (deed: Kill['deed'], afterMs: number) =>
        within(async (own) => {
          const start = performance.now()
          const working = deed === 'apply' ? move(own) : undo(own)
          const ended = working.then(
            () => true,
            () => false,
          )
          if (Number.isFinite(afterMs)) {
            await pause(afterMs)
            await server.kill()
          }
          const done = await ended
          const elapsedMs = performance.now() - start
          if (Number.isFinite(afterMs)) await server.start()
          return { killed: !done, elapsedMs }
        })
      try {
        await within((own) => loadSmallV1(own.database))
        const kills = await killAt(SERVER_KILLS, strike, within)
        console.log(`${kills.length} servers\n${linesOf(kills)}`)
        expect(violationsOf(kills)).toEqual([])
        expect(kills.filter(({ killed }) => killed).length).toBeGreaterThanOrEqual(SERVER_KILLS / 2)
      } finally {
        await server.remove()
      }
    },
  )
})
