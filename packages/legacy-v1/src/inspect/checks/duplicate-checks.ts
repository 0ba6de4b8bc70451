import { type SQL, sql } from 'drizzle-orm'
import { CHECK_FROM, type QueryCheck } from '../check.ts'

/** Which of several rows under one key stays; `lowest` is what the plan proposes. */
export type Keeper = 'lowest' | 'highest'

export interface Keepers {
  readonly samePair: Keeper
  readonly bothOrders: Keeper
  readonly strategy: Keeper
}

export const PROPOSED_KEEPERS: Keepers = { samePair: 'lowest', bothOrders: 'lowest', strategy: 'lowest' }

export interface DuplicateCheck extends QueryCheck {
  readonly keeper: keyof Keepers
}

const order = (keeper: Keeper) => sql.raw(keeper === 'lowest' ? 'id' : 'id desc')

/** Rows of `rows` that are not the first of their `key`, with the id of the one that stays. */
const selectDuplicates = (rows: SQL, key: SQL, keeper: Keeper, reason: string) => sql`
  select id as v1_id, ${reason}::text || ': row ' || keeper || ' stays' as what from (
    select id, row_number() over same as place, first_value(id) over same as keeper from (${rows}) one
    window same as (partition by ${key} order by ${order(keeper)})) placed
  where place > 1`

export const KEEPER_TREATMENTS = (['lowest', 'highest'] as const).map((option) => ({
  option,
  meaning: `the row with the ${option} id stays, the others are quarantined`,
  ruling: null,
}))

const duplicateCheck = (id: string, keeper: keyof Keepers, message: string, hits: SQL): DuplicateCheck => ({
  id,
  severity: 'decision',
  message,
  remedy: 'one of them gets the row in V3, the others are quarantined',
  treatments: KEEPER_TREATMENTS,
  keeper,
  hits,
})

/**
 * Rows that would be one row in V3. Each check counts what the ones before it left: a pair is first compared with the
 * same order, then with the other.
 *
 * @param kept  over the input of the table: rows that are not quarantined for another reason
 */
export function pairDuplicates(kept: SQL, keepers: Keepers = PROPOSED_KEEPERS): readonly DuplicateCheck[] {
  const every = sql`select r.id, r.team_a_id as x, r.team_b_id as y ${sql.raw(CHECK_FROM.matchup_friction)} where ${kept}`
  // Counting is far cheaper than ordering, and nearly every pair is there once.
  const rows = sql`select one.* from (${every}) one join (
    select least(x, y) as low, greatest(x, y) as high from (${every}) each group by 1, 2 having count(*) > 1) several
    on several.low = least(one.x, one.y) and several.high = greatest(one.x, one.y)`
  const firsts = sql`select distinct on (x, y) id, x, y from (${rows}) every order by x, y, ${order(keepers.samePair)}`
  const same = selectDuplicates(rows, sql`x, y`, keepers.samePair, 'duplicate-pair')
  const turned = selectDuplicates(firsts, sql`least(x, y), greatest(x, y)`, keepers.bothOrders, 'both-orders')
  return [
    duplicateCheck('P03:matchup_friction:same-pair', 'samePair', 'pairs stand there a second time, in the same order', same),
    duplicateCheck('P04:matchup_friction:both-orders', 'bothOrders', 'pairs stand there in the other order, too', turned),
  ]
}

/** Two strategies of one team with the same name and version, under whatever name their team goes. */
export function strategyDuplicates(kept: SQL, keepers: Keepers = PROPOSED_KEEPERS): readonly DuplicateCheck[] {
  const rows = sql`select r.id, coalesce(a.id, n.id) as team, left(r.strategy_name, 100) as name, left(r.strategy_version, 20) as version
    ${sql.raw(CHECK_FROM.team_strategies)} where ${kept}`
  const hits = selectDuplicates(rows, sql`team, name, version`, keepers.strategy, 'duplicate-strategy')
  const message = 'strategies stand there a second time under team, name and version'
  return [duplicateCheck('P03:team_strategies:same-strategy', 'strategy', message, hits)]
}

/** Names that only a person would call the same. Both get their rows: the key of V3 tells them apart. */
export const nearStrategies: QueryCheck = {
  id: 'P03:team_strategies:near-strategy',
  severity: 'info',
  message: 'strategies of a team differ from another only in case or outer spaces',
  remedy: null,
  hits: sql`
    select r.id as v1_id, r.strategy_name as what from r join (
      select team_profile_id, lower(btrim(strategy_name)) as name, strategy_version from r where team_profile_id is not null
      group by 1, 2, 3 having count(distinct strategy_name) > 1) near
    on near.team_profile_id = r.team_profile_id and near.name = lower(btrim(r.strategy_name))
      and near.strategy_version is not distinct from r.strategy_version`,
}
