import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { applyMigration } from '../src/apply/apply-migration.ts'
import { asDbError, DbError } from '@mon-ps/db/errors'
import { inspectLegacy } from '../src/inspect/inspect-legacy.ts'
import type { LegacySource, MigrationPlan } from '../src/types.ts'
import { migrationStatus } from '../src/journal/read-journal.ts'
import { planMigration } from '../src/plan/plan-migration.ts'
import { rollbackMigration } from '../src/apply/rollback-migration.ts'
import { verifyMigration } from '../src/apply/verify-migration.ts'
import { bothHostileWays } from '../test-kit/env.ts'
import { testDatabaseUrl } from '@mon-ps/db/test-kit/env'
import { wholeDigest } from '../test-kit/faults/moved-digest.ts'
import { type HostileCase, RELATION_CASES, ROW_CASES, spoiledV1, STRUCTURE_CASES, TYPE_CASES } from '../test-kit/hostile-v1/index.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'

const BY = { who: 'test', codeVersion: 'test' }
type Decisions = Readonly<Record<string, string>>

let legacy: TestDatabase
let target: TestDatabase
beforeAll(async () => {
  legacy = await openTestDatabase({ migrated: false })
  target = await openTestDatabase()
})
afterAll(async () => {
  await legacy.close()
  await target.close()
})

// What a test that failed left half-way must not fail the others.
afterEach(async () => {
  for (const [source, into] of [[inOne(), legacy] as const, [acrossTwo(), target] as const])
    if (!['none', 'rolled_back'].includes((await migrationStatus(into)).state)) await rollbackMigration(source, into, { who: 'test' })
})

const inOne = (): LegacySource => ({ database: legacy, same: true, address: 'the database itself', close: async () => {} })
const acrossTwo = (): LegacySource => ({ database: legacy, same: false, address: 'another database', close: async () => {} })
const errorCode = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => asDbError(error).code,
  )
const digests = async (into: TestDatabase) => ({ v1: await wholeDigest(legacy), v3: await wholeDigest(into) })

/** Applies, proves twice and undoes; nothing of V1 or V3 is another than before. */
async function thereAndBack(source: LegacySource, into: TestDatabase, decisions: Decisions = {}): Promise<void> {
  const before = await digests(into)
  const { planSha256, predictions } = await planMigration(source, into, { decisions })
  const { verify } = await applyMigration(source, into, { planSha256, decisions, ...BY })
  expect(verify.checks.filter(({ passed }) => !passed)).toEqual([])
  for (const { v1, v3, quarantined } of verify.counts) expect(v3 + quarantined).toBe(v1)
  const predicted = predictions.filter(({ measure }) => measure === 'rows').map(({ v3 }) => Number(v3))
  expect(verify.counts.map(({ v3 }) => v3)).toEqual(predicted)
  expect((await verifyMigration(source, into)).checks.filter(({ passed }) => !passed)).toEqual([])
  const undone = await rollbackMigration(source, into, { who: 'test' })
  expect(undone.digests.filter((digest) => digest.before !== digest.after)).toEqual([])
  expect(await digests(into)).toEqual(before)
}

/** A V1 that cannot be moved is refused with what was found, before anything is begun. */
async function asFarAsItGoes(source: LegacySource, into: TestDatabase, { finds, blocked = false }: HostileCase): Promise<void> {
  const { findings } = await inspectLegacy(source, into)
  expect(findings.map(({ id }) => id)).toEqual(expect.arrayContaining([...finds]))
  expect(findings.some(({ severity }) => severity === 'blocking')).toBe(blocked)
  const { planSha256, ready } = await planMigration(source, into, {})
  expect(ready).toBe(!blocked)
  if (!blocked) return thereAndBack(source, into)
  expect(await errorCode(applyMigration(source, into, { planSha256, ...BY }))).toBe('MIGRATION_BLOCKED')
  expect((await migrationStatus(into)).state).toMatch(/none|rolled_back/)
}

// The way does not depend on the engine: in turns, so that each V1 meets both engines and each of its ways one.
const CASES = [...STRUCTURE_CASES, ...TYPE_CASES, ...RELATION_CASES].map((one, at) => {
  const here = (at % 2 === 0) === (testDatabaseUrl !== undefined)
  return { ...one, inOneHere: bothHostileWays || here, acrossTwoHere: bothHostileWays || !here }
})

describe.each(CASES)('$name', ({ inOneHere, acrossTwoHere, ...one }) => {
  beforeAll(() => legacy.sql.unsafe(spoiledV1([one])).simple())

  if (inOneHere) it('goes there and back in one database, or is refused', () => asFarAsItGoes(inOne(), legacy, one))
  if (acrossTwoHere) it('goes there and back between two databases, or is refused', () => asFarAsItGoes(acrossTwo(), target, one))
})

const lastOptions = ({ decisions }: MigrationPlan) => Object.fromEntries(decisions.map(({ id, options }) => [id, options.at(-1)?.id ?? '']))

/** Without the decisions that nobody asks for any more, because of what is decided about a profile. */
async function thatAreAsked(source: LegacySource, into: TestDatabase, decisions: Decisions): Promise<Decisions> {
  try {
    await planMigration(source, into, { decisions })
    return decisions
  } catch (error) {
    if (!(error instanceof DbError) || typeof error.context['decision'] !== 'string') throw error
    const { [error.context['decision']]: _, ...asked } = decisions
    return thatAreAsked(source, into, asked)
  }
}

describe('every fault of rows at once', () => {
  beforeAll(() => legacy.sql.unsafe(spoiledV1(ROW_CASES)).simple())

  it('goes there and back as the plan proposes, in one database and between two', async () => {
    await thereAndBack(inOne(), legacy)
    await thereAndBack(acrossTwo(), target)
  })

  it('goes there and back with the last option of every decision', async () => {
    const decisions = lastOptions(await planMigration(inOne(), legacy, {}))
    await thereAndBack(inOne(), legacy, await thatAreAsked(inOne(), legacy, decisions))
  })
})

it('A name that is repaired in the profile alone stays as it is in its pairs and strategies', async () => {
  const name = 'AtlÃ©tico'
  const mended: HostileCase = {
    name,
    finds: [],
    spoil: (draft) => {
      const { id = null } = draft.profile({ team_name: name })
      draft.pair({ team_a_id: 1, team_a_name: 'Alpha United', team_b_id: id, team_b_name: name })
      draft.strategy({ team_profile_id: id, team_name: name })
    },
  }
  await legacy.sql.unsafe(spoiledV1([mended])).simple()
  await thereAndBack(inOne(), legacy, { 'P09:team_profiles:team_name-mojibake': 'repair' })
})
