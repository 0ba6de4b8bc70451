import { countStrategies, fractionFromPercent, listStrategies as findStrategies, type StrategyRow } from '@mon-ps/db'
import type { z } from 'zod'
import { SIGNIFICANT_Q, type StrategyListWire, type StrategyWire, type strategyListInput, VERDICTS } from '../routers/strategy/schemas.ts'
import { encodeCursor, pageRequest } from '../wire/cursor.ts'
import { strategyTitle } from '../wire/strategy-title.ts'
import { metaOf, storedStat } from '../wire/to-wire.ts'
import type { App } from './app.ts'

/** One page of rules' records, over teams, leagues or all. */
export async function listStrategies(app: Pick<App, 'database'>, query: z.output<typeof strategyListInput>): Promise<StrategyListWire> {
  const page = pageRequest(query, ['qValue'])
  const { db } = app.database
  const { rows, next } = await findStrategies(db, { ...query, page })
  const { total, significant } = await countStrategies(db, query, SIGNIFICANT_Q)
  return {
    data: rows.map(strategyWire),
    page: { nextCursor: encodeCursor(next, query.sort, page.order), hasMore: next !== null },
    meta: metaOf(rows, query.origin),
    total,
    significant,
  }
}

function strategyWire(row: StrategyRow): StrategyWire {
  const { estimates, totalBets } = row
  return {
    strategyId: row.id,
    scope: row.scope,
    team: row.teamId === null || row.teamName === null ? null : { id: row.teamId, name: row.teamName },
    league: row.league,
    leagueCode: row.leagueCode,
    strategyName: row.strategyName,
    strategyTitle: strategyTitle(row.strategyName),
    strategyVersion: row.strategyVersion,
    strategyType: row.strategyType,
    marketFamily: row.marketFamily,
    isBestStrategy: row.isBestStrategy,
    season: row.season,
    totalBets,
    wins: row.wins,
    losses: row.losses,
    winRate: storedStat(fractionFromPercent(row.winRate), estimates['winRate'], totalBets),
    breakEvenRate: row.breakEvenRate,
    profit: storedStat(row.profit, estimates['profit'], totalBets),
    roi: storedStat(fractionFromPercent(row.roi), estimates['roi'], totalBets),
    shrunkRoi: storedStat(row.shrunkRoi, estimates['shrunkRoi'], totalBets),
    avgClv: storedStat(fractionFromPercent(row.avgClv), estimates['avgClv'], null),
    maxDrawdown: row.maxDrawdown,
    qValue: row.qValue,
    betsNeeded: row.betsNeeded,
    verdict: VERDICTS.find((verdict) => verdict === row.verdict) ?? null,
    isActive: row.isActive,
    origin: row.origin,
    source: row.source,
    runId: row.runId,
  }
}
