import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import type { QueryCheck } from '../check.ts'
import { GROUND_FROM } from '../grounds.ts'

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
  readonly reason: string
}

const order = (keeper: Keeper) => sql.raw(keeper === 'lowest' ? 'id' : 'id desc')

/** Rows of `rows` that are not the first of their `key`, with the id of the one that stays. */
const behind = (rows: SQL, key: SQL, keeper: Keeper, reason: string) => sql`
  select id as v1_id, ${reason}::text || ': row ' || keeper || ' stays' as what from (
    select id, row_number() over same as place, first_value(id) over same as keeper from (${rows}) one
    window same as (partition by ${key} order by ${order(keeper)})) placed
  where place > 1`

const TREATMENTS = [
  { option: 'lowest', meaning: 'the row with the lowest id stays, the others are quarantined', ruling: null },
  { option: 'highest', meaning: 'the row with the highest id stays, the others are quarantined', ruling: null },
] as const

const head = (check: string, table: V1TableName, name: string, message: string) =>
  ({
    check,
    table,
    name,
    severity: 'decision',
    message,
    remedy: 'one of them gets the row in V3, the others are quarantined',
    treatments: TREATMENTS,
  }) as const

/**
 * Rows that would be one row in V3. Each check counts on what the ones before it left: a pair is first compared with the
 * same order, then with the other.
 *
 * @param kept  over the ground of the table: rows that are not quarantined for another reason
 */
export function pairDuplicates(kept: SQL, keepers: Keepers = PROPOSED_KEEPERS): readonly DuplicateCheck[] {
  const every = sql`select r.id, r.team_a_id as x, r.team_b_id as y ${sql.raw(GROUND_FROM.matchup_friction)} where ${kept}`
  // Counting is far cheaper than ordering, and nearly every pair stands there once.
  const rows = sql`select one.* from (${every}) one join (
    select least(x, y) as low, greatest(x, y) as high from (${every}) each group by 1, 2 having count(*) > 1) several
    on several.low = least(one.x, one.y) and several.high = greatest(one.x, one.y)`
  const firsts = sql`select distinct on (x, y) id, x, y from (${rows}) every order by x, y, ${order(keepers.samePair)}`
  return [
    {
      ...head('P03', 'matchup_friction', 'same-pair', 'pairs stand there a second time, in the same order'),
      keeper: 'samePair',
      reason: 'duplicate-pair',
      hits: behind(rows, sql`x, y`, keepers.samePair, 'duplicate-pair'),
    },
    {
      ...head('P04', 'matchup_friction', 'both-orders', 'pairs stand there in the other order, too'),
      keeper: 'bothOrders',
      reason: 'both-orders',
      hits: behind(firsts, sql`least(x, y), greatest(x, y)`, keepers.bothOrders, 'both-orders'),
    },
  ]
}

/** Two strategies of one team with the same name and version, under whatever name their team goes. */
export function strategyDuplicates(kept: SQL, keepers: Keepers = PROPOSED_KEEPERS): readonly DuplicateCheck[] {
  const rows = sql`select r.id, coalesce(a.id, n.id) as team, left(r.strategy_name, 100) as name, left(r.strategy_version, 20) as version
    ${sql.raw(GROUND_FROM.team_strategies)} where ${kept}`
  return [
    {
      ...head('P03', 'team_strategies', 'same-strategy', 'strategies stand there a second time under team, name and version'),
      keeper: 'strategy',
      reason: 'duplicate-strategy',
      hits: behind(rows, sql`team, name, version`, keepers.strategy, 'duplicate-strategy'),
    },
  ]
}

/** Names that only a person would call the same. Both get their rows: the key of V3 tells them apart. */
export const nearStrategies: QueryCheck = {
  check: 'P03',
  table: 'team_strategies',
  name: 'near-strategy',
  severity: 'info',
  message: 'strategies of a team differ from another only in case or outer spaces',
  remedy: null,
  treatments: [],
  hits: sql`
    select r.id as v1_id, r.strategy_name as what from r join (
      select team_profile_id, lower(btrim(strategy_name)) as name, strategy_version from r where team_profile_id is not null
      group by 1, 2, 3 having count(distinct strategy_name) > 1) near
    on near.team_profile_id = r.team_profile_id and near.name = lower(btrim(r.strategy_name))
      and near.strategy_version is not distinct from r.strategy_version`,
}
