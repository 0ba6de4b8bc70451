import { LEGACY_STRATEGIES } from './legacy-strategies.ts'
import { REFERENCE_STRATEGIES } from './reference-strategies.ts'
import type { StrategyRule } from './strategy.ts'

/** Every rule of the product, those that never bet included: whoever corrects for the rules that were looked at counts all of them. */
export const STRATEGIES: readonly StrategyRule[] = [...REFERENCE_STRATEGIES, ...LEGACY_STRATEGIES]
