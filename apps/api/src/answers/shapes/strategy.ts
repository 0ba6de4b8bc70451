import { ruleTitle } from '@mon-ps/messages/en/rules'
import { fractionFromPercent } from '@mon-ps/db/units'
import type { StrategyRow } from '@mon-ps/db/repositories/strategies'
import { type Strategy, VERDICTS } from '@mon-ps/contract/strategy'
import { findRule } from '@mon-ps/core/strategy/strategies'
import { storedStat } from './to-wire.ts'

/** A record as a list shows it. */
export function toStrategy(row: StrategyRow): Strategy {
  const { estimates, totalBets } = row
  return {
    strategyId: row.id,
    scope: row.scope,
    team: row.teamId === null || row.teamName === null ? null : { id: row.teamId, name: row.teamName },
    league: row.league,
    leagueCode: row.leagueCode,
    strategyName: row.strategyName,
    strategyTitle: ruleTitle(row.strategyName),
    strategyVersion: row.strategyVersion,
    role: findRule(row.strategyName)?.role ?? null,
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
