import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import type { QueryCheck, RowCheck } from '../check.ts'
import type { V1Relation } from '../v1-relation.ts'

const of = (table: V1TableName, name: string, message: string, where: SQL, what: SQL, remedy: string | null = null): RowCheck => ({
  check: 'P12',
  table,
  name,
  severity: remedy === null ? 'info' : 'warning',
  message,
  remedy,
  treatments: [],
  where,
  what,
})

const AS_IT_STANDS = 'V1’s figure is taken as it stands'
const record = (wins: SQL, losses: SQL, bets: SQL) => sql`${wins} || ' won, ' || ${losses} || ' lost of ' || ${bets}`

/** `rate` is 100 · wins / bets to one decimal. NaN compares as different, and a CASE keeps zero bets out of the division. */
const rateDiffers = (rate: SQL, wins: SQL, bets: SQL) =>
  sql`case when ${bets} > 0 and ${rate}::text not like '%Inf%' then abs(${rate} - 100.0 * ${wins} / ${bets}) > 0.051 end`

const perBet = (roi: SQL, profit: SQL, bets: SQL, comparison: '<=' | '>') =>
  sql`case when ${bets} > 0 and ${roi}::text not in ('NaN', 'Infinity', '-Infinity') and ${profit}::text not in ('NaN', 'Infinity', '-Infinity')
    then abs(${roi} - 100.0 * ${profit} / ${bets}) ${sql.raw(comparison)} 0.051 end`

const shown = (roi: SQL, profit: SQL, bets: SQL) => sql`${roi} || ' %, ' || ${profit} || ' units in ' || ${bets} || ' bets'`

const c = (name: string) => sql`r.${sql.identifier(name)}`

const ROW_CHECKS: readonly RowCheck[] = [
  of(
    'team_profiles',
    'bets-not-settled',
    'profiles have fewer wins and losses than bets',
    sql`${c('total_wins')} + ${c('total_losses')} < ${c('total_bets')}`,
    record(c('total_wins'), c('total_losses'), c('total_bets')),
    AS_IT_STANDS,
  ),
  of(
    'team_profiles',
    'win_rate',
    'profiles have a win rate that is not wins of bets',
    rateDiffers(c('win_rate'), c('total_wins'), c('total_bets')),
    sql`${c('win_rate')} || ', ' || ${record(c('total_wins'), c('total_losses'), c('total_bets'))}`,
    AS_IT_STANDS,
  ),
  of(
    'team_profiles',
    'unlucky_losses',
    'profiles have more unlucky losses than losses',
    sql`${c('unlucky_losses')} > ${c('total_losses')}`,
    sql`${c('unlucky_losses')} || ' of ' || ${c('total_losses')}`,
    AS_IT_STANDS,
  ),
  of(
    'team_profiles',
    'roi-per-stake',
    'profiles have an ROI that is not profit per bet: by V1’s writer it is per stake, and V3 keeps it so',
    perBet(c('roi'), c('total_pnl'), c('total_bets'), '>'),
    shown(c('roi'), c('total_pnl'), c('total_bets')),
  ),
  of(
    'team_strategies',
    'roi-per-bet',
    'strategies have as ROI their profit per bet; V3 shows it per stake where the stake is known',
    perBet(c('roi'), c('profit'), c('bets'), '<='),
    shown(c('roi'), c('profit'), c('bets')),
  ),
  of(
    'team_strategies',
    'roi-of-neither',
    'strategies have an ROI that is not their profit per bet',
    perBet(c('roi'), c('profit'), c('bets'), '>'),
    shown(c('roi'), c('profit'), c('bets')),
    AS_IT_STANDS,
  ),
  of(
    'team_strategies',
    'bets-not-settled',
    'strategies have fewer wins and losses than bets',
    sql`${c('wins')} + ${c('losses')} < ${c('bets')}`,
    record(c('wins'), c('losses'), c('bets')),
    AS_IT_STANDS,
  ),
  of(
    'team_strategies',
    'win_rate',
    'strategies have a win rate that is not wins of bets',
    rateDiffers(c('win_rate'), c('wins'), c('bets')),
    sql`${c('win_rate')} || ', ' || ${record(c('wins'), c('losses'), c('bets'))}`,
    AS_IT_STANDS,
  ),
]

const QUERY_CHECKS: readonly QueryCheck[] = [
  {
    check: 'P12',
    table: 'team_profiles',
    name: 'best-strategy-sources',
    severity: 'info',
    message: 'profiles name different best strategies: the strategy marked best, market_dna and optimal_strategies do not agree',
    remedy: 'V3 shows the one that is marked; the other two stay where they are',
    treatments: [],
    hits: sql`
      with named as (
        select r.id, (select s.strategy_name from s where s.is_best_strategy and coalesce(s.team_profile_id, (select n.id from n where n.team_name = s.team_name and n.n = 1)) = r.id
            order by s.strategy_rank, s.id limit 1) as marked,
          r.quantum_dna #>> '{market_dna,best_strategy}' as market, r.optimal_strategies #>> '{0,strategy_code}' as optimal
        from r)
      select id as v1_id, 'marked ' || coalesce(marked, 'none') || ', market_dna ' || coalesce(market, 'none') || ', optimal_strategies ' || coalesce(optimal, 'none') as what
      from named where marked is distinct from market or market is distinct from optimal`,
  },
]

/** Columns in which all of at least so many rows say the same: a default, more likely than a measurement. */
const SAME_ROWS = 5

function sameEverywhere(relation: V1Relation): QueryCheck {
  const columns = relation.columns.filter(({ type, kind }) => type !== null && kind !== 'json').map(({ name }) => name)
  const aggregates = columns.map(
    (name) => sql`case when count(*) >= ${SAME_ROWS} and count(${c(name)}) = count(*) and min(${c(name)}::text) = max(${c(name)}::text)
      then ${`${name} = `}::text || min(${c(name)}::text) end`,
  )
  return {
    check: 'P13',
    table: relation.table,
    name: 'same-everywhere',
    severity: 'info',
    message: 'columns say the same in every row: they may be defaults, not measurements',
    remedy: null,
    treatments: [],
    hits: sql`select null::float8 as v1_id, what from (select unnest(array[${sql.join(aggregates, sql`, `)}]::text[]) as what from r) same where what is not null`,
  }
}

export const arithmeticRows = (table: V1TableName): readonly RowCheck[] => ROW_CHECKS.filter((check) => check.table === table)

export const arithmeticQueries = (relation: V1Relation): readonly QueryCheck[] => [
  ...QUERY_CHECKS.filter((check) => check.table === relation.table),
  sameEverywhere(relation),
]
