import { findStrategy, type StrategyDetail } from '@mon-ps/db/repositories/strategies'
import { ApiError } from '../../errors.ts'
import type { StrategyIdInput } from '@mon-ps/contract/strategy'
import type { Database } from '@mon-ps/db/client'

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
