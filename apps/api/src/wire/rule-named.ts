import { STRATEGIES, type StrategyRule } from '@mon-ps/core'

const RULES = new Map(STRATEGIES.map((rule) => [rule.name, rule]))

/** The product's rule of that name; null where the name is not one of ours. */
export const ruleNamed = (name: string | null): StrategyRule | null => (name === null ? null : (RULES.get(name) ?? null))
