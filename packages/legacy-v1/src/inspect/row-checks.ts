import type { Executor } from '@mon-ps/db/client'
import type { RowCheck } from './check.ts'
import { arithmeticRows } from './checks/arithmetic-checks.ts'
import { jsonShapeChecks } from './checks/json-checks.ts'
import { idChecks, pairKeyChecks, profileKeyChecks, strategyKeyChecks } from './checks/key-checks.ts'
import { textChecks } from './checks/text-checks.ts'
import { timeChecks } from './checks/time-checks.ts'
import { valueChecks } from './checks/value-checks.ts'
import type { V1Relation } from './v1-relation.ts'

/** Every check on single rows of a table, in the order in which the plan treats them: keys before values. */
export async function rowChecksOf(executor: Executor, relation: V1Relation, zone: string): Promise<readonly RowCheck[]> {
  const { table } = relation
  return [
    ...[...idChecks, ...profileKeyChecks, ...pairKeyChecks, ...strategyKeyChecks].filter((check) => check.table === table),
    ...valueChecks(relation),
    ...jsonShapeChecks(table),
    ...(await textChecks(executor, relation)),
    ...timeChecks(relation, zone),
    ...arithmeticRows(table),
  ]
}
