import {
  SIGNIFICANT_Q,
  type StrategyBet,
  type StrategyBets,
  type StrategyBetsInput,
  type StrategyList,
  type StrategyListInput,
} from '@mon-ps/contract/strategy'
import type { Database } from '@mon-ps/db/client'
import { countStrategies, listStrategies as findStrategies } from '@mon-ps/db/repositories/strategies'
import { countStrategyBets, type ListedBet, listStrategyBets, countTrials } from '@mon-ps/db/repositories/strategy-bets'
import { encodeCursor, pageRequest } from '../shapes/cursor.ts'
import { toStrategy } from '../shapes/strategy.ts'
import { toMeta } from '../shapes/to-wire.ts'
import { betsOfRecord, readRecord } from './read-record.ts'

/** One page of rules' records, over teams, leagues or all, with how many looks were taken. */
export async function listStrategies(app: { readonly database: Database }, query: StrategyListInput): Promise<StrategyList> {
  const page = pageRequest(query, ['qValue'])
  const { db } = app.database
  const { rows, next } = await findStrategies(db, { ...query, page })
  const { total, tested, significant } = await countStrategies(db, query, SIGNIFICANT_Q)
  const source = rows.some((row) => row.source === 'demo') ? 'demo' : 'football-data'
  const { rules } = await countTrials(db, source)
  return {
    data: rows.map(toStrategy),
    page: { nextCursor: encodeCursor(next, query.sort, page.order), hasMore: next !== null },
    meta: toMeta(rows, query.origin),
    total,
    tested,
    byLuck: tested * SIGNIFICANT_Q,
    significant,
    trials: rules,
  }
}

/**
 * One page of the bets behind a record.
 *
 * @throws {ApiError} STRATEGY_NOT_FOUND, INVALID_CURSOR
 */
export async function listBets(app: { readonly database: Database }, query: StrategyBetsInput): Promise<StrategyBets> {
  const page = pageRequest(query, [])
  const row = await readRecord(app, query)
  const filter = { record: betsOfRecord(row), result: query.result, season: query.season }
  const { db } = app.database
  const { rows, next } = await listStrategyBets(db, { ...filter, sort: query.sort, page })
  return {
    data: rows.map(toBet),
    page: { nextCursor: encodeCursor(next, query.sort, page.order), hasMore: next !== null },
    meta: toMeta([row], query.origin),
    total: await countStrategyBets(db, filter),
  }
}

function toBet(bet: ListedBet): StrategyBet {
  const lost = bet.outcome === 'lost' || bet.outcome === 'half_lost'
  return {
    betNo: bet.id,
    matchId: bet.matchId,
    playedOn: bet.playedOn,
    season: bet.season,
    league: bet.competition,
    home: { id: bet.homeId, name: bet.homeName },
    away: { id: bet.awayId, name: bet.awayName },
    homeGoals: bet.homeGoals,
    awayGoals: bet.awayGoals,
    selection: { market: bet.market, side: bet.side, line: bet.line },
    price: bet.price,
    stake: bet.stakeUnits,
    profit: bet.profitUnits,
    outcome: bet.outcome,
    modelProbability: bet.modelProbability,
    kellyFraction: bet.kellyFraction,
    closeProbability: bet.closeProbability,
    clv: bet.clv,
    loss: lost ? { shotShare: bet.shotShare, redCards: bet.redCards, probabilityUnlucky: bet.unluckyProbability } : null,
  }
}
