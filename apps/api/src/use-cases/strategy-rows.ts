import { REFERENCE_STRATEGIES, type StrategyRule } from '@mon-ps/core'
import type { StrategyVersionRow } from '@mon-ps/db'
import type { CalculatedRecord } from '../compute/league-result.ts'
import { estimatesOf, type LeagueOfRows, sha256 } from './version-rows.ts'

/** What stands behind a record's columns, under their names. */
export const bettingEstimates = ({ report }: CalculatedRecord) => ({
  winRate: report.winRate,
  roi: report.yieldFraction,
  avgClv: report.closingLineValue,
})

/** The team's best rule, if the evidence names one; null is the usual answer. */
export function bestOf(records: readonly CalculatedRecord[]): CalculatedRecord | null {
  const proven = records.filter(({ report }) => report.verdict === 'evidence')
  return proven.sort((a, b) => lowerBound(b) - lowerBound(a))[0] ?? null
}

const lowerBound = ({ report }: CalculatedRecord) => report.yieldFraction.interval?.[0] ?? Number.NEGATIVE_INFINITY

/** What a rule does, without its name: two rules of the same parameters make the same bets. */
const parametersOf = ({ forecast, prices, units, choose, selections, conditions, unrecorded }: StrategyRule) => ({
  forecast,
  prices,
  units,
  choose,
  selections,
  conditions,
  unrecorded,
})

/** Where a record's row belongs. */
export interface RecordOwner {
  /** Null for a record over all leagues. */
  readonly league: LeagueOfRows | null
  readonly teamName: string | null
  readonly records: readonly CalculatedRecord[]
}

/** Rows of the rules' records of one team, one league, or all, ranked among themselves by what they surely earned. */
export function strategyRows({ league, teamName, records }: RecordOwner): StrategyVersionRow[] {
  const best = bestOf(records)
  const ranked = records.filter(({ report }) => report.yieldFraction.interval !== null).sort((a, b) => lowerBound(b) - lowerBound(a))
  return records.map((record): StrategyVersionRow => {
    const { report, contexts, scope, teamId } = record
    const rule = REFERENCE_STRATEGIES.find(({ name }) => name === report.strategy)
    const parameters = rule ? parametersOf(rule) : null
    const rank = ranked.indexOf(record)
    return {
      scope,
      teamId,
      teamName,
      competitionId: league?.id ?? null,
      strategyName: report.strategy,
      strategyVersion: rule?.version ?? null,
      // A record is over all seasons; each one's part stands in performance_by_context.
      season: null,
      priceSource: rule?.prices ?? null,
      strategyType: rule?.type ?? null,
      marketFamily: rule?.marketFamily ?? null,
      isBestStrategy: record === best,
      strategyRank: rank < 0 ? null : rank + 1,
      totalBets: report.bets,
      wins: report.wins,
      losses: report.losses,
      voids: report.voids,
      winRate: report.winRate.value,
      profit: report.profitUnits.value,
      totalPnl: report.profitUnits.value,
      roi: report.yieldFraction.value,
      avgClv: report.closingLineValue.value,
      performanceByContext: { overall: report, ...contexts },
      parameters,
      parametersHash: parameters ? sha256(JSON.stringify(parameters)) : null,
      source: league?.source ?? null,
      breakEvenRate: report.breakEvenRate,
      roiLow: report.shrunkYield.interval?.[0] ?? null,
      shrunkRoi: report.shrunkYield.value,
      maxDrawdown: report.bets === 0 ? null : report.maxDrawdownUnits,
      qValue: report.qValue,
      betsNeeded: report.betsNeeded,
      verdict: report.verdict,
      estimates: estimatesOf({ ...bettingEstimates(record), profit: report.profitUnits, shrunkRoi: report.shrunkYield }),
    }
  })
}
