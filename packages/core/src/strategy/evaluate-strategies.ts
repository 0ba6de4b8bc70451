import { benjaminiHochberg } from '../numeric/multiple-testing.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { poissonBlockWeights } from '../numeric/bootstrap.ts'
import type { BetRecord } from './bet-records.ts'
import { type DraftReport, draftReport } from './draft-report.ts'
import { redrawnPValues } from './luck-against-close.ts'
import { countTrials, deflatedSharpeRatios, type EarlierTrials, placesOf } from './sharpe-over-trials.ts'
import { shrinkYields } from './shrink-yields.ts'
import type { SettledBet, StrategyReport } from './strategy.ts'
import { verdictOf } from './verdict.ts'

export interface EvaluationOptions {
  /** Of all draws, an integer in [0, 2^32). */
  readonly seed: number
  /** Of the bootstrap and of the redrawn outcomes; default 1000. */
  readonly resamples?: number
  /** What the ledger holds besides the rules of this call; default nothing. */
  readonly earlierTrials?: EarlierTrials
}

const NO_TRIALS: EarlierTrials = { count: 0, sharpeRatios: [] }

/** What a report owes to the records it was looked at with. */
type Correction = Pick<StrategyReport, 'qValue' | 'deflatedSharpe'>

/** Corrections of the records of one scope: a rule that was tried before and is not here counts as one that showed nothing. */
function correctionsOf(drafts: readonly DraftReport[], earlier: EarlierTrials): Correction[] {
  const deflated = deflatedSharpeRatios(drafts, earlier)
  const unseen = earlier.count * placesOf(drafts.map(({ record }) => record))
  const tested = drafts.flatMap(({ report }, index) => (report.pValue === null ? [] : [{ index, pValue: report.pValue }]))
  const pValues = [...tested.map(({ pValue }) => pValue), ...new Array<number>(unseen).fill(1)]
  const qValues = benjaminiHochberg(pValues)
  const qOf = new Map(tested.map(({ index }, rank) => [index, qValues[rank] ?? null]))
  return drafts.map((_, index) => ({ qValue: qOf.get(index) ?? null, deflatedSharpe: deflated[index] ?? null }))
}

/**
 * Honest records of many rules, teams and competitions at once. All that are looked at together belong in one call: q-values and
 * deflated Sharpe ratios count them, losers too, and what the ledger holds besides. Records over all leagues, of leagues and of teams
 * answer three questions and are corrected apart: the same bets stand in all three.
 *
 * Intervals of yield and closing line value come from a bootstrap over weeks; the win rate's is Wilson's. Deterministic for a seed.
 * Cost: resamples x (weeks + bets) per record.
 *
 * @returns one report per record, in order
 * @throws {CoreError} INVALID_ARGUMENT  a seed that is no integer in [0, 2^32), fewer than 100 resamples
 */
export function evaluateStrategies(records: readonly BetRecord[], options: EvaluationOptions): StrategyReport[] {
  const { seed, resamples = 1000, earlierTrials = NO_TRIALS } = options
  const weights = poissonBlockWeights({ seed, resamples })
  const drafts = records.map((record) => draftReport(record, weights))
  const shrunk = shrinkYields(records)
  const redrawn = redrawnPValues(records, { seed, resamples })
  const trials = countTrials(records, earlierTrials)
  const corrections = new Map<DraftReport, Correction>()
  for (const scope of ['overall', 'competition', 'team'] as const) {
    const own = drafts.filter(({ record }) => record.scope === scope)
    correctionsOf(own, earlierTrials).forEach((correction, index) => corrections.set(own[index] as DraftReport, correction))
  }
  return drafts.map((draft, index): StrategyReport => {
    const report = {
      ...draft.report,
      ...(corrections.get(draft) as Correction),
      shrunkYield: shrunk[index] as Estimate,
      permutationP: redrawn[index] ?? null,
      trials,
    }
    return { ...report, verdict: verdictOf(report) }
  })
}

/** The record of one set of bets alone: nothing to correct for, nothing to pull it towards. See {@link evaluateStrategies}. */
export function evaluateStrategy(strategy: string, bets: readonly SettledBet[], options: EvaluationOptions): StrategyReport {
  const record: BetRecord = { strategy, scope: 'overall', competition: null, teamId: null, bets, unpriced: null, leagues: [] }
  return evaluateStrategies([record], options)[0] as StrategyReport
}
