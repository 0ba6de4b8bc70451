import type { MigrationFinding, MigrationRuling } from '@mon-ps/contract/migration-plan'
import type { Executor } from '@mon-ps/db/client'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import type { FindingExample, Severity } from '../types.ts'
import type { V1Relation } from './read-shape.ts'

/** One way to deal with what a check finds; the first of a check's treatments is what the plan proposes. */
export interface Treatment {
  readonly option: string
  readonly meaning: string
  /** What is recorded for each row found; null where the rows are taken as they are. */
  readonly ruling: {
    readonly kind: MigrationRuling['kind']
    /** The V1 column of a `value`, else empty. */
    readonly column: string
    /** Over the same rows as the check's condition. */
    readonly value: SQL
    readonly reason: string
  } | null
}

export const keep = (meaning: string): Treatment => ({ option: 'keep', meaning, ruling: null })

/** @param reason  a closed code, then words */
export const quarantine = (reason: string): Treatment => ({
  option: 'quarantine',
  meaning: 'the row gets no row in V3; the companion keeps it',
  ruling: { kind: 'quarantine', column: '', value: sql`null::text`, reason },
})

export const setNull = (column: string, reason: string): Treatment => ({
  option: 'null',
  meaning: 'V3 has nothing there; the companion keeps the value',
  ruling: { kind: 'value', column, value: sql`null::text`, reason },
})

interface CheckHead {
  /** The finding's id: check, table and name, such as `P02:team_profiles:no-name`. */
  readonly id: string
  /** `warning` when not given. */
  readonly severity?: Severity
  /** Follows the number of rows found. */
  readonly message: string
  readonly remedy: string | null
  readonly treatments?: readonly Treatment[]
}

/** A condition on the rows of one table, so that all of a table are counted in one pass. */
export interface RowCheck extends CheckHead {
  /** Over `r`, the table's row, and what the table's input joins to it. */
  readonly where: SQL
  /** What is wrong with the row, as text. */
  readonly what: SQL
}

/** A query of its own: rows that are wrong together. */
export interface QueryCheck extends CheckHead {
  /** A SELECT of `v1_id` and `what`. */
  readonly hits: SQL
}

export const isAbout =
  (table: V1TableName) =>
  ({ id }: CheckHead): boolean =>
    id.split(':')[1] === table

const EXAMPLES = 20

function toFinding(
  { id, severity = 'warning', message, remedy, treatments = [] }: CheckHead,
  count: number,
  examples: readonly FindingExample[],
) {
  const [check = '', table = ''] = id.split(':')
  const finding: MigrationFinding = {
    id,
    check,
    table,
    severity: treatments.length > 1 && severity !== 'blocking' ? 'decision' : severity,
    count,
    message: `${count} ${message}`,
    examples: examples.slice(0, EXAMPLES),
    remedy,
  }
  return finding
}

/** One finding about everything in `found`; none where that is empty. Texts are about something that is not a row. */
export function listFinding(head: CheckHead, found: readonly (FindingExample | string)[], count = found.length): MigrationFinding[] {
  if (found.length === 0) return []
  const examples = found.map((one) => (typeof one === 'string' ? { v1Id: null, what: one } : one))
  return [toFinding(head, count, examples)]
}

const RANGE_OF_INTEGER = sql.raw('between -2147483648 and 2147483647')
/** The row can be told from others by its id. */
export const HAS_ID = sql`r.id = trunc(r.id) and r.id ${RANGE_OF_INTEGER}`

/** A table's rows with what their checks need: `with … from …`. */
export interface CheckInput {
  /** Common tables, without `with`. */
  readonly ctes: SQL
  readonly from: SQL
}

export const CHECK_FROM: Readonly<Record<V1TableName, string>> = {
  team_profiles: 'from r',
  matchup_friction: 'from r left join p a on a.id = r.team_a_id left join p b on b.id = r.team_b_id',
  team_strategies: 'from r left join p a on a.id = r.team_profile_id left join n on n.team_name = r.team_name left join p b on b.id = n.id',
}

/**
 * `r`: the rows of the table. `p`: the profiles, `p.excluded` where V3 has none of them; a pair's are `a` and `b`, a
 * strategy's is `a`, or `b` by its name. `n`: for each name of profiles how many have it, and one of them. `s`: the strategies.
 *
 * @param excluded  profiles that get no row in V3, so that nothing of theirs can
 */
export function toCheckInput(
  table: V1TableName,
  relations: Readonly<Record<V1TableName, V1Relation>>,
  excluded: readonly number[] = [],
): CheckInput {
  const profiles = relations.team_profiles.body
  return {
    ctes: sql`
      r as not materialized (${relations[table].body}),
      s as not materialized (${relations.team_strategies.body}),
      p as materialized (select distinct on (id) id, team_name, to_jsonb(id) <@ ${JSON.stringify(excluded)}::jsonb as excluded
        from (${profiles}) profile where id is not null order by id),
      n as materialized (select team_name, min(id) as id, count(*) as n from (${profiles}) profile where id is not null group by team_name)`,
    from: sql.raw(CHECK_FROM[table]),
  }
}

const CHECKS_PER_QUERY = 30

async function countRows(executor: Executor, input: CheckInput, checks: readonly RowCheck[]): Promise<number[]> {
  const found: number[] = []
  for (let start = 0; start < checks.length; start += CHECKS_PER_QUERY) {
    const columns = checks
      .slice(start, start + CHECKS_PER_QUERY)
      .map(({ where }, at) => sql`count(*) filter (where ${where}) as ${sql.identifier(`n${at}`)}`)
    const [row] = await executor.execute<Record<string, number>>(sql`with ${input.ctes} select ${sql.join(columns, sql`, `)} ${input.from}`)
    found.push(...columns.map((_, at) => row?.[`n${at}`] ?? 0))
  }
  return found
}

export async function runRowChecks(executor: Executor, input: CheckInput, checks: readonly RowCheck[]): Promise<MigrationFinding[]> {
  const counts = await countRows(executor, input, checks)
  const findings: MigrationFinding[] = []
  for (const [at, check] of checks.entries()) {
    const count = counts[at] ?? 0
    if (count === 0) continue
    const examples = await executor.execute<{ v1Id: number | null; what: string }>(sql`
      with ${input.ctes} select r.id::float8 as "v1Id", left(coalesce(${check.what}, 'null'), 300) as what ${input.from}
      where ${check.where} order by r.id limit ${EXAMPLES}`)
    findings.push(toFinding(check, count, [...examples]))
  }
  return findings
}

export async function runQueryChecks(executor: Executor, input: CheckInput, checks: readonly QueryCheck[]): Promise<MigrationFinding[]> {
  const findings: MigrationFinding[] = []
  for (const check of checks) {
    const hits = await executor.execute<{ v1Id: number | null; what: string; total: number }>(sql`
      with ${input.ctes}, hits as materialized (${check.hits})
      select v1_id::float8 as "v1Id", left(coalesce(what, 'null'), 300) as what, (select count(*) from hits) as total
      from hits order by v1_id, what limit ${EXAMPLES}`)
    const examples = hits.map(({ v1Id, what }) => ({ v1Id, what }))
    findings.push(...listFinding(check, examples, hits[0]?.total))
  }
  return findings
}
