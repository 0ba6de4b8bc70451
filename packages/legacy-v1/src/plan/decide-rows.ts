import type { MigrationFinding } from '@mon-ps/contract/migration-plan'
import type { Executor } from '@mon-ps/db/client'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import { type CheckInput, toCheckInput } from '../inspect/check.ts'
import { type Keeper, KEEPER_TREATMENTS, pairDuplicates, PROPOSED_KEEPERS, strategyDuplicates } from '../inspect/checks/duplicate-checks.ts'
import type { Examined } from '../inspect/inspect-legacy.ts'
import { type Books, toOptions, treatRows } from './decision-book.ts'

type Dependent = Exclude<V1TableName, 'team_profiles'>

/** Rows of a team that gets no row in V3, and rows whose team is known at all. */
const TEAM_QUARANTINED: Readonly<Record<Dependent, SQL>> = {
  matchup_friction: sql`a.excluded or b.excluded`,
  team_strategies: sql`case when a.id is null then b.excluded else a.excluded end`,
}
const TEAM_KNOWN: Readonly<Record<Dependent, SQL>> = {
  matchup_friction: sql`a.id is not null and b.id is not null`,
  team_strategies: sql`coalesce(a.id, b.id) is not null`,
}
const DUPLICATES = { matchup_friction: pairDuplicates, team_strategies: strategyDuplicates }

const isKeeper = (option: string | null): option is Keeper => option === 'lowest' || option === 'highest'

/** Quarantines all but one of the rows that would be one in V3. A check that finds nothing asks nothing. */
async function settleDuplicates(
  executor: Executor,
  table: Dependent,
  input: CheckInput,
  kept: SQL,
  { decisions, rulings }: Books,
): Promise<void> {
  let keepers = PROPOSED_KEEPERS
  const findHits = async (at: number) => {
    const check = DUPLICATES[table](kept, keepers)[at]
    if (check === undefined) return null
    const rows = await executor.execute<{ v1Id: number; what: string }>(
      sql`with ${input.ctes}, hits as (${check.hits}) select v1_id::int as "v1Id", what from hits order by 1`,
    )
    return { check, rows: [...rows] }
  }
  for (let at = 0; ; at++) {
    const proposed = await findHits(at)
    if (proposed === null) return
    if (proposed.rows.length === 0) continue
    const { check, rows } = proposed
    const question = `${rows.length} ${check.message}: which row stays?`
    const choice = decisions.choose({ id: check.id, question, options: toOptions(KEEPER_TREATMENTS), proposed: 'lowest' })
    if (isKeeper(choice)) keepers = { ...keepers, [check.keeper]: choice }
    const settled = choice === 'lowest' ? proposed : await findHits(at)
    for (const { v1Id, what } of settled?.rows ?? []) rulings.quarantine(table, v1Id, what)
  }
}

/** Decides about pairs or strategies, once it is known which profiles move. */
export async function decideRows(
  executor: Executor,
  table: Dependent,
  { shape, rowChecks }: Examined,
  findings: ReadonlyMap<string, MigrationFinding>,
  books: Books,
): Promise<void> {
  const excluded = [...books.rulings.quarantined('team_profiles')].sort((x, y) => x - y)
  const input = toCheckInput(table, shape.relations, excluded)
  const healthy = await treatRows(executor, table, input, { checks: rowChecks, findings }, books)
  const out = await executor.execute<{ v1Id: number }>(sql`
    with ${input.ctes} select r.id::int as "v1Id" ${input.from} where ${TEAM_QUARANTINED[table]} and r.id is not null order by r.id`)
  for (const { v1Id } of out) books.rulings.quarantine(table, v1Id, 'team-in-quarantine: its team gets no row in V3')
  const kept = sql`${healthy} and (${TEAM_KNOWN[table]}) and not coalesce(${TEAM_QUARANTINED[table]}, false)`
  await settleDuplicates(executor, table, input, kept, books)
}
