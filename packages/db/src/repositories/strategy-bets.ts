import { type SQL, sql } from 'drizzle-orm'
import { strategyBet } from '../schema/strategies.ts'
import type { Executor } from '../client.ts'
import { keysetClauses, type Page, type PageRequest, pageOf } from './keyset.ts'
import { insertRecords } from './records.ts'
import { uniform } from './versions.ts'

/** One settled bet; `betNo` counts from 1 within the run. */
export type StrategyBetRow = Omit<typeof strategyBet.$inferInsert, 'runId'>

/** The bets behind a run's records, each once. */
export async function saveStrategyBets(executor: Executor, runId: number, bets: readonly StrategyBetRow[]): Promise<void> {
  const rows = bets.map((bet) => ({ ...bet, runId }))
  await insertRecords(executor, strategyBet, uniform(rows, ['runId']))
}

/** Whose bets: one rule's of one run, over all matches, one competition's, or one team's account. */
export interface BetsOfRecord {
  readonly runId: number
  readonly strategyName: string
  /** Null for all. */
  readonly competitionId: number | null
  /** Null for all. */
  readonly teamId: number | null
}

/** A bet without a team of its own stands in the records of both. */
const ofRecord = ({ runId, strategyName, competitionId, teamId }: BetsOfRecord): SQL => sql`
  b.run_id = ${runId} and b.strategy_name = ${strategyName}
  and ${competitionId === null ? sql`true` : sql`m.competition_id = ${competitionId}`}
  and ${teamId === null ? sql`true` : sql`(b.team_id = ${teamId} or (b.team_id is null and ${teamId} in (m.home_id, m.away_id)))`}`

const FROM = sql`
  mon_ps.strategy_bet b
  join mon_ps.match m on m.id = b.match_id
  join mon_ps.season s on s.id = m.season_id
  join mon_ps.competition c on c.id = m.competition_id`

/** What a bet was and what became of it. Stakes and profits in units, probabilities and `clv` as core has them. */
export type StoredBet = {
  /** Number of the bet within its run. */
  readonly id: number
  readonly matchId: number
  readonly competition: string
  readonly season: string
  /** Days since 1970-01-01. */
  readonly day: number
  readonly homeId: number
  readonly awayId: number
  /** In whose record it stands; null for a bet in the records of both. */
  readonly teamId: number | null
  readonly market: string
  readonly side: string
  readonly line: number
  readonly price: number
  readonly stakeUnits: number
  readonly profitUnits: number
  readonly outcome: 'won' | 'half_won' | 'void' | 'half_lost' | 'lost'
  readonly modelProbability: number | null
  readonly kellyFraction: number | null
  readonly closeProbability: number | null
  readonly clv: number | null
  readonly shotShare: number | null
  readonly redCards: number | null
  readonly unluckyProbability: number | null
}

const BET_COLUMNS = sql`
  b.bet_no as "id", b.match_id as "matchId", c.code as "competition", s.code as "season", m.kickoff_on - date '1970-01-01' as "day",
  m.home_id as "homeId", m.away_id as "awayId", b.team_id as "teamId", b.market as "market", b.side as "side",
  b.line::float8 as "line", b.price::float8 as "price", b.stake_micro / 1e6::float8 as "stakeUnits",
  b.profit_micro / 1e6::float8 as "profitUnits", b.outcome as "outcome", b.model_probability as "modelProbability",
  b.kelly_fraction as "kellyFraction", b.close_probability as "closeProbability", b.clv as "clv",
  b.loss_shot_share as "shotShare", b.loss_red_cards as "redCards", b.unlucky_probability as "unluckyProbability"`

/** All bets of a record, in the order in which a running profit counts them. */
export async function listBetsOfRecord(executor: Executor, record: BetsOfRecord): Promise<readonly StoredBet[]> {
  return executor.execute<StoredBet>(sql`select ${BET_COLUMNS} from ${FROM} where ${ofRecord(record)} order by m.kickoff_on, b.bet_no`)
}

/** A bet as a list shows it. */
export type ListedBet = StoredBet & {
  readonly sortValue: number | string | null
  /** ISO date. */
  readonly playedOn: string
  readonly homeName: string
  readonly awayName: string
  readonly homeGoals: number | null
  readonly awayGoals: number | null
}

export type BetSortKey = 'playedOn' | 'profit' | 'clv' | 'price' | 'unlucky'

const PLAYED_ON = sql`to_char(m.kickoff_on, 'YYYY-MM-DD')`

const SORTS: Readonly<Record<BetSortKey, SQL>> = {
  playedOn: PLAYED_ON,
  profit: sql`b.profit_micro::float8`,
  clv: sql`b.clv`,
  price: sql`b.price::float8`,
  unlucky: sql`b.unlucky_probability`,
}

export interface BetFilter {
  readonly record: BetsOfRecord
  readonly result?: 'won' | 'lost' | 'void' | undefined
  /** Code of a season, `2021-22`. */
  readonly season?: string | undefined
}

export interface BetQuery extends BetFilter {
  readonly sort: BetSortKey
  readonly page: PageRequest
}

const OUTCOMES_OF = {
  won: sql`b.outcome in ('won', 'half_won')`,
  lost: sql`b.outcome in ('lost', 'half_lost')`,
  void: sql`b.outcome = 'void'`,
} as const

const filtered = ({ record, result, season }: BetFilter): SQL => sql`
  ${ofRecord(record)} and ${result === undefined ? sql`true` : OUTCOMES_OF[result]}
  and ${season === undefined ? sql`true` : sql`s.code = ${season}`}`

/** One page of a record's bets. */
export async function listStrategyBets(executor: Executor, query: BetQuery): Promise<Page<ListedBet>> {
  const sort = SORTS[query.sort]
  const neverNull = query.sort !== 'clv' && query.sort !== 'unlucky'
  const { where, orderBy } = keysetClauses(sort, { id: sql`b.bet_no`, page: query.page, neverNull })
  const rows = await executor.execute<ListedBet>(sql`
    select ${BET_COLUMNS}, ${PLAYED_ON} as "playedOn", h.name as "homeName", a.name as "awayName",
      m.home_goals as "homeGoals", m.away_goals as "awayGoals", ${sort} as "sortValue"
    from ${FROM}
    join mon_ps.team h on h.id = m.home_id
    join mon_ps.team a on a.id = m.away_id
    where ${where} and ${filtered(query)}
    order by ${orderBy} limit ${query.page.limit + 1}`)
  return pageOf(rows, query.page.limit)
}

/** How many bets a filter leaves. */
export async function countStrategyBets(executor: Executor, filter: BetFilter): Promise<number> {
  const [count] = await executor.execute<{ total: number }>(sql`select count(*)::int as "total" from ${FROM} where ${filtered(filter)}`)
  return count?.total ?? 0
}

/** What a record's bets would have earned in one week at one kind of price. */
export type WeekAtPrice = {
  readonly source: string
  /** Weeks since Thursday 1 January 1970. */
  readonly week: number
  readonly bets: number
  readonly stakeUnits: number
  readonly profitUnits: number
}

/** Bookmakers under which a kind of price is found, best first. */
export interface PriceKind {
  readonly source: string
  readonly phase: 'open' | 'close'
  readonly bookmakers: readonly string[]
}

/** The same bets at other prices, week by week. A bet that nobody quotes at a kind of price has no part in its sums. */
export async function sumBetsAtPrices(
  executor: Executor,
  record: BetsOfRecord,
  kinds: readonly PriceKind[],
): Promise<readonly WeekAtPrice[]> {
  const wanted = kinds.flatMap(({ source, phase, bookmakers }) =>
    bookmakers.map((bookmaker, rank) => sql`(${source}::text, ${phase}::text, ${bookmaker}::text, ${rank}::int)`),
  )
  return executor.execute<WeekAtPrice>(sql`
    with kind (source, phase, bookmaker, rank) as (values ${sql.join(wanted, sql`, `)}),
    bet as materialized (
      select b.*, m.kickoff_on from mon_ps.strategy_bet b join mon_ps.match m on m.id = b.match_id where ${ofRecord(record)}),
    priced as (
      select distinct on (k.source, b.bet_no) k.source, b.bet_no, b.outcome, b.stake_micro / 1e6::float8 as stake,
        (b.kickoff_on - date '1970-01-01') / 7 as week,
        (case when b.side in ('home', 'over', 'yes') then q.price_1 when b.side = 'draw' then q.price_x else q.price_2 end)::float8 as price
      from bet b
      join mon_ps.odds_quote q on q.match_id = b.match_id and q.market = b.market and q.line = b.line
      join kind k on k.phase = q.phase and k.bookmaker = q.bookmaker
      where (case when b.side in ('home', 'over', 'yes') then q.price_1 when b.side = 'draw' then q.price_x else q.price_2 end) is not null
      order by k.source, b.bet_no, k.rank)
    select source as "source", week as "week", count(*)::int as "bets", sum(stake) as "stakeUnits",
      sum(stake * case outcome when 'won' then price - 1 when 'half_won' then (price - 1) / 2
        when 'half_lost' then -0.5 when 'lost' then -1 else 0 end) as "profitUnits"
    from priced group by source, week order by source, week`)
}
