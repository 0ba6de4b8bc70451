import { rankRecords, sureYield } from '@mon-ps/core/strategy/bet-records'
import { ruleIdentity } from '@mon-ps/core/strategy/trials'
import { STRATEGIES } from '@mon-ps/core/strategy/strategies'
import type { StrategyVersionRow } from '@mon-ps/db/repositories/strategies'
import type { CalculatedRecord } from '../compute/league-result.ts'
import { toEstimates, type LeagueOfRows, sha256 } from './version-rows.ts'

/** What stands behind a record's columns, under their names. */
export const bettingEstimates = ({ report }: CalculatedRecord) => ({
  winRate: report.winRate,
  roi: report.yieldFraction,
  avgClv: report.closingLineValue,
})

/** Where a record's row belongs. */
export interface RecordOwner {
  /** Null for a record over all leagues. */
  readonly league: LeagueOfRows | null
  readonly teamName: string | null
  /** What the records rest on. */
  readonly source: string
  readonly records: readonly CalculatedRecord[]
}

/** Rows of the rules' records of one team, one league, or all, ranked among themselves by what they surely earned. */
export function strategyRows({ league, teamName, source, records }: RecordOwner): StrategyVersionRow[] {
  const ranks = rankRecords(records.map(({ report }) => report))
  const proven = rankRecords(records.flatMap(({ report }) => (report.verdict === 'evidence' ? [report] : [])))
  let provenBefore = 0
  return records.map((record, index): StrategyVersionRow => {
    const { report, contexts, contextFilters, scope, teamId } = record
    // A rule without evidence has no priority, which is the usual case.
    const priority = report.verdict === 'evidence' ? (proven[provenBefore++] ?? null) : null
    return {
      scope,
      teamId,
      teamName,
      competitionId: league?.id ?? null,
      strategyName: report.strategy,
      // A record is over all seasons; each one's part stands in performance_by_context.
      season: null,
      ...ruleColumns(report.strategy),
      isBestStrategy: priority === 1,
      strategyRank: ranks[index] ?? null,
      priority,
      totalPnl: report.profitUnits.value,
      ...reportColumns(record),
      contextFilters,
      performanceByContext: { overall: report, ...contexts },
      source,
    }
  })
}

/** What the rule is. Its parameters are its identity: the ledger knows it under their hash. */
function ruleColumns(name: string) {
  const rule = STRATEGIES.find((known) => known.name === name)
  if (!rule) return {}
  const identity = ruleIdentity(rule)
  return {
    strategyVersion: rule.version,
    priceSource: rule.prices,
    strategyType: rule.type,
    marketFamily: rule.marketFamily,
    parameters: JSON.parse(identity) as unknown,
    parametersHash: sha256(identity),
    isActive: rule.unrecorded === null,
  }
}

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

function reportColumns(record: CalculatedRecord) {
  const { report } = record
  // Of the lost bets with evidence; how many those are stands in the estimates, and the sums themselves in the report.
  const unlucky = report.unluckyLosses.value === null ? null : Math.round(report.unluckyLosses.value)
  return {
    totalBets: report.bets,
    wins: report.wins,
    losses: report.losses,
    voids: report.voids,
    winRate: report.winRate.value,
    profit: report.profitUnits.value,
    roi: report.yieldFraction.value,
    avgClv: report.closingLineValue.value,
    unluckyCount: unlucky,
    badAnalysisCount: unlucky === null ? null : report.unluckyLosses.n - unlucky,
    breakEvenRate: report.breakEvenRate,
    // The order of a leader board: a record over all has nothing to be pulled to and stands with its own lower bound.
    roiLow: finiteOrNull(sureYield(report)),
    shrunkRoi: report.shrunkYield.value,
    maxDrawdown: report.bets === 0 ? null : report.maxDrawdownUnits,
    qValue: report.qValue,
    betsNeeded: report.betsNeeded,
    verdict: report.verdict,
    estimates: toEstimates({
      ...bettingEstimates(record),
      profit: report.profitUnits,
      shrunkRoi: report.shrunkYield,
      unluckyCount: report.unluckyLosses,
      badAnalysisCount: report.badAnalysisLosses,
    }),
  }
}
