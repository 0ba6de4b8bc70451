import type { EvidenceVerdict, StrategyReport } from './strategy.ts'

/** Shorter records get no verdict. */
export const MIN_BETS = 30
/** Accepted share of false findings among the records called evidence. */
export const FALSE_DISCOVERY_RATE = 0.05
/** Below this, the best of as many worthless rules would more likely than not look as good. */
const MIN_DEFLATED_SHARPE = 0.5
/** Above this, the same bets redrawn at the closing probabilities nearly always earn more than the record did. */
const MAX_PERMUTATION_P = 0.975

type Evidence = Pick<StrategyReport, 'bets' | 'yieldFraction' | 'closingLineValue' | 'qValue' | 'deflatedSharpe' | 'permutationP'>

/** On which side of 0 an interval lies; 0 when it holds 0 or there is none. */
function excludesZero(interval: readonly [number, number] | null): -1 | 0 | 1 {
  if (interval === null) return 0
  return interval[0] > 0 ? 1 : interval[1] < 0 ? -1 : 0
}

/** Whether the edge survives the corrections for multiple trials and the permutation test; an unknown value counts against it. */
function holdsUp({ qValue, deflatedSharpe, permutationP }: Evidence): boolean {
  const survives = qValue !== null && qValue <= FALSE_DISCOVERY_RATE
  return (
    survives &&
    deflatedSharpe !== null &&
    deflatedSharpe >= MIN_DEFLATED_SHARPE &&
    permutationP !== null &&
    permutationP <= MAX_PERMUTATION_P
  )
}

/**
 * What a record shows, in this order:
 * not_enough_bets             fewer than 30 bets
 * losing                      the yield's interval lies below 0, or the closing line says so and the yield is not above 0
 * evidence                    yield and closing line value both above 0 by their intervals, q <= 0.05 over all records seen together, a
 *                             deflated Sharpe ratio of 0.5 or more, and redrawn outcomes that do not nearly always earn more
 * promising                   one of them above 0 by its interval and the other not below
 * indistinguishable_from_luck anything else; also a profit that the closing line contradicts
 */
export function judgeRecord(evidence: Evidence): EvidenceVerdict {
  const { bets, yieldFraction, closingLineValue } = evidence
  if (bets < MIN_BETS) return 'not_enough_bets'
  const byYield = excludesZero(yieldFraction.interval)
  const byClose = closingLineValue.n < MIN_BETS ? 0 : excludesZero(closingLineValue.interval)
  if (byYield < 0 || (byClose < 0 && (yieldFraction.value ?? 0) <= 0)) return 'losing'
  if (byYield > 0 && byClose > 0 && holdsUp(evidence)) return 'evidence'
  return byYield + byClose > 0 && byYield >= 0 && byClose >= 0 ? 'promising' : 'indistinguishable_from_luck'
}

/** "You are looking at `cells` cells, about `expectedByLuck` would look good by luck, `survivors` survive." */
export interface Multiplicity {
  readonly cells: number
  /** Cells long enough to have a p-value. */
  readonly tested: number
  /** 5 % of those tested: as many would look good if no rule were worth anything. */
  readonly expectedByLuck: number
  /** p <= 0.05, each taken alone. */
  readonly lookGood: number
  /** q <= 0.05. */
  readonly survivors: number
  /** Called evidence: these also have the closing line on their side. */
  readonly evidence: number
}

/** What a table of records shows by luck alone, and what of it survives correction. */
export function countMultiplicity(reports: readonly Pick<StrategyReport, 'pValue' | 'qValue' | 'verdict'>[]): Multiplicity {
  const count = (holds: (report: (typeof reports)[number]) => boolean): number => reports.filter(holds).length
  const tested = count(({ pValue }) => pValue !== null)
  return {
    cells: reports.length,
    tested,
    expectedByLuck: FALSE_DISCOVERY_RATE * tested,
    lookGood: count(({ pValue }) => pValue !== null && pValue <= FALSE_DISCOVERY_RATE),
    survivors: count(({ qValue }) => qValue !== null && qValue <= FALSE_DISCOVERY_RATE),
    evidence: count(({ verdict }) => verdict === 'evidence'),
  }
}
