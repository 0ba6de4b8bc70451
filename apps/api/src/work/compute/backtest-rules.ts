import { createHash } from 'node:crypto'
import type { BetRecord } from '@mon-ps/core/strategy/bet-records'
import { evaluateStrategy } from '@mon-ps/core/strategy/evaluate-strategies'
import type { RuleBets } from '@mon-ps/core/strategy/walk-forward'
import { listTrials } from '@mon-ps/core/strategy/trials'
import type { CalculatedBacktest } from './league-result.ts'

export interface RulesToTest {
  readonly ruleBets: readonly RuleBets[]
  /** The same bets, rule by rule over all leagues. */
  readonly overall: readonly BetRecord[]
  readonly seed: number
}

/** What each rule did on all the data, looked at alone. The same rule, data and seed give the same bytes, whatever else is tried. */
export function backtestRules({ ruleBets, overall, seed }: RulesToTest): CalculatedBacktest[] {
  const rules = new Map(ruleBets.map(({ rule }) => [rule.name, rule]))
  const trials = listTrials([...rules.values()], overall)
  return [...rules.values()].map((rule): CalculatedBacktest => {
    const record = overall.find(({ strategy }) => strategy === rule.name)
    return {
      rule,
      trial: trials.find((trial) => trial.rule['name'] === rule.name) ?? null,
      betsSha256: betsSha256(ruleBets.filter((group) => group.rule.name === rule.name)),
      report: evaluateStrategy(rule.name, record?.bets ?? [], { seed }),
    }
  })
}

/** What is hashed of a bet and of what it holds, in this order. */
const HASHED = [
  'matchId',
  'day',
  'season',
  'homeId',
  'awayId',
  'account',
  'selection',
  'market',
  'side',
  'line',
  'price',
  'stakeUnits',
  'outcome',
  'profitUnits',
  'modelProbability',
  'kellyFraction',
  'closeProbability',
  'closingLineValue',
  'lossCauses',
  'shotShare',
  'redCards',
  'probabilityUnlucky',
]

/** SHA-256 of bets as JSON lines: numbers in the shortest form that reads back as the same double, so equal bets have equal bytes. */
function betsSha256(groups: readonly RuleBets[]): string {
  const hash = createHash('sha256')
  for (const { competition, bets } of groups) {
    hash.update(`${competition}\n`)
    for (const bet of bets) hash.update(`${JSON.stringify(bet, HASHED)}\n`)
  }
  return hash.digest('hex')
}
