import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { findingId, type Ground, type RowCheck, type Treatment } from '../inspect/check.ts'
import type { Finding, PlannedRuling } from '../types.ts'
import type { DecisionBook } from './decision-book.ts'
import type { RulingBook } from './ruling-book.ts'

/** A check that found something, and what the plan does about it. */
interface Treated {
  readonly check: RowCheck
  readonly treatment: Treatment
}

export interface Books {
  readonly decisions: DecisionBook
  readonly rulings: RulingBook
}

const question = (finding: Finding, treatments: readonly Treatment[]) => ({
  id: finding.id,
  question: `${finding.message}: what is done with them?`,
  options: treatments.map(({ option, meaning }) => ({ id: option, meaning })),
  proposed: treatments[0]?.option ?? null,
})

/** The checks of a table that found something, with the treatment that was chosen or is proposed. */
function treated(
  table: V1TableName,
  checks: readonly RowCheck[],
  findings: ReadonlyMap<string, Finding>,
  decisions: DecisionBook,
): Treated[] {
  const found: Treated[] = []
  for (const check of checks.filter((one) => one.table === table)) {
    const finding = findings.get(findingId(check))
    if (finding === undefined || check.treatments.length === 0) continue
    const option = check.treatments.length === 1 ? check.treatments[0]?.option : decisions.choose(question(finding, check.treatments))
    const treatment = check.treatments.find((one) => one.option === option)
    if (treatment !== undefined) found.push({ check, treatment })
  }
  return found
}

async function rulingsOf(executor: Executor, ground: Ground, { check, treatment }: Treated): Promise<readonly PlannedRuling[]> {
  const { ruling } = treatment
  if (ruling === null) return []
  const rows = await executor.execute<{ v1Id: number; value: string | null }>(sql`
    with ${ground.ctes} select r.id::int as "v1Id", (${ruling.value})::text as value ${ground.from}
    where (${check.where}) and r.id = trunc(r.id) and r.id between -2147483648 and 2147483647 order by r.id`)
  return rows.map(({ v1Id, value }) => ({
    table: check.table,
    v1Id,
    kind: ruling.kind,
    column: ruling.column,
    value,
    reason: ruling.reason,
  }))
}

/**
 * Writes down what is done with every row that the checks of a table found.
 *
 * @returns  a condition on the table's rows: none of these treatments quarantines it
 */
export async function treatRows(
  executor: Executor,
  table: V1TableName,
  ground: Ground,
  checks: readonly RowCheck[],
  findings: ReadonlyMap<string, Finding>,
  { decisions, rulings }: Books,
): Promise<SQL> {
  const all = treated(table, checks, findings, decisions)
  for (const one of all) for (const ruling of await rulingsOf(executor, ground, one)) rulings.add(ruling)
  const out = all
    .filter(({ treatment }) => treatment.ruling?.kind === 'quarantine')
    .map(({ check }) => sql`coalesce(${check.where}, false)`)
  return out.length === 0 ? sql`true` : sql`not (${sql.join(out, sql` or `)})`
}
