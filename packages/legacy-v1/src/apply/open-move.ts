import { readColumnNames } from '../copy/companions.ts'
import { tableDigest } from '@mon-ps/db/catalogue/digest'
import type { Database, Executor } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import { requireServer } from '@mon-ps/db/migrate'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { createJournal } from '../journal/read-journal.ts'
import { beginEntry, type Claim, claimEntry, type JournalEntry, latestEntry } from '../journal/journal.ts'
import { inWritingTransaction } from '../journal/runner.ts'
import { planMigration } from '../plan/plan-migration.ts'
import type { LegacySource, MigrationPlan, MigrationStage, MoveReport } from '../types.ts'
import { type ApplyOptions, type RehearseOptions, requireMoveSource } from './move.ts'

/** Describes the V1 tables whose rows have changed since the plan. */
async function changedSince(executor: Executor, plan: MigrationPlan): Promise<string[]> {
  const changed: string[] = []
  for (const name of V1_TABLES) {
    const table = plan.source.find((each) => each.table === name)
    if (table?.digest == null) continue
    const columns = table.columns.map((column) => column.name)
    const present = new Set(await readColumnNames(executor, `quantum.${name}`))
    const missing = columns.filter((column) => !present.has(column))
    if (missing.length > 0) {
      changed.push(missing.length === columns.length ? `quantum.${name} is gone` : `quantum.${name} has lost ${missing.join(', ')}`)
      continue
    }
    const now = await tableDigest(executor, { schema: 'quantum', name }, columns)
    if (now.digest !== table.digest) changed.push(`quantum.${name} has ${now.rows} rows, had ${table.rows}, and their digest differs`)
  }
  return changed
}

/**
 * @throws {DbError} PLAN_STALE  a row of V1 was written since the plan
 */
export async function requireUnchangedSource(executor: Executor, plan: MigrationPlan): Promise<void> {
  const changed = await changedSince(executor, plan)
  if (changed.length === 0) return
  throw new DbError(
    'PLAN_STALE',
    `V1 was written since the plan: ${changed.join('; ')}. Undo what was begun with: mon-ps migrate rollback, then plan again`,
    { changed },
  )
}

/** A move that goes on at `stage`, or one that is done already. */
type OpenedMove =
  | { readonly done: MoveReport }
  | {
      readonly done: null
      readonly claim: Claim
      readonly plan: MigrationPlan
      readonly stage: MigrationStage
      readonly source: LegacySource
    }

const shorten = (sha256: string) => `${sha256.slice(0, 12)}…`

/** @throws {DbError} MIGRATION_BLOCKED  a finding blocks, or a decision is open; the message lists them */
export function requireReady(plan: MigrationPlan): void {
  if (plan.ready) return
  const blocking = plan.findings.filter(({ severity }) => severity === 'blocking').map(({ id, message }) => `${id}: ${message}`)
  const open = plan.decisions
    .filter(({ chosen, proposed }) => chosen === null && proposed === null)
    .map(({ id, question, options }) => `${id}: ${question} (${options.map((option) => option.id).join(' or ')})`)
  throw new DbError(
    'MIGRATION_BLOCKED',
    `the plan cannot be applied: ${[...blocking, ...open].join('; ')}. Mend what blocks, decide what is open, then plan again`,
    { blocking, open },
  )
}

/**
 * Plans again and requires the plan that was agreed to.
 *
 * @throws {DbError} PLAN_STALE  it is not the plan that was agreed to; the message says why, where that is known
 */
export async function freshPlan(source: LegacySource, target: Database, options: ApplyOptions): Promise<MigrationPlan> {
  const { decisions, timeZone } = options
  const plan = await planMigration(source, target, { decisions, timeZone })
  if (plan.planSha256 === options.planSha256) return plan
  const bare = decisions === undefined ? null : await planMigration(source, target, { timeZone })
  const why =
    bare?.planSha256 === options.planSha256
      ? 'the decisions are others than those of that plan'
      : "V1's columns, the mapping rules, the time zone, the decisions or what this database lacks are others than when that plan was made"
  throw new DbError(
    'PLAN_STALE',
    `got the plan ${shorten(options.planSha256)}, but planning now gives ${shorten(plan.planSha256)}: ${why}. ` +
      'Nothing was changed; read the new plan and apply that one',
    { given: options.planSha256, now: plan.planSha256, sources: plan.source.map(({ table, digest }) => ({ table, digest })) },
  )
}

const sameVersions = (a: MigrationPlan['ruleVersions'], b: MigrationPlan['ruleVersions']) =>
  Object.keys({ ...a, ...b }).every((rule) => a[rule] === b[rule])

/** Planning after an apply gives another hash, since the teams are known now; this compares what was asked for. */
const wantsTheSame = (applied: MigrationPlan, now: MigrationPlan, given: Readonly<Record<string, string>>) =>
  sameVersions(applied.ruleVersions, now.ruleVersions) &&
  applied.timeZone === now.timeZone &&
  Object.entries(given).every(([id, option]) => {
    const decision = applied.decisions.find((each) => each.id === id)
    return decision !== undefined && (decision.chosen ?? decision.proposed) === option
  })

async function alreadyApplied(entry: JournalEntry, source: LegacySource, target: Database, options: ApplyOptions): Promise<MoveReport> {
  if (options.planSha256 !== entry.planSha256) {
    const plan = await freshPlan(source, target, options)
    if (!wantsTheSame(entry.plan, plan, options.decisions ?? {}))
      throw new DbError(
        'MIGRATION_BLOCKED',
        `move ${entry.id} with the plan ${shorten(entry.planSha256)} stands applied; undo it first with: mon-ps migrate rollback`,
        { migrationId: entry.id, applied: entry.planSha256, given: options.planSha256 },
      )
  }
  // With the sync in place V1 may change: V3 follows.
  const changed = entry.state === 'applied' ? await changedSince(source.database.db, entry.plan) : []
  if (changed.length > 0)
    throw new DbError(
      'PLAN_STALE',
      `V1 was written since it was moved: ${changed.join('; ')}. Roll back and plan again, or let V3 follow from now on with: mon-ps migrate sync install`,
      { changed },
    )
  if (entry.report === null) throw new DbError('QUERY_FAILED', `move ${entry.id} is ${entry.state} but has no report`)
  return { ...entry.report, state: entry.state, alreadyApplied: true }
}

async function resume(entry: JournalEntry, source: LegacySource, target: Database, options: ApplyOptions): Promise<OpenedMove> {
  if (entry.planSha256 !== options.planSha256)
    throw new DbError(
      'MIGRATION_BLOCKED',
      `move ${entry.id} was cut off in the stage "${entry.stage}"; finish it with: mon-ps migrate apply --plan ${entry.planSha256}, ` +
        'or undo it with: mon-ps migrate rollback',
      { migrationId: entry.id, stage: entry.stage, planSha256: entry.planSha256 },
    )
  const claim = await inWritingTransaction(target, { claim: null, signal: options.signal }, (tx) => claimEntry(tx, entry.id))
  return { done: null, claim, plan: entry.plan, stage: entry.stage, source }
}

export const newEntry = (source: LegacySource, plan: MigrationPlan, options: RehearseOptions) => ({
  plan,
  who: options.who,
  codeVersion: options.codeVersion,
  source: {
    address: source.address,
    same: source.same,
    tables: plan.source.map(({ table, rows, digest }) => ({ table, rows, digest })),
  },
})

/**
 * Begins a move, continues an interrupted one, or returns the report of a finished one.
 *
 * @throws {DbError} PLAN_STALE         planning now gives another plan, or V1 was written since
 * @throws {DbError} MIGRATION_BLOCKED  a finding blocks, a decision is open, or another move stands here
 * @throws {DbError} LEGACY_NOT_FOUND   a move stands here that reads V1 in another database, and none is named
 */
export async function openMove(source: LegacySource, target: Database, options: ApplyOptions): Promise<OpenedMove> {
  const entry = await latestEntry(target.db)
  if (entry !== null && entry.state !== 'rolled_back') {
    const own = requireMoveSource(entry, source, target)
    if (entry.finishedAt === null) return resume(entry, own, target, options)
    return { done: await alreadyApplied(entry, own, target, options) }
  }
  await requireServer(target)
  const plan = await freshPlan(source, target, options)
  requireReady(plan)
  const claim = await inWritingTransaction(target, { claim: null, signal: options.signal }, async (tx) => {
    await createJournal(tx)
    return beginEntry(tx, newEntry(source, plan, options))
  })
  return { done: null, claim, plan, stage: 'schema', source }
}
