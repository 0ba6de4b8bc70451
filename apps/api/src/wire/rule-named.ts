import { STRATEGIES } from '@mon-ps/core/strategy/strategies'
import type { StrategyRule } from '@mon-ps/core/strategy/strategy'

const RULES = new Map(STRATEGIES.map((rule) => [rule.name, rule]))

/** The product's rule of that name; null where the name is not one of ours. */
export const ruleNamed = (name: string | null): StrategyRule | null => (name === null ? null : (RULES.get(name) ?? null))
