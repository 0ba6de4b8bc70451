import { type SQL, sql } from 'drizzle-orm'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import type { Executor } from '@mon-ps/db/client'
import type { Finding, FindingExample, PlannedRuling, Severity } from '../types.ts'

/** One way to deal with what a check finds; the first of a check's treatments is what the plan proposes. */
export interface Treatment {
  readonly option: string
  readonly meaning: string
  /** What is written down for each row found; null where the rows are taken as they stand. */
  readonly ruling: {
    readonly kind: PlannedRuling['kind']
    /** The V1 column of a `value`, else empty. */
    readonly column: string
    /** Over the same rows as the check's condition. */
    readonly value: SQL
    readonly reason: string
  } | null
}

interface CheckHead {
  /** P01 to P20. */
  readonly check: string
  readonly table: V1TableName
  /** The rest of the finding's id. */
  readonly name: string
  readonly severity: Severity
  /** Of what was found; the number stands before it. */
  readonly message: string
  readonly remedy: string | null
  readonly treatments: readonly Treatment[]
}

/** A condition on the rows of one table, so that all of a table are counted in one pass. */
export interface RowCheck extends CheckHead {
  /** Over `r`, the table's row, and what the table's ground joins to it. */
  readonly where: SQL
  /** What is wrong with the row, as text. */
  readonly what: SQL
}

/** A question of its own: rows that are wrong together. */
export interface QueryCheck extends CheckHead {
  /** A SELECT of `v1_id` and `what`. */
  readonly hits: SQL
}

export const findingId = ({ check, table, name }: Pick<CheckHead, 'check' | 'table' | 'name'>) => `${check}:${table}:${name}`

export const EXAMPLES = 20

/** Quarantine, whatever the value: `reason` is a closed code, then words. */
export const quarantine = (reason: string, meaning = 'the row gets no row in V3; the companion keeps it'): Treatment => ({
  option: 'quarantine',
  meaning,
  ruling: { kind: 'quarantine', column: '', value: sql`null::text`, reason },
})

/** A table's rows with what their checks need: `with … from …`. */
export interface Ground {
  /** Common tables, without `with`. */
  readonly ctes: SQL
  readonly from: SQL
}

function finding(check: CheckHead, count: number, examples: readonly FindingExample[]): Finding {
  const { table, message, remedy, severity } = check
  return {
    id: findingId(check),
    check: check.check,
    table,
    severity: check.treatments.length > 1 && severity !== 'blocking' ? 'decision' : severity,
    count,
    message: `${count} ${message}`,
    examples,
    remedy,
  }
}

const ALL = 30

/** How many rows each check finds, in as few passes as a SELECT may have columns of this size. */
async function counts(executor: Executor, ground: Ground, checks: readonly RowCheck[]): Promise<number[]> {
  const found: number[] = []
  for (let start = 0; start < checks.length; start += ALL) {
    const columns = checks
      .slice(start, start + ALL)
      .map(({ where }, at) => sql`count(*) filter (where ${where}) as ${sql.identifier(`n${at}`)}`)
    const [row] = await executor.execute<Record<string, number>>(
      sql`with ${ground.ctes} select ${sql.join(columns, sql`, `)} ${ground.from}`,
    )
    found.push(...columns.map((_, at) => row?.[`n${at}`] ?? 0))
  }
  return found
}

/** What the conditions find, without those that find nothing. */
export async function runRowChecks(executor: Executor, ground: Ground, checks: readonly RowCheck[]): Promise<Finding[]> {
  const numbers = await counts(executor, ground, checks)
  const findings: Finding[] = []
  for (const [at, check] of checks.entries()) {
    const count = numbers[at] ?? 0
    if (count === 0) continue
    const examples = await executor.execute<{ v1Id: number | null; what: string }>(sql`
      with ${ground.ctes} select r.id::float8 as "v1Id", left(coalesce(${check.what}, 'null'), 300) as what ${ground.from}
      where ${check.where} order by r.id limit ${EXAMPLES}`)
    findings.push(finding(check, count, [...examples]))
  }
  return findings
}

export async function runQueryChecks(executor: Executor, ground: Ground, checks: readonly QueryCheck[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const check of checks) {
    const examples = await executor.execute<{ v1Id: number | null; what: string; total: number }>(sql`
      with ${ground.ctes}, hits as materialized (${check.hits})
      select v1_id::float8 as "v1Id", left(coalesce(what, 'null'), 300) as what, (select count(*) from hits) as total
      from hits order by v1_id, what limit ${EXAMPLES}`)
    const total = examples[0]?.total ?? 0
    if (total > 0)
      findings.push(
        finding(
          check,
          total,
          examples.map(({ v1Id, what }) => ({ v1Id, what })),
        ),
      )
  }
  return findings
}
