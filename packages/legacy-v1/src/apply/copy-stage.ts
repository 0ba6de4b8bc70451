import { type V1TableName, V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@mon-ps/db/client'
import { kindOf } from '@mon-ps/db/publish/published-kinds'
import { fillCompanion } from '../copy/companions.ts'
import { COMPANION_SCHEMA, learn } from '../copy/move-tables.ts'
import { projectRows } from '../copy/projection.ts'
import { storePlan } from '../copy/store-plan.ts'
import { changeEntry, copiedUpTo, recordStep } from '../journal/journal.ts'
import { inWritingTransaction } from '../journal/writing-transaction.ts'
import { chunkIdsOf, copySourceOf, type Move, tell } from './move.ts'
import { runOf } from './stages.ts'

const tablesOf = ({ plan }: Move): readonly { readonly name: V1TableName; readonly rows: number }[] =>
  V1_TABLES.flatMap((name) => {
    const table = plan.source.find((each) => each.table === name)
    return table?.present === true ? [{ name, rows: table.rows }] : []
  })

/** Teams and rulings first: the projection reads them. */
async function prepare(tx: Executor, move: Move): Promise<number> {
  const runId = await runOf(tx, move)
  await storePlan(tx, move.plan, runId)
  return runId
}

/** Everything in the caller's transaction. */
export async function copyAtOnce(tx: Executor, move: Move): Promise<number> {
  const runId = await prepare(tx, move)
  const tables = tablesOf(move)
  let rows = 0
  // Rows of a profile are projected with the other tables in sight: all companions stand first.
  for (const { name, rows: total } of tables) {
    tell(move, 'copy', name, 0, 2 * total)
    rows += await fillCompanion(tx, copySourceOf(tx, move.source), name, null)
    tell(move, 'copy', name, total, 2 * total)
  }
  for (const { name, rows: total } of tables) {
    await projectRows(tx, name, { runId, range: null })
    tell(move, 'copy', name, 2 * total, 2 * total)
  }
  return rows
}

/** A pass over a table in chunks: rows into the companion, then companion rows to versions. */
const PASSES = ['rows', 'versions'] as const
type Pass = (typeof PASSES)[number]

/** The ids of the next chunk, or null behind the last one. */
async function nextRange(executor: Executor, table: V1TableName, after: number | null, count: number) {
  const [row] = await executor.execute<{ lo: number | null; hi: number | null }>(sql`
    select min(id)::bigint as lo, max(id)::bigint as hi from (
      select id from quantum.${sql.identifier(table)} where ${after}::bigint is null or id > ${after}::bigint order by id limit ${count}) chunk`)
  return row?.lo == null || row.hi === null ? null : { lo: row.lo, hi: row.hi }
}

async function copyTable(target: Database, move: Move, pass: Pass, table: V1TableName, total: number): Promise<void> {
  const { claim, options } = move
  const cursor = `${table} ${pass}`
  let done = 0
  for (let more = true; more; ) {
    const start = performance.now()
    more = await inWritingTransaction(target, { claim, signal: options.signal }, async (tx) => {
      const source = copySourceOf(tx, move.source)
      // The cursor is what was committed, never what this process remembers.
      const range = await nextRange(source.executor, table, await copiedUpTo(tx, claim.migrationId, cursor), chunkIdsOf(options))
      if (range === null) return false
      const rows =
        pass === 'rows'
          ? await fillCompanion(tx, source, table, range)
          : await projectRows(tx, table, { runId: await runOf(tx, move), range })
      await recordStep(tx, claim, { stage: 'copy', table: cursor, ...range, rows, elapsedMs: performance.now() - start })
      done += rows
      return true
    })
    tell(move, 'copy', table, pass === 'rows' ? done : total + done, 2 * total)
  }
}

/** Committed chunks of ids, which no reader of V3 sees; goes on behind the last one that was committed. */
export async function copyInChunks(target: Database, move: Move): Promise<void> {
  const writing = { claim: move.claim, signal: move.options.signal }
  await inWritingTransaction(target, writing, async (tx) => {
    await prepare(tx, move)
    await changeEntry(tx, move.claim, { state: 'copying' })
  })
  const tables = tablesOf(move)
  for (const { name, rows } of tables) await copyTable(target, move, 'rows', name, rows)
  // The planner knows nothing yet of the millions of rows that are read next.
  await inWritingTransaction(target, writing, async (tx) => {
    for (const { name } of tables) await learn(tx, `${COMPANION_SCHEMA}.${name}`)
  })
  for (const { name, rows } of tables) await copyTable(target, move, 'versions', name, rows)
  await inWritingTransaction(target, writing, async (tx) => {
    for (const { name } of tables) await learn(tx, `mon_ps.${kindOf(name).versions}`)
    await changeEntry(tx, move.claim, { stage: 'verify' })
  })
}
