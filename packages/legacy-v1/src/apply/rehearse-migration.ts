import type { Database } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import { requireServer } from '@mon-ps/db/migrate'
import { beginEntry, latestEntry } from '../journal/journal.ts'
import { createJournal } from '../journal/journal-tables.ts'
import { asOnlyRunner } from '../journal/runner.ts'
import { inWritingTransaction } from '../journal/writing-transaction.ts'
import { planMigration } from '../plan/plan-migration.ts'
import type { LegacySource, MoveReport } from '../types.ts'
import { copyAtOnce } from './copy-stage.ts'
import type { Move } from './move.ts'
import { freshPlan, newEntry, requireReady } from './open-move.ts'
import type { RehearseOptions } from './options.ts'
import { backupCheckStage, backupStage, finishStages, schemaStage, timed } from './stages.ts'

/** Carries the report out of the transaction that it rolls back. */
class Rehearsed extends Error {
  override readonly name = 'Rehearsed'
  readonly report: MoveReport

  constructor(report: MoveReport) {
    super('the rehearsal is over')
    this.report = report
  }
}

function reportOf(error: unknown): MoveReport {
  for (let current = error; current instanceof Error; current = current.cause) if (current instanceof Rehearsed) return current.report
  throw error
}

/**
 * The whole move, really executed and proven, in a transaction that is then rolled back: it leaves nothing, not even a gap in a
 * sequence. Takes the same locks as the move, and as long.
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
    const standing = await latestEntry(target.db)
    if (standing !== null && standing.state !== 'rolled_back')
      throw new DbError(
        'MIGRATION_BLOCKED',
        `move ${standing.id} stands here and is ${standing.state}; undo it first with: mon-ps migrate rollback`,
        { migrationId: standing.id, state: standing.state },
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
      await timed(tx, move, 'schema', async () => {
        await schemaStage(tx, move)
        return 0
      })
      await timed(tx, move, 'backup', () => backupStage(tx, move))
      await timed(tx, move, 'backup-check', () => backupCheckStage(tx, move))
      await timed(tx, move, 'copy', () => copyAtOnce(tx, move))
      throw new Rehearsed(await finishStages(tx, move, started))
    })
    const report = await over.catch(reportOf)
    return { ...report, state: 'none' }
  })
}
