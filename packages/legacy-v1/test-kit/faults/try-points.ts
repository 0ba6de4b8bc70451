import { setTimeout as pause } from 'node:timers/promises'
import { asDbError } from '@mon-ps/db/errors'
import { applyMigration } from '../../src/apply/apply-migration.ts'
import type { ApplyOptions } from '../../src/apply/move.ts'
import { rollbackMigration } from '../../src/apply/rollback-migration.ts'
import { migrationStatus } from '../../src/journal/read-journal.ts'
import { planMigration } from '../../src/plan/plan-migration.ts'
import type { Database } from '@mon-ps/db/client'
import type { LegacySource } from '../../src/types.ts'
import { movedDigest, wholeDigest } from './moved-digest.ts'
import { withFaults } from './with-faults.ts'

/** What is done when the fault strikes. */
export type Operation = 'apply' | 'rollback' | 'resumed apply'
/** What is done about it afterwards. */
export type Recovery = 'apply' | 'rollback'

export interface Point {
  readonly operation: Operation
  readonly fault: { readonly failAt: number; readonly how: 'error' | 'disconnect' }
  readonly recovery: Recovery
}

export interface Outcome extends Point, Judgement {
  /** False: the operation has no statement of that number. */
  readonly fired: boolean
  /** How the operation ended: `done`, or the code of its error. */
  readonly ended: string
}

export const sourceIn = (database: Database): LegacySource => ({ database, same: true, address: 'test', close: async () => {} })

/** What an undisturbed run leaves: before the move, and after it; and how many statements it takes. */
export interface Reference {
  readonly before: Readonly<Record<string, string>>
  readonly after: Readonly<Record<string, string>>
  readonly moved: string
  readonly statements: { readonly apply: number; readonly rollback: number }
}

export interface Fixture {
  readonly database: Database
  readonly options: ApplyOptions
}

export const undo = ({ database }: Fixture) => rollbackMigration(sourceIn(database), database, { who: 'test' })
export const move = ({ database, options }: Fixture) => applyMigration(sourceIn(database), database, options)

/** A server needs a moment to see that a runner is gone; until then its lock stands. */
async function whenFree<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (asDbError(error).code !== 'MIGRATION_RUNNING' || attempt === 50) throw error
      await pause(100)
    }
  }
}

/** The database with V1 in it, and the plan that every point applies. */
export async function openFixture(database: Database): Promise<Fixture> {
  const { planSha256 } = await planMigration(sourceIn(database), database, {})
  return { database, options: { planSha256, who: 'test', codeVersion: 'test' } }
}

const counting = (fixture: Fixture) => {
  const { database, statements } = withFaults(fixture.database, { failAt: 0, how: 'error' })
  return { fixture: { ...fixture, database }, statements }
}

/** Runs the move once without a fault and takes it back. */
export async function recordReference(fixture: Fixture): Promise<Reference> {
  const before = await wholeDigest(fixture.database)
  const applying = counting(fixture)
  await move(applying.fixture)
  const after = await wholeDigest(fixture.database)
  const moved = await movedDigest(fixture.database)
  const undoing = counting(fixture)
  await undo(undoing.fixture)
  return { before, after, moved, statements: { apply: applying.statements(), rollback: undoing.statements() } }
}

const differing = (expected: Readonly<Record<string, string>>, found: Readonly<Record<string, string>>) =>
  [...new Set([...Object.keys(expected), ...Object.keys(found)])].filter((what) => expected[what] !== found[what])

/** V1 is as it was, and V3 is as before or as after: nothing between. */
function visible(reference: Reference, found: Readonly<Record<string, string>>): string[] {
  const ofV1 = (what: string) => /team_profiles|matchup_friction|team_strategies/.test(what)
  const ofV3Rows = (what: string) => !ofV1(what) && what.endsWith(' rows')
  const wrong = differing(reference.before, found)
    .filter(ofV1)
    .map((what) => `V1: ${what} changed`)
  const empty = (digest: string | undefined, what: string) => digest === 'absent' || digest === reference.before[what]
  const rows = Object.keys(found).filter(ofV3Rows)
  const all = rows.every((what) => found[what] === reference.after[what])
  // Where the move made V3, its empty tables come before its rows.
  const none = rows.every((what) => empty(found[what], what) || reference.before[what] === 'absent')
  return all || none ? wrong : [...wrong, 'V3 shows a part of the move']
}

async function recover(fixture: Fixture, recovery: Recovery, reference: Reference): Promise<string[]> {
  const wrong: string[] = []
  if (recovery === 'apply') {
    await whenFree(() => move(fixture))
    if ((await movedDigest(fixture.database)) !== reference.moved) wrong.push('the finished move differs from an undisturbed one')
  }
  const { state } = await migrationStatus(fixture.database)
  if (state !== 'none' && state !== 'rolled_back') await whenFree(() => undo(fixture))
  const left = differing(reference.before, await wholeDigest(fixture.database))
  if (left.length > 0) wrong.push(`after the rollback these differ: ${left.join(', ')}`)
  return wrong
}

export interface Judgement {
  readonly stateAfter: string
  /** What was wrong; empty where everything that must hold held. */
  readonly violations: readonly string[]
}

/** Looks at what a disturbed run left, sets it right, and looks again; ends with V1 and V3 as they were at the beginning. */
export async function judge(fixture: Fixture, recovery: Recovery, reference: Reference): Promise<Judgement> {
  const seen = visible(reference, await wholeDigest(fixture.database))
  const { state } = await migrationStatus(fixture.database)
  const after = await recover(fixture, recovery, reference).catch((error: unknown) => [`the recovery failed: ${asDbError(error).message}`])
  return { stateAfter: state, violations: [...seen, ...after] }
}

async function prepare(fixture: Fixture, operation: Operation): Promise<void> {
  if (operation === 'rollback') await move(fixture)
  if (operation === 'resumed apply') {
    // Cut off after the backup was proven: what the journal says is all that the next run has.
    const stop = new AbortController()
    const onProgress: NonNullable<ApplyOptions['onProgress']> = ({ stage }) => {
      if (stage === 'backup-check') stop.abort(new Error('cut off'))
    }
    await applyMigration(sourceIn(fixture.database), fixture.database, { ...fixture.options, onProgress, signal: stop.signal }).catch(
      () => {},
    )
  }
}

/** Lets one statement of a operation fail and judges what is left. */
export async function tryPoint(fixture: Fixture, point: Point, reference: Reference): Promise<Outcome> {
  await prepare(fixture, point.operation)
  const faulty = withFaults(fixture.database, point.fault)
  const disturbed = { ...fixture, database: faulty.database }
  const ended = await (point.operation === 'rollback' ? undo(disturbed) : move(disturbed)).then(
    () => 'done',
    (error: unknown) => asDbError(error).code,
  )
  return { ...point, fired: faulty.fired(), ended, ...(await judge(fixture, point.recovery, reference)) }
}

/** How many statements it takes to finish a move that was cut off after its backup. */
export async function countResumed(fixture: Fixture): Promise<number> {
  await prepare(fixture, 'resumed apply')
  const resuming = counting(fixture)
  await move(resuming.fixture)
  await undo(fixture)
  return resuming.statements()
}

/** Points and outcomes as lines: by operation, fault and recovery, how many ended how. */
export function outcomeTable(outcomes: readonly Outcome[]): string {
  const groups = new Map<string, { points: number; violations: number }>()
  for (const { operation, fault, recovery, ended, stateAfter, violations } of outcomes) {
    const key = [operation, fault.how, ended, stateAfter, recovery].join(' | ')
    const group = groups.get(key) ?? { points: 0, violations: 0 }
    groups.set(key, { points: group.points + 1, violations: group.violations + (violations.length > 0 ? 1 : 0) })
  }
  const lines = [...groups].sort().map(([key, { points, violations }]) => `${key} | ${points} | ${violations}`)
  return ['operation | fault | ended | state after | then | points | violations', ...lines].join('\n')
}
