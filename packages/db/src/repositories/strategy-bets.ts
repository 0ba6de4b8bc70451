import { and, count, countDistinct, desc, eq, inArray, isNull, notInArray, or, sql, type SQLWrapper } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { sha256OfJson } from '../canonical-json.ts'
import type { Executor } from '../client.ts'
import type { Source } from '../schema/columns.ts'
import { competition, season } from '../schema/competitions.ts'
import { match } from '../schema/matches.ts'
import { strategyBet, strategyTrial } from '../schema/strategies.ts'
import { team } from '../schema/teams.ts'
import { keysetClauses, type Page, toPage, type PageRequest } from './keyset.ts'
import type { RowOf, SortedRow } from './provenance.ts'
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

/** A bet without a team of its own stands in the records of both; for a query that joins `match`. */
const ofRecord = ({ runId, strategyName, competitionId, teamId }: BetsOfRecord) =>
  and(
    eq(strategyBet.runId, runId),
    eq(strategyBet.strategyName, strategyName),
    competitionId === null ? undefined : eq(match.competitionId, competitionId),
    teamId === null
      ? undefined
      : or(eq(strategyBet.teamId, teamId), and(isNull(strategyBet.teamId), sql`${teamId} in (${match.homeId}, ${match.awayId})`)),
  )

const betFields = {
  /** Number of the bet within its run. */
  id: strategyBet.betNo,
  matchId: strategyBet.matchId,
  competition: competition.code,
  season: season.code,
  /** Days since 1970-01-01. */
  day: sql<number>`${match.kickoffOn} - date '1970-01-01'`,
  homeId: match.homeId,
  awayId: match.awayId,
  /** In whose record it stands; null for a bet in the records of both. */
  teamId: strategyBet.teamId,
  market: strategyBet.market,
  side: strategyBet.side,
  line: strategyBet.line,
  price: strategyBet.price,
  stakeUnits: sql<number>`${strategyBet.stakeMicro} / 1e6::float8`,
  profitUnits: sql<number>`${strategyBet.profitMicro} / 1e6::float8`,
  outcome: strategyBet.outcome,
  modelProbability: strategyBet.modelProbability,
  kellyFraction: strategyBet.kellyFraction,
  closeProbability: strategyBet.closeProbability,
  clv: strategyBet.clv,
  shotShare: strategyBet.lossShotShare,
  redCards: strategyBet.lossRedCards,
  unluckyProbability: strategyBet.unluckyProbability,
}

/** What a bet was and what became of it. Stakes and profits in units, probabilities and `clv` as core has them. */
export type StoredBet = RowOf<typeof betFields>

/** All bets of a record, in the order in which a running profit counts them. */
export async function listBetsOfRecord(executor: Executor, record: BetsOfRecord): Promise<readonly StoredBet[]> {
  return executor
    .select(betFields)
    .from(strategyBet)
    .innerJoin(match, eq(match.id, strategyBet.matchId))
    .innerJoin(season, eq(season.id, match.seasonId))
    .innerJoin(competition, eq(competition.id, match.competitionId))
    .where(ofRecord(record))
    .orderBy(match.kickoffOn, strategyBet.betNo)
}

const home = alias(team, 'h')
const away = alias(team, 'a')

const listedFields = {
  ...betFields,
  playedOn: match.kickoffOn,
  homeName: home.name,
  awayName: away.name,
  homeGoals: match.homeGoals,
  awayGoals: match.awayGoals,
}

/** A bet as a list shows it. */
export type ListedBet = SortedRow<typeof listedFields>

export type BetSortKey = 'playedOn' | 'profit' | 'clv' | 'price' | 'unlucky'

// A page ends with the value that it was sorted by, so each has to come back from the wire as it went out.
const SORTS = {
  playedOn: sql<string>`to_char(${match.kickoffOn}, 'YYYY-MM-DD')`,
  profit: sql<number>`${strategyBet.profitMicro}::float8`,
  clv: strategyBet.clv,
  price: sql<number>`${strategyBet.price}::float8`,
  unlucky: strategyBet.unluckyProbability,
} as const satisfies Readonly<Record<BetSortKey, SQLWrapper>>

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

const OUTCOMES = {
  won: ['won', 'half_won'],
  lost: ['lost', 'half_lost'],
  void: ['void'],
} as const satisfies Readonly<Record<NonNullable<BetFilter['result']>, readonly StoredBet['outcome'][]>>

const isListed = ({ record, result, season: code }: BetFilter) =>
  and(
    ofRecord(record),
    result === undefined ? undefined : inArray(strategyBet.outcome, [...OUTCOMES[result]]),
    code === undefined ? undefined : eq(season.code, code),
  )

/** One page of a record's bets. */
export async function listStrategyBets(executor: Executor, query: BetQuery): Promise<Page<ListedBet>> {
  const sort = SORTS[query.sort]
  const neverNull = query.sort !== 'clv' && query.sort !== 'unlucky'
  const { where, orderBy } = keysetClauses(sort, { id: strategyBet.betNo, page: query.page, neverNull })
  const rows = await executor
    .select({ ...listedFields, sortValue: sort })
    .from(strategyBet)
    .innerJoin(match, eq(match.id, strategyBet.matchId))
    .innerJoin(season, eq(season.id, match.seasonId))
    .innerJoin(competition, eq(competition.id, match.competitionId))
    .innerJoin(home, eq(home.id, match.homeId))
    .innerJoin(away, eq(away.id, match.awayId))
    .where(and(where, isListed(query)))
    .orderBy(orderBy)
    .limit(query.page.limit + 1)
  return toPage(rows, query.page.limit)
}

/** How many bets a filter leaves. */
export async function countStrategyBets(executor: Executor, filter: BetFilter): Promise<number> {
  const [counted] = await executor
    .select({ total: count() })
    .from(strategyBet)
    .innerJoin(match, eq(match.id, strategyBet.matchId))
    .innerJoin(season, eq(season.id, match.seasonId))
    .where(isListed(filter))
  return counted?.total ?? 0
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
  // Raw: the builder has no VALUES list to join with.
  return executor.execute<WeekAtPrice>(sql`
    with kind (source, phase, bookmaker, rank) as (values ${sql.join(wanted, sql`, `)}),
    bet as materialized (
      select strategy_bet.*, match.kickoff_on from ${strategyBet} join ${match} on ${match.id} = ${strategyBet.matchId} where ${ofRecord(record)}),
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

/** A rule that met data: what it is, and what came of it over all leagues. */
export interface NewTrial {
  /** All that decides its bets. Its canonical JSON is hashed: another threshold is another rule. */
  readonly rule: Readonly<Record<string, unknown>>
  readonly strategyName: string
  readonly strategyVersion: string | null
  readonly bets: number
  /** Selections that nobody quoted. */
  readonly unpriced: number
  readonly stakeMicro: number
  readonly profitMicro: number
  /** Mean / standard deviation of weekly profits less what the closing prices promised; null where there is none. */
  readonly weeklySharpe: number | null
}

/** Where trials were made. */
export interface TrialPlace {
  readonly runId: number
  /** Id of the snapshot, or a hash of the data. */
  readonly dataSha256: string
  /** `demo` only when all data was the demo's. */
  readonly source: Source
}

/** How much was tried. */
export interface TrialCounts {
  /** Different rules and variants. */
  readonly rules: number
  /** Pairs of a rule and the data it met. */
  readonly looks: number
}

/** Rules that were tried, besides those that are looked at now. */
export interface EarlierTrials {
  readonly count: number
  /** The latest of each rule that has one. */
  readonly sharpeRatios: readonly number[]
}

/**
 * Enters trials into the ledger. A rule that met the same data before stays as it was entered then.
 *
 * @returns  how many were new
 */
export async function recordTrials(executor: Executor, place: TrialPlace, trials: readonly NewTrial[]): Promise<number> {
  if (trials.length === 0) return 0
  const { runId, dataSha256, source } = place
  const rows = trials.map((trial) => ({ ...trial, ruleSha256: sha256OfJson(trial.rule), dataSha256, source, firstRunId: runId }))
  const before = await countTrials(executor, source)
  await insertRecords(executor, strategyTrial, rows, sql`on conflict on constraint uq_strategy_trial do nothing`)
  return (await countTrials(executor, source)).looks - before.looks
}

/** How many rules and variants were ever tried on data of a source. */
export async function countTrials(executor: Executor, source: Source): Promise<TrialCounts> {
  const [row] = await executor
    .select({ rules: countDistinct(strategyTrial.ruleSha256), looks: count() })
    .from(strategyTrial)
    .where(eq(strategyTrial.source, source))
  return { rules: row?.rules ?? 0, looks: row?.looks ?? 0 }
}

/**
 * What the ledger holds besides `rules`, for whoever corrects for everything that was ever tried on data of a source.
 *
 * @param rules  those that are looked at now, as they are or would be entered
 */
export async function earlierTrials(executor: Executor, source: Source, rules: readonly NewTrial['rule'][]): Promise<EarlierTrials> {
  const { ruleSha256, trialNo, weeklySharpe } = strategyTrial
  const rows = await executor
    .selectDistinctOn([ruleSha256], { sharpe: weeklySharpe })
    .from(strategyTrial)
    .where(and(eq(strategyTrial.source, source), notInArray(ruleSha256, rules.map(sha256OfJson))))
    .orderBy(ruleSha256, desc(trialNo))
  return { count: rows.length, sharpeRatios: rows.flatMap(({ sharpe }) => (sharpe === null ? [] : [sharpe])) }
}
