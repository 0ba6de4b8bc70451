import type { StrategyIdInput } from '@mon-ps/contract/strategy'
import type { BetSelection, SettledBet } from '@mon-ps/core/strategy/strategy'
import type { Database } from '@mon-ps/db/client'
import { findStrategy, type StrategyDetail } from '@mon-ps/db/repositories/strategies'
import type { StoredBet } from '@mon-ps/db/repositories/strategy-bets'
import { ApiError } from '../../errors.ts'

/** A record that was asked for, and which bets are its. */
export type StrategyKeyInput = StrategyIdInput

/** @throws {ApiError} STRATEGY_NOT_FOUND */
export async function readRecord(
  { database }: { readonly database: Database },
  { strategyId, scope, origin }: StrategyKeyInput,
): Promise<StrategyDetail> {
  const row = await findStrategy(database.db, { origin, scope, id: strategyId })
  if (row) return row
  throw new ApiError(
    'STRATEGY_NOT_FOUND',
    `got strategy record ${strategyId}, expected one of scope ${scope} that is ${origin}. strategy.list names those that are kept; a calculation replaces older ones.`,
  )
}

/** The stored bets of a record. */
export const betsOfRecord = ({ runId, strategyName, competitionId, teamId }: StrategyDetail) => ({
  runId,
  strategyName,
  competitionId,
  teamId,
})

const MARKETS = ['1x2', 'ou', 'btts', 'ah'] as const satisfies readonly BetSelection['market'][]
const SIDES = ['home', 'draw', 'away', 'over', 'under', 'yes', 'no'] as const satisfies readonly BetSelection['side'][]

/** A stored bet, and the league it was made in. */
export interface BetOfLeague {
  readonly betNo: number
  readonly competition: string
  readonly bet: SettledBet
}

/** Stored bets as core knows them: what was settled once is not settled again. */
export function toSettledBets(stored: readonly StoredBet[]): BetOfLeague[] {
  return stored.map((row) => ({ betNo: row.id, competition: row.competition, bet: settledBet(row) }))
}

function settledBet(row: StoredBet): SettledBet {
  const { shotShare, redCards, unluckyProbability } = row
  const hasCauses = shotShare !== null || redCards !== null || unluckyProbability !== null
  return {
    matchId: row.matchId,
    homeId: row.homeId,
    awayId: row.awayId,
    day: row.day,
    season: row.season,
    selection: toSelection(row),
    account: row.teamId === null ? 'both' : row.teamId === row.homeId ? 'home' : 'away',
    price: row.price,
    stakeUnits: row.stakeUnits,
    modelProbability: row.modelProbability,
    outcome: row.outcome,
    profitUnits: row.profitUnits,
    kellyFraction: row.kellyFraction,
    closeProbability: row.closeProbability,
    closingLineValue: row.clv,
    lossCauses: hasCauses ? { shotShare, redCards, probabilityUnlucky: unluckyProbability } : null,
  }
}

function toSelection({ market, side, line }: StoredBet): BetSelection {
  const knownMarket = MARKETS.find((known) => known === market)
  const knownSide = SIDES.find((known) => known === side)
  if (!knownMarket || !knownSide) throw new Error(`a bet on ${market} ${side} is stored, which nobody can have written`)
  return { market: knownMarket, side: knownSide, line }
}
