import type { Database, Executor } from '@mon-ps/db/client'
import { asDbError, DbError } from '@mon-ps/db/errors'
import { requireServer } from '@mon-ps/db/migrate'
import { createJournal } from '../journal/read-journal.ts'
import { beginEntry, changeEntry, type Claim, latestEntry } from '../journal/journal.ts'
import { asOnlyRunner, inWritingTransaction } from '../journal/runner.ts'
import { planMigration } from '../plan/plan-migration.ts'
import type { LegacySource, MigrationStage, MoveReport } from '../types.ts'
import { type ApplyOptions, isChunked, type Move, type RehearseOptions } from './move.ts'
import { freshPlan, newEntry, openMove, requireReady } from './open-move.ts'
import { backupCheckStage, backupStage, copyAtOnce, copyInChunks, finishStages, schemaStage, timed } from './stages.ts'

/** The stages before the copy, in their order. */
const PREPARATION: readonly (readonly [MigrationStage, (tx: Executor, move: Move) => Promise<number>])[] = [
  ['schema', schemaStage],
  ['backup', backupStage],
  ['backup-check', backupCheckStage],
]

/** Each stage ends in the transaction that names the next one, so an interrupted run continues where the journal says. */
async function runStages(target: Database, move: Move, first: MigrationStage): Promise<MoveReport> {
  const started = performance.now()
  const writing = { claim: move.claim, signal: move.options.signal }
  const from = PREPARATION.findIndex(([stage]) => stage === first)
  for (const [stage, work] of from < 0 ? [] : PREPARATION.slice(from))
    await inWritingTransaction(target, writing, (tx) => timed(tx, move, stage, () => work(tx, move)))
  const copies = from >= 0 || first === 'copy'
  const atOnce = copies && !isChunked(move.plan, move.options)
  if (copies && !atOnce) await copyInChunks(target, move)
  return inWritingTransaction(target, writing, async (tx) => {
    if (atOnce) await timed(tx, move, 'copy', () => copyAtOnce(tx, move))
    return finishStages(tx, move, started)
  })
}

/** Records the error in the journal. Where that fails, the error itself is still thrown. */
async function noteFailure(target: Database, claim: Claim, error: DbError): Promise<void> {
  const { code, message } = error
  await inWritingTransaction(target, { claim }, (tx) => changeEntry(tx, claim, { state: 'failed', error: { code, message } })).catch(
    () => {},
  )
}

/** Retrying meets the same error again. */
const LASTING: ReadonlySet<string> = new Set(['VERIFICATION_FAILED', 'BACKUP_INVALID', 'PLAN_STALE'])

/**
 * Moves V1 into V3 as a plan says: makes what is missing, saves and proves a backup, copies, proves and publishes. Up to 50,000
 * rows the copy is one transaction, above it goes in committed chunks; V3 changes in one transaction either way. A run that was
 * cut off goes on with the next call; the same plan applied again changes nothing.
 *
 * @throws {DbError} PLAN_STALE           planning now gives another plan, or V1 was written since
 * @throws {DbError} MIGRATION_BLOCKED    a finding blocks, a decision is open, or another move stands here
 * @throws {DbError} MIGRATION_RUNNING    another runner is at work
 * @throws {DbError} VERIFICATION_FAILED  what was copied is not what V1 says; nothing of it was published
 * @throws {DbError} BACKUP_INVALID       a backup could not be restored to what was saved
 * @example const report = await applyMigration(source, target, { planSha256, who: 'ana', codeVersion: '0.1.0' })
 */
export async function applyMigration(source: LegacySource, target: Database, options: ApplyOptions): Promise<MoveReport> {
  return asOnlyRunner(target, async () => {
    const opened = await openMove(source, target, options)
    if (opened.done !== null) return opened.done
    const { stage, ...move } = opened
    const { claim } = move
    try {
      return await runStages(target, { source: move.source, claim, plan: move.plan, options }, stage)
    } catch (error) {
      const coded = asDbError(error)
      if (LASTING.has(coded.code)) await noteFailure(target, claim, coded)
      throw error
    }
  })
}

/** Carries the report out of the transaction that it rolls back. */
class Rehearsed extends Error {
  override readonly name = 'Rehearsed'
  readonly report: MoveReport

  constructor(report: MoveReport) {
    super('the rehearsal is over')
    this.report = report
  }
}

function unwrapReport(error: unknown): MoveReport {
  for (let current = error; current instanceof Error; current = current.cause) if (current instanceof Rehearsed) return current.report
  throw error
}

/**
 * Executes and verifies the whole move in a transaction that is then rolled back, sequences included. Takes the same locks as the move.
 *
 * @returns  the report that an apply would give, with the state `none`
 * @throws {DbError} PLAN_STALE           planning now gives another plan than the one that was named
 * @throws {DbError} MIGRATION_BLOCKED    a finding blocks, a decision is open, or a move stands here already
 * @throws {DbError} MIGRATION_RUNNING    another runner is at work
 * @throws {DbError} VERIFICATION_FAILED  what would be copied is not what V1 says
 */
export async function rehearseMigration(source: LegacySource, target: Database, options: RehearseOptions): Promise<MoveReport> {
  return asOnlyRunner(target, async () => {
    await requireServer(target)
    const active = await latestEntry(target.db)
    if (active !== null && active.state !== 'rolled_back')
      throw new DbError(
        'MIGRATION_BLOCKED',
        `move ${active.id} stands here and is ${active.state}; undo it first with: mon-ps migrate rollback`,
        { migrationId: active.id, state: active.state },
      )
    const { planSha256, decisions, timeZone } = options
    const plan = await (planSha256 === undefined
      ? planMigration(source, target, { decisions, timeZone })
      : freshPlan(source, target, { ...options, planSha256 }))
    requireReady(plan)
    const started = performance.now()
    const over = inWritingTransaction(target, { claim: null, signal: options.signal }, async (tx) => {
      await createJournal(tx)
      const move: Move = { source, plan, options, claim: await beginEntry(tx, newEntry(source, plan, options)) }
      for (const [stage, work] of PREPARATION) await timed(tx, move, stage, () => work(tx, move))
      await timed(tx, move, 'copy', () => copyAtOnce(tx, move))
      throw new Rehearsed(await finishStages(tx, move, started))
    })
    const report = await over.catch(unwrapReport)
    return { ...report, state: 'none' }
  })
}
