import type { StrategyRule } from './strategy.ts'

/** What a rule does, without the words about it. */
type Behaviour = Omit<StrategyRule, 'title' | 'source' | 'differs' | 'unrecorded'>

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`
}

/**
 * One text per rule, the same whatever order its fields were written in: hash it to name a backtest. It changes when the rule bets
 * otherwise or gets another name or version, and not when a title or a source is worded anew.
 */
export function ruleIdentity({
  title: _title,
  source: _source,
  differs: _differs,
  unrecorded: _unrecorded,
  ...behaviour
}: StrategyRule): string {
  const told: Behaviour = behaviour
  return canonical(told)
}
