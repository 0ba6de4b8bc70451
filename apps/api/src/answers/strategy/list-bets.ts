import { countStrategyBets, type ListedBet, listStrategyBets } from '@mon-ps/db/repositories/strategy-bets'
import type { StrategyBet, StrategyBets, StrategyBetsInput } from '@mon-ps/contract/strategy'
import { encodeCursor, pageRequest } from '../shapes/cursor.ts'
import { metaOf } from '../shapes/to-wire.ts'
import type { Database } from '@mon-ps/db/client'
import { betsOfRecord, readRecord } from './record-of.ts'

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
    meta: metaOf([row], query.origin),
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
