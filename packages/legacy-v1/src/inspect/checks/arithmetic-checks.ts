import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import { isAbout, quarantine, type QueryCheck, type RowCheck, setNull } from '../check.ts'
import type { V1Relation } from '../read-shape.ts'

const c = (name: string) => sql`r.${sql.identifier(name)}`

interface Columns {
  readonly bets: SQL
  readonly wins: SQL
  readonly losses: SQL
  readonly roi: SQL
  readonly profit: SQL
}
const PROFILE: Columns = {
  bets: c('total_bets'),
  wins: c('total_wins'),
  losses: c('total_losses'),
  roi: c('roi'),
  profit: c('total_pnl'),
}
const STRATEGY: Columns = { bets: c('bets'), wins: c('wins'), losses: c('losses'), roi: c('roi'), profit: c('profit') }

const isFinite = (value: SQL) => sql`${value}::text not in ('NaN', 'Infinity', '-Infinity')`

/** NaN compares as different, and a CASE keeps zero bets out of the division. */
const roiPerBet = ({ roi, profit, bets }: Columns, comparison: '<=' | '>') =>
  sql`case when ${bets} > 0 and ${isFinite(roi)} and ${isFinite(profit)}
    then abs(${roi} - 100.0 * ${profit} / ${bets}) ${sql.raw(comparison)} 0.051 end`
const describeRoi = ({ roi, profit, bets }: Columns) => sql`${roi} || ' %, ' || ${profit} || ' units in ' || ${bets} || ' bets'`
const describeRecord = ({ wins, losses, bets }: Columns) => sql`${wins} || ' won, ' || ${losses} || ' lost of ' || ${bets}`

const AS_IT_IS = 'V1’s figure is taken as it stands'

/** What profiles and strategies have in common. */
function recordChecks(table: 'team_profiles' | 'team_strategies', who: string, columns: Columns): readonly RowCheck[] {
  const { bets, wins, losses } = columns
  const reason = 'more-than-bets: wins and losses are more than the bets'
  return [
    {
      id: `P12:${table}:more-than-bets`,
      message: 'rows have more wins and losses than bets',
      remedy: 'V3 has no losses there: V1 took them to be whatever was not won',
      treatments: [setNull(table === 'team_profiles' ? 'total_losses' : 'losses', reason), quarantine(reason)],
      where: sql`${wins} + ${losses} > coalesce(${bets}, 2147483647)`,
      what: sql`${wins} || ' + ' || ${losses} || ' of ' || coalesce(${bets}::text, 'null')`,
    },
    {
      id: `P12:${table}:bets-not-settled`,
      message: `${who} have fewer wins and losses than bets`,
      remedy: AS_IT_IS,
      where: sql`${wins} + ${losses} < ${bets}`,
      what: describeRecord(columns),
    },
    {
      id: `P12:${table}:win_rate`,
      message: `${who} have a win rate that is not wins of bets`,
      remedy: AS_IT_IS,
      where: sql`case when ${bets} > 0 and ${c('win_rate')}::text not like '%Inf%' then abs(${c('win_rate')} - 100.0 * ${wins} / ${bets}) > 0.051 end`,
      what: sql`${c('win_rate')} || ', ' || ${describeRecord(columns)}`,
    },
  ]
}

const ROW_CHECKS: readonly RowCheck[] = [
  ...recordChecks('team_profiles', 'profiles', PROFILE),
  {
    id: 'P12:team_profiles:unlucky_losses',
    message: 'profiles have more unlucky losses than losses',
    remedy: AS_IT_IS,
    where: sql`${c('unlucky_losses')} > ${PROFILE.losses}`,
    what: sql`${c('unlucky_losses')} || ' of ' || ${PROFILE.losses}`,
  },
  {
    id: 'P12:team_profiles:roi-per-stake',
    severity: 'info',
    message: 'profiles have an ROI that is not profit per bet: by V1’s writer it is per stake, and V3 keeps it so',
    remedy: null,
    where: roiPerBet(PROFILE, '>'),
    what: describeRoi(PROFILE),
  },
  {
    id: 'P12:team_strategies:roi-per-bet',
    severity: 'info',
    message: 'strategies have as ROI their profit per bet; V3 shows it per stake where the stake is known',
    remedy: null,
    where: roiPerBet(STRATEGY, '<='),
    what: describeRoi(STRATEGY),
  },
  {
    id: 'P12:team_strategies:roi-of-neither',
    message: 'strategies have an ROI that is not their profit per bet',
    remedy: AS_IT_IS,
    where: roiPerBet(STRATEGY, '>'),
    what: describeRoi(STRATEGY),
  },
  ...recordChecks('team_strategies', 'strategies', STRATEGY),
]

const BEST_STRATEGY: QueryCheck = {
  id: 'P12:team_profiles:best-strategy-sources',
  severity: 'info',
  message: 'profiles name different best strategies: the strategy marked best, market_dna and optimal_strategies do not agree',
  remedy: 'V3 shows the one that is marked; the other two stay where they are',
  hits: sql`
    with named as (
      select r.id, (select s.strategy_name from s where s.is_best_strategy and coalesce(s.team_profile_id, (select n.id from n where n.team_name = s.team_name and n.n = 1)) = r.id
          order by s.strategy_rank, s.id limit 1) as marked,
        r.quantum_dna #>> '{market_dna,best_strategy}' as market, r.optimal_strategies #>> '{0,strategy_code}' as optimal
      from r)
    select id as v1_id, 'marked ' || coalesce(marked, 'none') || ', market_dna ' || coalesce(market, 'none') || ', optimal_strategies ' || coalesce(optimal, 'none') as what
    from named where marked is distinct from market or market is distinct from optimal`,
}

/** In so many rows or more, one value in all of them is likelier a default than a measurement. */
const MIN_ROWS = 5

function constantColumns({ table, columns }: V1Relation): QueryCheck {
  const aggregates = columns
    .filter(({ type, kind }) => type !== null && kind !== 'json')
    .map(
      ({ name }) => sql`case when count(*) >= ${MIN_ROWS} and count(${c(name)}) = count(*) and min(${c(name)}::text) = max(${c(name)}::text)
      then ${`${name} = `}::text || min(${c(name)}::text) end`,
    )
  return {
    id: `P13:${table}:same-everywhere`,
    severity: 'info',
    message: 'columns say the same in every row: they may be defaults, not measurements',
    remedy: null,
    hits: sql`select null::float8 as v1_id, what from (select unnest(array[${sql.join(aggregates, sql`, `)}]::text[]) as what from r) same where what is not null`,
  }
}

export const arithmeticRows = (table: V1TableName): readonly RowCheck[] => ROW_CHECKS.filter(isAbout(table))

export const arithmeticQueries = (relation: V1Relation): readonly QueryCheck[] => [
  ...[BEST_STRATEGY].filter(isAbout(relation.table)),
  constantColumns(relation),
]
