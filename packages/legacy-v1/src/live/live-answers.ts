import type { LegacyBets } from '@mon-ps/contract/legacy'
import { asDbError, DbError } from '@mon-ps/db/errors'
import type { Executor } from '@mon-ps/db/client'
import { type SQL, sql } from 'drizzle-orm'
import {
  countLiveRows,
  findLiveTables,
  idOrder,
  type LiveBet,
  type LiveOdds,
  type LivePick,
  type LiveTable,
  type LiveTableName,
  numberColumn,
  requireTypes,
  selectLiveRows,
  textColumn,
} from './read-rows.ts'

/** `absent` where this database does not have the table, which is not the same as no rows. */
export type LiveAnswer<Answer> = 'absent' | Answer

export interface LivePage<Row> {
  readonly rows: readonly Row[]
  /** The id after which the next page begins; null on the last one, and where the table has no id. */
  readonly next: string | null
}

interface LivePageRequest {
  readonly limit: number
  /** `next` of the page before. */
  readonly after?: string | undefined
}

async function readTable<Name extends LiveTableName, Answer>(
  executor: Executor,
  name: Name,
  read: (table: LiveTable & { readonly name: Name }) => Promise<Answer>,
): Promise<LiveAnswer<Answer>> {
  const table = (await findLiveTables(executor)).get(name)
  if (table === undefined) return 'absent'
  if (!table.readable)
    throw new DbError('LEGACY_NOT_FOUND', `public.${name} may not be read by this role; grant it: GRANT SELECT ON public.${name} TO …`, {
      table: name,
    })
  requireTypes(table)
  return read({ ...table, name })
}

/** The text is no value of the type, or out of its range. */
const NO_VALUE_OF_THE_TYPE: ReadonlySet<unknown> = new Set(['22P02', '22003', '22007', '22008'])

/** @throws {DbError} INVALID_ARGUMENT  `after` is no id of this table */
async function readPage<Name extends LiveTableName>(
  executor: Executor,
  table: LiveTable & { readonly name: Name },
  where: SQL,
  { limit, after }: LivePageRequest,
) {
  const type = table.columns.get('id')
  const beyond = type === undefined || after === undefined ? sql`true` : sql`t.id > cast(${after}::text as ${sql.raw(type)})`
  const reading = selectLiveRows(executor, table, { where: sql`${where} and ${beyond}`, orderBy: idOrder(table), limit: limit + 1 })
  const found = await reading.catch((error: unknown) => {
    if (!NO_VALUE_OF_THE_TYPE.has(asDbError(error).context['sqlState'])) throw error
    throw new DbError(
      'INVALID_ARGUMENT',
      `got "${after}" as the id after which to go on, expected the \`next\` of the page before: a value of type ${type}`,
      { after, type },
    )
  })
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

/** By the odds provider's key. */
export const listMatchOdds = (executor: Executor, matchId: string, limit = 1000): Promise<LiveAnswer<LiveOdds[]>> =>
  readTable(executor, 'odds', (table) =>
    selectLiveRows(executor, table, { where: sql`${textColumn(table, 'match_id')} = ${matchId}`, orderBy: idOrder(table), limit }),
  )

export const listLeagueOdds = (executor: Executor, league: string, page: LivePageRequest): Promise<LiveAnswer<LivePage<LiveOdds>>> =>
  readTable(executor, 'odds', (table) => readPage(executor, table, sql`${textColumn(table, 'league')} = ${league}`, page))

export const listSourcePicks = (executor: Executor, source: string, page: LivePageRequest): Promise<LiveAnswer<LivePage<LivePick>>> =>
  readTable(executor, 'tracking_clv_picks', (table) => readPage(executor, table, sql`${textColumn(table, 'source')} = ${source}`, page))

export const listRecentPicks = (executor: Executor, limit: number): Promise<LiveAnswer<LivePick[]>> =>
  readTable(executor, 'tracking_clv_picks', (table) =>
    selectLiveRows(executor, table, {
      where: sql`true`,
      orderBy: sql`${textColumn(table, 'created_at')} collate "C" desc nulls last, ${idOrder(table)} desc`,
      limit,
    }),
  )

/** Picks on matches of a team, under exactly the name that the table uses, whichever side was picked; newest match first. */
export const listTeamPicks = (executor: Executor, name: string, limit: number): Promise<LiveAnswer<LivePick[]>> =>
  readTable(executor, 'tracking_clv_picks', (table) =>
    selectLiveRows(executor, table, {
      where: sql`${name} in (${textColumn(table, 'home_team')}, ${textColumn(table, 'away_team')})`,
      orderBy: sql`${textColumn(table, 'commence_time')} collate "C" desc nulls last, ${idOrder(table)} desc`,
      limit,
    }),
  )

export const listBets = (executor: Executor, page: LivePageRequest): Promise<LiveAnswer<LivePage<LiveBet>>> =>
  readTable(executor, 'manual_bets', (table) => readPage(executor, table, sql`true`, page))

type BetStats = NonNullable<LegacyBets['stats']>

/** Each figure with the number of bets behind it. */
export const readBetStats = (executor: Executor): Promise<LiveAnswer<BetStats>> =>
  readTable(executor, 'manual_bets', async (table) => {
    const figure = (column: string, aggregate: 'sum' | 'avg') => {
      const value = numberColumn(table, column)
      const total = aggregate === 'sum' ? sql`sum(${value})` : sql`round(avg(${value}), 6)`
      return sql`json_build_object('n', count(${value}), 'value', (${total})::text)`
    }
    const [figures] = await executor.execute<Record<'staked' | 'profit' | 'clv', BetStats['staked']>>(sql`
      select ${figure('stake', 'sum')} as staked, ${figure('profit_loss', 'sum')} as profit, ${figure('clv_percent', 'avg')} as clv
      from public.manual_bets t`)
    const results = await executor.execute<{ result: string; n: number }>(sql`
      select coalesce(${textColumn(table, 'result')}, '') as result, count(*) as n from public.manual_bets t group by 1 order by 1`)
    const none = { n: 0, value: null }
    return {
      n: await countLiveRows(executor, table),
      results: Object.fromEntries(results.map(({ result, n }) => [result, n])),
      staked: figures?.staked ?? none,
      recordedProfit: figures?.profit ?? none,
      recordedClv: figures?.clv ?? none,
      withClosingOdds: await countLiveRows(executor, table, sql`${numberColumn(table, 'closing_odds')} > 1`),
    }
  })
