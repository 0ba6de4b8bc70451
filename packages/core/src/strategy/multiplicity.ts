import type { StrategyReport } from './strategy.ts'
import { FALSE_DISCOVERY_RATE } from './verdict.ts'

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
export function multiplicityOf(reports: readonly Pick<StrategyReport, 'pValue' | 'qValue' | 'verdict'>[]): Multiplicity {
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
