import { REFERENCE_STRATEGIES } from '@mon-ps/core'

const TITLES = new Map(REFERENCE_STRATEGIES.map(({ name, title }) => [name, title]))

/** What a rule does, in words; null where the rule is not one of ours. */
export const strategyTitle = (name: string | null): string | null => (name === null ? null : (TITLES.get(name) ?? null))
