import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { PUBLISHED_KINDS } from '@mon-ps/db/publish/published-kinds'
import type { CopySource } from '../copy/companions.ts'
import { MOVED_TABLES, planWell } from '../copy/move-tables.ts'
import type { VerifyCheck, VerifyReport } from '../types.ts'
import { ask, checkOf, type Difference, describeDifference, NAMED_DIFFERENCES } from './check.ts'
import { compareCompanion } from './compare-companion.ts'
import { type MovedTable, movedTables, rebuiltAgainstV1, v3AgainstVersions, versionsAgainstRules } from './moved-rows.ts'
import { checkColumns, checkKeys, checkSequences, checkTotal, countRows } from './set-checks.ts'
import { checkInvented, checkLeaders, checkSums } from './sum-checks.ts'

/** V1 row by row against its companion, and against what V3 gives back. */
async function checkLossless(
  target: Executor,
  source: CopySource | null,
  tables: readonly MovedTable[],
  rows: number,
): Promise<VerifyCheck> {
  const differences: string[] = []
  let compared = source === null ? rows : 0
  for (const moved of tables) {
    if (source !== null) {
      const found = await compareCompanion(target, source, moved.table)
      compared += found.compared
      differences.push(...found.differences)
    }
    for (const query of [versionsAgainstRules(moved), v3AgainstVersions(moved), rebuiltAgainstV1(moved)])
      for (const difference of await ask<Difference>(target, `${query} limit ${NAMED_DIFFERENCES}`))
        differences.push(describeDifference(moved.table, difference))
  }
  return checkOf('I1', 'V1 rebuilt is V1, every column of every row', compared, [...new Set(differences)])
}

/**
 * Proves that what was moved is what V1 says: all rows, by set statements, nothing is sampled. In one transaction, before or
 * after the move is committed. A difference names the table, the V1 id and the column, what came and what was expected.
 *
 * @param source  V1; null where its storage is the companion itself
 */
export async function verifyMove(target: Executor, source: CopySource | null): Promise<VerifyReport> {
  await planWell(target, [
    ...MOVED_TABLES,
    ...PUBLISHED_KINDS.flatMap(({ versions, v3 }) => [`mon_ps.${versions}`, `quantum.${v3}`]),
    'mon_ps.v3_row_source',
  ])
  // Each query asks for the first few differences of all rows: expecting many, the planner would take the join that starts fastest
  // and that never ends where there are none.
  await target.execute(sql`set local enable_nestloop = off`)
  const tables = await movedTables(target)
  const counts = await countRows(target, tables)
  const rows = counts.reduce((sum, { v1 }) => sum + v1, 0)
  const invented = await checkInvented(target, tables)
  const checks = [
    await checkLossless(target, source, tables, rows),
    await checkTotal(target, tables, rows),
    await checkKeys(target, rows),
    await checkColumns(target, tables),
    await checkSums(target, tables),
    invented.check,
    await checkLeaders(target, tables),
    await checkSequences(target),
  ]
  await target.execute(sql`set local enable_nestloop = on`)
  return { passed: checks.every(({ passed }) => passed), checks, counts, fill: invented.fill }
}
