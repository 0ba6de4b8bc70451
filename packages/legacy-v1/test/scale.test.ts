import { afterEach, expect, it } from 'vitest'
import { applyMigration } from '../src/apply/apply-migration.ts'
import { planMigration } from '../src/plan/plan-migration.ts'
import { verifyMigration } from '../src/apply/verify-migration.ts'
import { scaleRows } from '../test-kit/env.ts'
import { movedDigest } from '../test-kit/faults/moved-digest.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { largeV1, teamsFor } from '../test-kit/large-v1.ts'
import { measureMove } from '../test-kit/scale/measure.ts'
import { sourceIn } from './small-v1.ts'

const ROWS = scaleRows ?? 0
const PICKS = Math.ceil(ROWS / 3)
const TEAMS = teamsFor(ROWS)
const STRATEGIES = 3 * TEAMS + Math.floor(TEAMS / 2)
const MINUTES = 5 * 60_000
const SAID = scaleRows === null ? ' (skipped: MON_PS_SCALE_ROWS is not set)' : ''

let database: TestDatabase | null = null
afterEach(() => database?.close())

async function loaded(): Promise<TestDatabase> {
  database = await openTestDatabase({ migrated: false })
  for (const statement of largeV1({ rows: ROWS, picks: PICKS })) await database.sql.unsafe(statement)
  return database
}

async function movedWith(options: { readonly oneTransactionRows: number; readonly chunkIds?: number }): Promise<string> {
  const target = await loaded()
  const { planSha256 } = await planMigration(sourceIn(target), target, {})
  await applyMigration(sourceIn(target), target, { who: 'test', codeVersion: 'test', planSha256, ...options })
  expect((await verifyMigration(sourceIn(target), target)).passed).toBe(true)
  const digest = await movedDigest(target)
  await target.close()
  return digest
}

it.skipIf(scaleRows === null)(
  `a large V1 is the same in V3 whether it is copied in one transaction or in chunks${SAID}`,
  async () => {
    const atOnce = await movedWith({ oneTransactionRows: 10 * ROWS })
    expect(await movedWith({ oneTransactionRows: 1, chunkIds: Math.ceil(ROWS / 7) })).toBe(atOnce)
  },
  MINUTES,
)

it.skipIf(scaleRows === null)(
  `a large V1 whose runner is interrupted goes on, is seen by nobody half-way, and is taken back whole${SAID}`,
  async () => {
    database = await openTestDatabase({ migrated: false })
    const measured = await measureMove(database, {
      rows: ROWS,
      picks: PICKS,
      url: database.url,
      interrupt: true,
      chunkIds: Math.ceil(ROWS / 7),
      say: () => {},
    })
    expect(measured.interruptedAfter).not.toBeNull()
    expect(measured.plain.rows).toMatchObject({ companion: ROWS + TEAMS + STRATEGIES, v3: ROWS + TEAMS + STRATEGIES })
    expect(measured.rolledBackTo.different).toBe(0)
    const complete = `${TEAMS} ${ROWS} ${STRATEGIES}`
    expect([...(measured.sightings?.states.keys() ?? [])].filter((state) => !['no tables', '0 0 0', complete].includes(state))).toEqual([])
  },
  MINUTES,
)
