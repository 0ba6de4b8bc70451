import { createHash } from 'node:crypto'

/** What a backtest rests on, and all it rests on. */
export interface BacktestInputs {
  /** Core's `ruleIdentity` of the rule. */
  readonly rule: string
  readonly snapshotId: string
  readonly seed: number
  readonly version: string
}

/**
 * The name of a backtest: SHA-256 of rule, data, seed and version. The same inputs have the same name for ever, and the same bytes behind it.
 *
 * @example backtestName({ rule: '{}', snapshotId: 'ab', seed: 1, version: 'strategies-2' }).length // 64
 */
export function backtestName({ rule, snapshotId, seed, version }: BacktestInputs): string {
  return createHash('sha256')
    .update([rule, snapshotId, String(seed), version].join('\n'))
    .digest('hex')
}
