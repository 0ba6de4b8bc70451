import { countStrategies, listStrategies as findStrategies } from '@mon-ps/db/repositories/strategies'
import { countTrials } from '@mon-ps/db/repositories/strategy-trials'
import { SIGNIFICANT_Q, type StrategyList, type StrategyListInput } from '@mon-ps/contract/strategy'
import { encodeCursor, pageRequest } from '../shapes/cursor.ts'
import { toStrategy } from '../shapes/strategy.ts'
import { metaOf } from '../shapes/to-wire.ts'
import type { Database } from '@mon-ps/db/client'

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
    meta: metaOf(rows, query.origin),
    total,
    tested,
    byLuck: tested * SIGNIFICANT_Q,
    significant,
    trials: rules,
  }
}
