import { ruleNamed } from './rule-named.ts'

/** What a rule does, in words; null where the rule is not one of ours. */
export const strategyTitle = (name: string | null): string | null => ruleNamed(name)?.title ?? null
