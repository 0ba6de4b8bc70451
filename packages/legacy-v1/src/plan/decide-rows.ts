import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { type Ground, findingId } from '../inspect/check.ts'
import {
  type DuplicateCheck,
  type Keeper,
  type Keepers,
  pairDuplicates,
  PROPOSED_KEEPERS,
  strategyDuplicates,
} from '../inspect/checks/duplicate-checks.ts'
import { groundOf } from '../inspect/grounds.ts'
import type { Examined } from '../inspect/inspect-legacy.ts'
import type { Finding, PlannedRuling } from '../types.ts'
import { type Books, treatRows } from './treat-rows.ts'

type Dependent = Exclude<V1TableName, 'team_profiles'>

/** The rows of a team that gets no row in V3, and rows whose team is known at all. */
const TEAM_OUT: Readonly<Record<Dependent, SQL>> = {
  matchup_friction: sql`a.excluded or b.excluded`,
  team_strategies: sql`case when a.id is null then b.excluded else a.excluded end`,
}
const TEAM_KNOWN: Readonly<Record<Dependent, SQL>> = {
  matchup_friction: sql`a.id is not null and b.id is not null`,
  team_strategies: sql`coalesce(a.id, b.id) is not null`,
}

async function rowsOfQuarantinedTeams(executor: Executor, table: Dependent, ground: Ground): Promise<PlannedRuling[]> {
  const rows = await executor.execute<{ v1Id: number }>(sql`
    with ${ground.ctes} select r.id::int as "v1Id" ${ground.from} where ${TEAM_OUT[table]} and r.id is not null order by r.id`)
  const reason = 'team-in-quarantine: its team gets no row in V3'
  return rows.map(({ v1Id }) => ({ table, v1Id, kind: 'quarantine', column: '', value: null, reason }))
}

const isKeeper = (option: string | null): option is Keeper => option === 'lowest' || option === 'highest'

const checksOf = (table: Dependent, kept: SQL, keepers: Keepers): readonly DuplicateCheck[] =>
  table === 'matchup_friction' ? pairDuplicates(kept, keepers) : strategyDuplicates(kept, keepers)

/** Of rows that would be one in V3, all but one are quarantined. A check that finds nothing among the rows that are left asks nothing. */
async function settleDuplicates(
  executor: Executor,
  table: Dependent,
  ground: Ground,
  kept: SQL,
  { decisions, rulings }: Books,
): Promise<void> {
  let keepers = PROPOSED_KEEPERS
  const hitsOf = async (at: number) => {
    const check = checksOf(table, kept, keepers)[at]
    if (check === undefined) return null
    const rows = await executor.execute<{ v1Id: number; what: string }>(
      sql`with ${ground.ctes}, hits as (${check.hits}) select v1_id::int as "v1Id", what from hits order by 1`,
    )
    return { check, rows: [...rows] }
  }
  for (let at = 0; ; at++) {
    const proposed = await hitsOf(at)
    if (proposed === null) return
    if (proposed.rows.length === 0) continue
    const { check } = proposed
    const choice = decisions.choose({
      id: findingId(check),
      question: `${proposed.rows.length} ${check.message}: which row stays?`,
      options: check.treatments.map(({ option, meaning }) => ({ id: option, meaning })),
      proposed: 'lowest',
    })
    if (isKeeper(choice)) keepers = { ...keepers, [check.keeper]: choice }
    const settled = choice === 'lowest' ? proposed : await hitsOf(at)
    for (const { v1Id, what } of settled?.rows ?? [])
      rulings.add({ table, v1Id, kind: 'quarantine', column: '', value: null, reason: what })
  }
}

/** What is done with the pairs or strategies, once it is known which profiles move. */
export async function decideRows(
  executor: Executor,
  table: Dependent,
  { shape, rowChecks }: Examined,
  findings: ReadonlyMap<string, Finding>,
  books: Books,
): Promise<void> {
  const excluded = [...books.rulings.quarantined('team_profiles')].sort((x, y) => x - y)
  const ground = groundOf(table, shape.relations, excluded)
  const healthy = await treatRows(executor, table, ground, rowChecks, findings, books)
  for (const ruling of await rowsOfQuarantinedTeams(executor, table, ground)) books.rulings.add(ruling)
  const kept = sql`${healthy} and (${TEAM_KNOWN[table]}) and not coalesce(${TEAM_OUT[table]}, false)`
  await settleDuplicates(executor, table, ground, kept, books)
}
